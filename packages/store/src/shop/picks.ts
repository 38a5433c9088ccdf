import { LRUCache } from 'lru-cache';
import { sql } from 'kysely';
import { date, type Database } from '../database.js';
import { factsOfRow, SOLD_VARIANTS, type ProductFacts, type ProductRow } from './product-facts.js';

/** The products that texts may name without knowing the person: `{{ pick.new_since_last_order.name }}`. */
export const PICKS = ['new_since_last_order', 'popular_in_category', 'in_my_size', 'popular'] as const;
export type PickName = (typeof PICKS)[number];

/** A product that can be bought now, and why it was chosen. */
export interface Pick_ extends ProductFacts {
  why: string;
}

const DAY = 86_400_000;
/** How far back sales count as what is liked now. */
const LIKED_DAYS = 90;
/** To whom never bought anything, this is new. */
const NEW_DAYS = 30;
const MANY = 50;
const KEEP_LIKED_MS = 10 * 60_000;

interface Person {
  id: string;
  last_order_at: Date | null;
  favourite_category: string | null;
}

/** What to show a person: in stock, not bought by them, and each with a fallback to what sells best, and where nothing was sold lately, to what is newest. `null`: nothing fits. */
export async function picksFor(
  database: Database,
  contactId: string,
  { nowMs, names = PICKS }: { nowMs: number; names?: readonly PickName[] },
): Promise<Partial<Record<PickName, Pick_ | null>>> {
  const person = await database.kysely
    .selectFrom('contacts')
    .select(['id', 'last_order_at', 'favourite_category'])
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (!person) return {};
  const bought = new Set(await boughtBy(database, contactId));
  const isNew = ({ product_id }: ProductFacts) => product_id === null || !bought.has(product_id);
  const first = (found: Pick_[]) => found.find(isNew) ?? null;
  const popular = async (category?: string) => likedProducts(database, nowMs, category);
  const picks: Partial<Record<PickName, Pick_ | null>> = {};
  for (const name of names) {
    const own = first(await FINDERS[name](database, person, nowMs));
    picks[name] =
      own ??
      first((await popular()).map((product) => ({ ...product, why: 'Sells best; nothing fits closer' }))) ??
      first(await newest(database, nowMs));
  }
  return picks;
}

async function newest(database: Database, nowMs: number): Promise<Pick_[]> {
  const { rows } = await sql<ProductRow>`
    ${SOLD_VARIANTS} and p.published_at <= ${date(nowMs)} order by p.published_at desc, v.variant_id limit ${MANY}`.execute(
    database.kysely,
  );
  return rows.map((row) => ({ ...factsOfRow(row), why: 'Newest; nothing that fits was sold lately' }));
}

type Finder = (database: Database, person: Person, nowMs: number) => Promise<Pick_[]>;

const FINDERS: Record<PickName, Finder> = {
  popular: async (database, _person, nowMs) =>
    (await likedProducts(database, nowMs)).map((product) => ({ ...product, why: 'Sells best' })),

  popular_in_category: async (database, { favourite_category }, nowMs) =>
    favourite_category === null
      ? []
      : (await likedProducts(database, nowMs, favourite_category)).map((product) => ({
          ...product,
          why: `Sells best in ${favourite_category}, which they buy most`,
        })),

  new_since_last_order: async (database, { last_order_at, favourite_category }, nowMs) => {
    const since = last_order_at ?? date(nowMs - NEW_DAYS * DAY);
    const { rows } = await sql<ProductRow>`
      ${SOLD_VARIANTS} and p.published_at > ${since} and p.published_at <= ${date(nowMs)}
      order by (p.category is not distinct from ${favourite_category}) desc, p.published_at desc, v.variant_id
      limit ${MANY}`.execute(database.kysely);
    return rows.map((row) => ({
      ...factsOfRow(row),
      why: last_order_at === null ? 'New in the last 30 days' : 'New since their last order',
    }));
  },

  in_my_size: async (database, { id }, nowMs) => {
    const size = await lastSize(database, id);
    if (size === null) return [];
    const liked = (await likedProducts(database, nowMs)).flatMap(({ product_id }) => product_id ?? []);
    const { rows } = await sql<ProductRow>`
      ${SOLD_VARIANTS} and exists (
        select 1 from jsonb_each_text(v.options) o where o.key = any (${SIZES}::text[]) and lower(o.value) = lower(${size}))
      order by array_position(${liked}::text[], v.product_id), p.published_at desc nulls last, v.variant_id
      limit ${MANY}`.execute(database.kysely);
    return rows.map((row) => ({ ...factsOfRow(row), why: `In ${size}, the size that they last bought` }));
  },
};

/** What shops call it. */
const SIZES = ['size', 'størrelse', 'storrelse', 'größe', 'taille', 'maat', 'storlek', 'talla', 'taglia'];

async function lastSize(database: Database, contactId: string): Promise<string | null> {
  const { rows } = await sql<{ size: string }>`
    select opt.value as size from orders o
    join order_lines l on l.shop = o.shop and l.order_id = o.order_id
    join variants v on v.shop = l.shop and v.variant_id = l.variant_id
    cross join lateral jsonb_each_text(v.options) opt
    where o.contact_id = ${contactId} and o.cancelled_at is null and o.placed_at is not null
      and opt.key = any (${SIZES}::text[])
    order by o.placed_at desc, l.line limit 1`.execute(database.kysely);
  return rows[0]?.size ?? null;
}

async function boughtBy(database: Database, contactId: string): Promise<string[]> {
  const { rows } = await sql<{ product_id: string }>`
    select distinct l.product_id from orders o join order_lines l on l.shop = o.shop and l.order_id = o.order_id
    where o.contact_id = ${contactId} and o.cancelled_at is null and l.product_id is not null limit 2000`.execute(
    database.kysely,
  );
  return rows.map(({ product_id }) => product_id);
}

/** What sells best changes slowly, and a campaign asks for it thousands of times; whether it is in stock is read anew. */
const ranked = new LRUCache<string, string[]>({ max: 500, ttl: KEEP_LIKED_MS });

async function likedProducts(database: Database, nowMs: number, category?: string): Promise<ProductFacts[]> {
  const key = `${database.url}\n${category ?? ''}\n${Math.floor(nowMs / KEEP_LIKED_MS)}`;
  const ids = ranked.get(key) ?? (await rank(database, nowMs, category));
  ranked.set(key, ids);
  if (ids.length === 0) return [];
  const { rows } = await sql<ProductRow>`
    ${SOLD_VARIANTS} and v.product_id = any (${ids}::text[])
    order by array_position(${ids}::text[], v.product_id), v.available desc nulls last, v.variant_id`.execute(
    database.kysely,
  );
  // Of each product, the variant of which there is most.
  return [...new Map(rows.toReversed().map((row) => [row.product_id, row])).values()]
    .reverse()
    .map(factsOfRow);
}

async function rank(database: Database, nowMs: number, category?: string): Promise<string[]> {
  const { rows } = await sql<{ product_id: string }>`
    select p.product_id from products p
    join lateral (
      select sum(l.quantity) as sold from order_lines l join orders o on o.shop = l.shop and o.order_id = l.order_id
      where l.shop = p.shop and l.product_id = p.product_id and o.cancelled_at is null
        and o.placed_at > ${date(nowMs - LIKED_DAYS * DAY)}
    ) s on s.sold > 0
    where p.status = 'active' ${category === undefined ? sql`` : sql`and p.category = ${category}`}
    order by s.sold desc, p.published_at desc nulls last, p.product_id limit ${MANY}`.execute(
    database.kysely,
  );
  return rows.map(({ product_id }) => product_id);
}
