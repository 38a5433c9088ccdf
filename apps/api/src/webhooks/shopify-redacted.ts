import { forgetRedacted, redactedAt, type Database, type IncomingEvent } from '@signalbox/store';
import type { Outcome } from './delivery-log.js';
import { record, text } from './reading.js';
import type { Delivery } from './shopify-delivery.js';

/**
 * Refuses what comes late of a customer whom the shop asked to have erased. An order or a checkout that was begun after that is
 * an act of their own: with it they are here again. What only tells of the customer never is, whatever its time: erasing them
 * at the shop changes them, too.
 * @returns `null` if it may be taken
 */
export async function refuseRedacted(
  database: Database,
  { topic, body }: Delivery,
  { identities }: Pick<IncomingEvent, 'identities'>,
): Promise<Outcome | null> {
  const shopIds = identities.filter(({ kind }) => kind === 'shopify');
  const at = await redactedAt(database, shopIds);
  if (!at) return null;
  const begunMs = Date.parse(text(record(body).created_at) ?? '');
  if (/^(orders|checkouts)\//.test(topic) && begunMs > at.getTime()) {
    await forgetRedacted(database, shopIds);
    return null;
  }
  return {
    status: 'ignored',
    isUnkept: true,
    detail:
      'Shopify had asked for this customer to be erased. They come back only with a new order or checkout.',
  };
}
