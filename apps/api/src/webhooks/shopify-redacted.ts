import {
  eraseContact,
  forgetRedacted,
  redactedAt,
  type Database,
  type IncomingEvent,
} from '@signalbox/store';
import type { Outcome } from './delivery-log.js';
import { record, text } from './reading.js';
import type { Delivery } from './shopify-delivery.js';

/**
 * Refuses what comes late of a customer whom the shop asked to have erased. An order or a checkout that was begun after that is
 * an act of their own: with it they are here again. What only tells of the customer never is, whatever its time: erasing them
 * at the shop changes them, too.
 * @returns why it is not taken, or what is to be done once it is: only then are they here again
 */
export async function refuseRedacted(
  database: Database,
  { topic, body }: Delivery,
  { identities }: Pick<IncomingEvent, 'identities'>,
): Promise<{ refused: Outcome } | { afterwards: (contactId: string | null) => Promise<void> }> {
  const shopIds = identities.filter(({ kind }) => kind === 'shopify');
  const at = await redactedAt(database, shopIds);
  // Whom the shop asked to have erased while it was being taken goes again.
  if (!at)
    return {
      async afterwards(contactId) {
        if (contactId && (await redactedAt(database, shopIds)))
          await eraseContact(database, contactId, { nowMs: Date.now() });
      },
    };
  const begunMs = Date.parse(text(record(body).created_at) ?? '');
  if (/^(orders|checkouts)\//.test(topic) && begunMs > at.getTime())
    return { afterwards: () => forgetRedacted(database, shopIds) };
  return {
    refused: {
      status: 'ignored',
      isUnkept: true,
      detail:
        'Shopify had asked for this customer to be erased. They come back only with a new order or checkout.',
    },
  };
}
