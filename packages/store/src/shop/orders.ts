import { sql, type Selectable } from 'kysely';
import { date, type Tx } from '../database.js';
import type { Schema } from '../schema.js';
import { recountPeople } from './computed.js';
import { isAboutOrder, isTestOrder, orderNews, type OrderEvent, type OrderNews } from './order-news.js';

export interface TakenOrders {
  people: string[];
  orders: { shop: string; orderId: string }[];
}

type OrderRow = Selectable<Schema['orders']>;

/**
 * Writes what events say of orders, and counts the people anew whose orders those are. In whatever order the events
 * come, and however often an order is told of, the same is known in the end.
 * @returns the people and orders concerned
 */
export async function takeOrders(tx: Tx, events: OrderEvent[]): Promise<TakenOrders> {
  const news = events
    .filter(({ name, properties }) => isAboutOrder(name) && !isTestOrder(properties))
    .map(orderNews);
  if (news.length === 0) return { people: [], orders: [] };
  await keepRefunds(tx, news);
  const before = await lockOrders(tx, news);
  const after = new Map<string, OrderRow>();
  const lines = new Map<string, OrderNews>();
  for (const one of news) {
    const key = keyOf(one.shop, one.orderId);
    const known = after.get(key) ?? before.get(key) ?? empty(one);
    const hasLines = one.lines !== null && isLater(one, known.lines_at, known.lines_id);
    if (hasLines) lines.set(key, one);
    after.set(key, withNews(known, one, hasLines));
  }
  await writeOrders(tx, [...after.values()]);
  const known = new Set([...before].filter(([, row]) => row.lines_at !== null).map(([key]) => key));
  await writeLines(tx, [...lines.values()], known);
  // A refund that came before its order made the order known.
  const refunds = new Set(news.filter(({ refund }) => refund).map((one) => keyOf(one.shop, one.orderId)));
  await sumRefunds(
    tx,
    [...after].filter(([key]) => before.has(key) || refunds.has(key)).map(([, row]) => row),
  );
  const people = [...after.values(), ...before.values()].map(({ contact_id }) => contact_id);
  const changed = [...new Set(people.filter((id) => id !== null))].sort();
  await recountPeople(tx, changed);
  const orders = [...after.values()].map((row) => ({ shop: row.shop, orderId: row.order_id }));
  return { people: changed, orders };
}

const keyOf = (shop: string, orderId: string) => `${shop}\n${orderId}`;

