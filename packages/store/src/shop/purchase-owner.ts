import { isPurchaseKey, PURCHASE } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import type { Tx } from '../database.js';
import type { Identity, IncomingEvent } from '../intake/incoming-event.js';

const namesOf = (keys: string[]): string[] =>
  keys.filter(isPurchaseKey).map((key) => key.slice(PURCHASE.length));

/** Where a source's ids may be alike, its keys say what they are of: `segment/order/1001`. */
const OF_KIND = /^segment\/(cart|checkout|order)\//;

/** The order that a purchase's name would be of; nothing where it is surely of something else. */
function orderNamed(name: string): { shop: string; id: string } | null {
  const [prefix, kind] = OF_KIND.exec(name) ?? [];
  if (prefix !== undefined)
    return kind === 'order' ? { shop: 'segment', id: name.slice(prefix.length) } : null;
  const at = name.lastIndexOf('/');
  return { shop: name.slice(0, at), id: name.slice(at + 1) };
}

/** The tokens of the cart and the checkout that a message is about; an order's id is known by the order itself. */
export function tokensOf({ keys, properties }: Pick<IncomingEvent, 'keys' | 'properties'>): Identity[] {
  const order = String(properties.order_id);
  return namesOf(keys)
    .filter((name) => orderNamed(name)?.id !== order)
    .map((value) => ({ kind: 'token', value }));
}

/** Whether any of a message's keys may be an order's. */
export const mayNameOrder = (keys: string[]): boolean =>
  namesOf(keys).some((name) => orderNamed(name) !== null);

/** Whose order it is that a message names. */
export async function ownerOfOrder(tx: Tx, keys: string[]): Promise<string | undefined> {
  const orders = namesOf(keys).flatMap((name) => orderNamed(name) ?? []);
  if (orders.length === 0) return undefined;
  const shops = orders.map(({ shop }) => shop);
  const ids = orders.map(({ id }) => id);
  const { rows } = await sql<{ contact_id: string }>`
    select contact_id from orders where contact_id is not null
      and (shop, order_id) in (select * from unnest(${shops}::text[], ${ids}::text[]))
    limit 1`.execute(tx);
  return rows[0]?.contact_id;
}

/** Whose order each key is of; one that is of no order, or of nobody's, is missing. */
export async function ownersOfOrders(tx: Tx, keys: string[]): Promise<Map<string, string>> {
  const asked = [...new Set(keys)].filter(isPurchaseKey).flatMap((key) => {
    const order = orderNamed(key.slice(PURCHASE.length));
    return order ? [{ key, ...order }] : [];
  });
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ key: string; contact_id: string }>`
    select asked.key, o.contact_id
    from unnest(${asked.map(({ key }) => key)}::text[], ${asked.map(({ shop }) => shop)}::text[],
      ${asked.map(({ id }) => id)}::text[]) asked (key, shop, order_id)
    cross join lateral (
      select contact_id from orders o where o.shop = asked.shop and o.order_id = asked.order_id
        and contact_id is not null limit 1
    ) o`.execute(tx);
  return new Map(rows.map(({ key, contact_id }) => [key, contact_id]));
}

/** Whose cart, checkout or order it is, where nothing else says whom a message is about. */
export async function ownerOfPurchase(tx: Tx, keys: string[]): Promise<string | undefined> {
  const names = namesOf(keys);
  if (names.length === 0) return undefined;
  const row = await tx
    .selectFrom('contact_identities')
    .select('contact_id')
    .where('kind', '=', 'token')
    .where('value', 'in', names)
    .limit(1)
    .executeTakeFirst();
  return row?.contact_id ?? ownerOfOrder(tx, keys);
}
