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
 * @returns why it is not taken, or what is to be done once it is: only then are they here again, or gone again if the shop asked
 *   meanwhile, which then is what became of it
 */
export async function refuseRedacted(
  database: Database,
  { topic, body }: Delivery,
  { identities }: Pick<IncomingEvent, 'identities'>,
): Promise<
  { refused: Outcome } | { afterwards: (contactId: string | null) => Promise<Outcome | undefined> }
> {
  const shopIds = identities.filter(({ kind }) => kind === 'shopify');
  const begunMs = Date.parse(text(record(body).created_at) ?? '');
  const isOwnActAfter = (at: Date) => /^(orders|checkouts)\//.test(topic) && begunMs > at.getTime();
  const at = await redactedAt(database, shopIds);
  if (at && !isOwnActAfter(at)) return { refused: REFUSED };
  return {
    async afterwards(contactId) {
      // They may be asked to be erased while it is being taken, too.
      const asked = await redactedAt(database, shopIds);
      if (!asked) return;
      if (isOwnActAfter(asked)) await forgetRedacted(database, shopIds);
      else if (contactId) {
        await eraseContact(database, contactId, { nowMs: Date.now() });
        return REFUSED;
      }
    },
  };
}

const REFUSED: Outcome = {
  status: 'ignored',
  isUnkept: true,
  detail:
    'Shopify had asked for this customer to be erased. They come back only with a new order or checkout.',
};