async function lockOrders(tx: Tx, news: OrderNews[]): Promise<Map<string, OrderRow>> {
  // In one order for all who lock, and one look into the index for each: joined as a whole, every order would be read.
  const keys = [...new Map(news.map((one) => [keyOf(one.shop, one.orderId), one])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);
  const { rows } = await sql<OrderRow>`
    select o.* from unnest(${keys.map(({ shop }) => shop)}::text[], ${keys.map(({ orderId }) => orderId)}::text[])
      asked (shop, order_id)
    cross join lateral (
      select * from orders o where o.shop = asked.shop and o.order_id = asked.order_id limit 1 for update
    ) o`.execute(tx);
  return new Map(rows.map((row) => [keyOf(row.shop, row.order_id), row]));
}

const empty = ({ shop, orderId }: OrderNews): OrderRow => ({
  shop,
  order_id: orderId,
  contact_id: null,
  placed_at: null,
  paid_at: null,
  cancelled_at: null,
  currency: null,
  total_minor: null,
  refunded_minor: 0,
  discount_codes: [],
  checkout_token: null,
  cart_token: null,
  details_at: null,
  details_id: null,
  lines_at: null,
  lines_id: null,
});

/** Of two that say the same thing the later one counts; at the same time, always the same one of them. */
function isLater({ atMs, eventId }: OrderNews, at: Date | null, id: string | null): boolean {
  if (at === null || id === null) return true;
  return atMs > at.getTime() || (atMs === at.getTime() && eventId > id);
}

function withNews(row: OrderRow, news: OrderNews, hasLines: boolean): OrderRow {
  const hasDetails = news.details !== null && isLater(news, row.details_at, row.details_id);
  const earliest = (stored: Date | null, givenMs: number | null) =>
    givenMs === null || (stored !== null && stored.getTime() <= givenMs) ? stored : date(givenMs);
  return {
    ...row,
    contact_id:
      row.contact_id === null || (news.placedAtMs !== null && news.contactId !== null)
        ? (news.contactId ?? row.contact_id)
        : row.contact_id,
    placed_at: earliest(row.placed_at, news.placedAtMs),
    paid_at: earliest(row.paid_at, news.paidAtMs),
    cancelled_at: earliest(row.cancelled_at, news.cancelledAtMs),
    checkout_token: row.checkout_token ?? news.checkoutToken,
    cart_token: row.cart_token ?? news.cartToken,
    ...(hasDetails
      ? {
          currency: news.details!.currency,
          total_minor: news.details!.totalMinor,
          discount_codes: news.details!.discountCodes,
          details_at: date(news.atMs),
          details_id: news.eventId,
        }
      : {}),
    ...(hasLines ? { lines_at: date(news.atMs), lines_id: news.eventId } : {}),
  };
}

async function writeOrders(tx: Tx, rows: OrderRow[]): Promise<void> {
  await tx
    .insertInto('orders')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['shop', 'order_id']).doUpdateSet(
        Object.fromEntries(
          Object.keys(rows[0]!)
            .filter((column) => column !== 'shop' && column !== 'order_id')
            .map((column) => [column, sql.raw(`excluded.${column}`)]),
        ),
      ),
    )
    .execute();
}

/** @param known the orders of which lines were written before */
async function writeLines(tx: Tx, news: OrderNews[], known: Set<string>): Promise<void> {
  const former = news.filter(({ shop, orderId }) => known.has(keyOf(shop, orderId)));
  if (former.length > 0)
    await sql`
      delete from order_lines where (shop, order_id) in
        (select * from unnest(${former.map(({ shop }) => shop)}::text[], ${former.map(({ orderId }) => orderId)}::text[]))`.execute(
      tx,
    );
  const rows = news.flatMap(({ shop, orderId, lines }) =>
    lines!.map((line, index) => ({
      shop,
      order_id: orderId,
      line: index,
      product_id: line.productId,
      variant_id: line.variantId,
      sku: line.sku,
      name: line.name,
      category: line.category,
      quantity: line.quantity,
      price: line.price,
    })),
  );
  // PostgreSQL takes 65,535 parameters in one statement.
  for (let at = 0; at < rows.length; at += 5_000)
    await tx
      .insertInto('order_lines')
      .values(rows.slice(at, at + 5_000))
      .execute();
}

async function keepRefunds(tx: Tx, news: OrderNews[]): Promise<void> {
  const rows = news.flatMap(({ shop, orderId, refund }) =>
    refund
      ? [
          {
            shop,
            refund_id: refund.refundId,
            order_id: orderId,
            minor: refund.minor,
            at: date(refund.atMs),
          },
        ]
      : [],
  );
  if (rows.length === 0) return;
  await tx
    .insertInto('refunds')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A refund without an amount is one of all. Never more than was paid. */
async function sumRefunds(tx: Tx, orders: OrderRow[]): Promise<void> {
  if (orders.length === 0) return;
  await sql`
    update orders o set refunded_minor = r.minor
    from (
      select o.shop, o.order_id,
        least(coalesce(o.total_minor, 0), sum(coalesce(r.minor, o.total_minor, 0))) as minor
      from orders o join refunds r on r.shop = o.shop and r.order_id = o.order_id
      where (o.shop, o.order_id) in
        (select * from unnest(${orders.map(({ shop }) => shop)}::text[], ${orders.map(({ order_id }) => order_id)}::text[]))
      group by o.shop, o.order_id, o.total_minor
    ) r
    where o.shop = r.shop and o.order_id = r.order_id and o.refunded_minor <> r.minor`.execute(tx);
}
