import { isPurchaseKey } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import { date, type Database, type Tx } from './database.js';
import { variantFacts } from './shop/product-facts.js';
import { uuidOrNull } from './uuid-or-null.js';

const ORDERED = ['Order Completed', 'Order Paid'];
/** What tells how a cart stands. */
export const CART_EVENTS = [
  'Checkout Started',
  'Checkout Updated',
  'Checkout Deleted',
  'Cart Updated',
  'Cart Emptied',
];
/** After these there is nothing in it. */
export const CART_EMPTIED = new Set(['Checkout Deleted', 'Cart Emptied']);

/** Whether a person, or anybody with their number, has ordered since an instant. Paying for an order from before is none. */
export async function hasOrderedSince(
  database: Database,
  { contactId, phone }: { contactId: string; phone: string | null },
  sinceMs: number,
): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('events')
    .select('events.id')
    .where('events.name', 'in', ORDERED)
    .where('events.occurred_at', '>', date(sinceMs))
    .where(
      sql<boolean>`not (events.name = 'Order Paid' and exists (
        select from orders paid
        where paid.shop in (events.source, events.source || '/' || (events.properties ->> 'shop'))
          and paid.order_id = events.properties ->> 'order_id' and paid.placed_at <= ${date(sinceMs)}))`,
    )
    .where((where) =>
      where(
        'events.contact_id',
        'in',
        where
          .selectFrom('contacts')
          .select('contacts.id')
          .where((or) =>
            or.or([or('contacts.id', '=', contactId), ...(phone ? [or('contacts.phone', '=', phone)] : [])]),
          ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The address of the shop that told of an event, if it has taken its app out since; `null` otherwise. */
export async function goneShopOf(database: Database, eventId: string): Promise<string | null> {
  const row = await database.kysely
    .selectFrom('events')
    .innerJoin('shops', (join) =>
      join.on(
        sql<boolean>`shops.shop in (events.source, events.source || '/' || (events.properties ->> 'shop'))
          or exists (select from unnest(events.keys) key where starts_with(key, 'purchase:' || shops.shop || '/'))`,
      ),
    )
    .select('shops.shop')
    .where(sql<boolean>`events.id = ${uuidOrNull(eventId)}::uuid`)
    .where('shops.uninstalled_at', 'is not', null)
    .executeTakeFirst();
  return row?.shop.replace(/^\w+\//, '') ?? null;
}

/** What an event names a cart by: the tokens of one purchase. */
export async function cartKeysOf(database: Database, eventId: string): Promise<string[]> {
  const row = await database.kysely
    .selectFrom('events')
    .select('keys')
    .where(sql<boolean>`id = ${uuidOrNull(eventId)}::uuid`)
    .executeTakeFirst();
  return (row?.keys ?? []).filter(isPurchaseKey);
}

/** The newest that was said of a cart. */
export interface CartNews {
  eventId: string;
  atMs: number;
  /** `null` if it does not say. */
  products: unknown[] | null;
}

/** @returns `null` if nothing was said */
export async function newestOfCart(database: Database, cartKeys: string[]): Promise<CartNews | null> {
  if (cartKeys.length === 0) return null;
  const newest = await database.kysely
    .selectFrom('events')
    .select(['id', 'name', 'properties', 'occurred_at as at'])
    .where(sql<boolean>`keys && ${cartKeys}::text[]`)
    .where('name', 'in', CART_EVENTS)
    .orderBy('occurred_at', 'desc')
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) return null;
  const { products } = newest.properties;
  return {
    eventId: newest.id,
    atMs: newest.at.getTime(),
    products: CART_EMPTIED.has(newest.name) ? [] : Array.isArray(products) ? products : null,
  };
}

/** When one of these carts was last reminded of, at whatever number. */
export async function cartRemindedAt(tx: Pick<Tx, 'selectFrom'>, cartKeys: string[]): Promise<number | null> {
  if (cartKeys.length === 0) return null;
  const row = await tx
    .selectFrom('messages')
    .select((select) => select.fn.max('sending_at').as('at'))
    .where(sql<boolean>`cart_keys && ${cartKeys}::text[]`)
    .where('state', 'in', ['sending', 'accepted', 'sent', 'delivered', 'undelivered', 'unknown'])
    .executeTakeFirst();
  return row?.at ? new Date(row.at).getTime() : null;
}

/**
 * Whether something can be bought now; `null` if nothing is known of it.
 * @param which a variant, or an event that names one
 * @param least fewer than this count as none, where the shop counts
 */
export async function isInStock(
  database: Database,
  which: { variantId: string } | { eventId: string },
  least = 1,
): Promise<boolean | null> {
  const variantId = 'variantId' in which ? which.variantId : await variantOf(database, which.eventId);
  const facts = variantId === null ? null : await variantFacts(database, { variantId });
  return facts && facts.in_stock && (least === 1 || facts.available === null || facts.available >= least);
}

async function variantOf(database: Database, eventId: string): Promise<string | null> {
  const event = await database.kysely
    .selectFrom('events')
    .select('properties')
    .where(sql<boolean>`id = ${uuidOrNull(eventId)}::uuid`)
    .executeTakeFirst();
  if (!event) return null;
  const { variant_id: own, products } = event.properties;
  const first = Array.isArray(products) ? (products[0] as { variant_id?: unknown } | undefined) : undefined;
  const variantId = own ?? first?.variant_id;
  return typeof variantId === 'string' || typeof variantId === 'number' ? String(variantId) : null;
}
