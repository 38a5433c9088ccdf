import { sql } from 'kysely';
import type { Database, Tx } from '../database.js';
import { canBeBought, isPreOrder, type Stock } from './stock.js';

/** What conditions and texts may read of a product, as of now; `product.in_stock`. */
export interface ProductFacts {
  shop: string;
  variant_id: string;
  product_id: string | null;
  name: string | null;
  variant: string | null;
  sku: string | null;
  options: Record<string, string>;
  category: string | null;
  vendor: string | null;
  tags: string[];
  url: string | null;
  image_url: string | null;
  /** Whether it can be bought now. */
  in_stock: boolean;
  /** How many there are; `null` where the shop does not count. */
  available: number | null;
  /** It can be ordered, and there is none yet. */
  pre_order: boolean;
  price: number | null;
  compare_at_price: number | null;
  currency: string | null;
  /** What it cost when the run's event came, by how much it has changed since, and whether it is cheaper. */
  price_then?: number | null;
  price_change?: number | null;
  is_cheaper?: boolean;
}

export interface ProductRow extends Stock {
  shop: string;
  variant_id: string;
  product_id: string | null;
  name: string | null;
  variant: string | null;
  sku: string | null;
  options: Record<string, string>;
  category: string | null;
  vendor: string | null;
  tags: string[] | null;
  url: string | null;
  image_url: string | null;
  price: string | null;
  compare_at_price: string | null;
  currency: string | null;
  is_deleted: boolean;
  status: string | null;
}

/** Whether any shop's catalogue has come in. */
export async function knowsProducts({ kysely }: Pick<Database, 'kysely'>): Promise<boolean> {
  const row = await kysely.selectFrom('variants').select('variant_id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** @param which `shop` may be left out: shops' ids hardly ever meet */
export async function variantFacts(
  database: Pick<Database, 'kysely'>,
  which: { shop?: string; variantId?: string; productId?: string; sku?: string },
): Promise<ProductFacts | null> {
  return readVariant(database.kysely, which);
}

async function readVariant(
  tx: Tx,
  {
    shop,
    variantId,
    productId,
    sku,
  }: { shop?: string; variantId?: string; productId?: string; sku?: string },
): Promise<ProductFacts | null> {
  if (!variantId && !productId && !sku) return null;
  const named = variantId
    ? sql`v.variant_id = ${variantId}`
    : productId
      ? sql`v.product_id = ${productId}`
      : sql`v.sku = ${sku}`;
  // Of a product that is named without its variant, the one that can be bought stands for it.
  const { rows } = await sql<ProductRow>`
    ${VARIANTS} where ${named} ${shop === undefined ? sql`` : sql`and v.shop = ${shop}`}
    order by v.is_deleted, (v.policy = 'continue' or coalesce(v.available > 0, v.stock = 'in', true)) desc, v.shop, v.variant_id
    limit 1`.execute(tx);
  const [row] = rows;
  return row ? factsOfRow(row) : null;
}

const VARIANTS = sql`
  select v.shop, v.variant_id, v.product_id, coalesce(p.title, v.title) as name, v.title as variant, v.sku, v.options,
    p.category, p.vendor, p.tags, p.url, p.image_url, v.price, v.compare_at_price,
    coalesce(s.currency, (select o.currency from orders o where o.shop = v.shop and o.currency is not null limit 1)) as currency,
    v.available, v.stock, v.is_tracked, v.policy, v.is_deleted, p.status
  from variants v
  left join products p on p.shop = v.shop and p.product_id = v.product_id
  left join shops s on s.shop = v.shop`;

/** All variants that can be bought now; conditions may follow. */
export const SOLD_VARIANTS = sql`
  ${VARIANTS} where not v.is_deleted and p.status = 'active'
    and (v.policy = 'continue' or not v.is_tracked or coalesce(v.available > 0, v.stock = 'in', true))`;

export function factsOfRow({
  is_deleted,
  status,
  stock,
  is_tracked,
  policy,
  price,
  compare_at_price,
  ...row
}: ProductRow): ProductFacts {
  const known = { available: row.available, stock, is_tracked, policy };
  const isSold = !is_deleted && (status ?? 'active') === 'active';
  return {
    ...row,
    tags: row.tags ?? [],
    in_stock: isSold && canBeBought(known),
    pre_order: isSold && isPreOrder(known),
    price: price === null ? null : Number(price),
    compare_at_price: compare_at_price === null ? null : Number(compare_at_price),
  };
}

type Properties = { [key: string]: unknown };

/**
 * The live product that an event is about: the variant it names, or the first of its products that is known.
 * `null` if it is about none.
 */
export async function productFacts(
  database: Pick<Database, 'kysely'>,
  eventId: string,
): Promise<ProductFacts | null> {
  const event = await database.kysely
    .selectFrom('events')
    .select(['properties', 'occurred_at'])
    .where('id', '=', eventId)
    .executeTakeFirst();
  return event ? productNamedIn(database, event.properties, event.occurred_at) : null;
}

/** The same for an event that nobody stored, such as one that a draft is tried with. @param at when it would have come */
export async function productNamedIn(
  database: Pick<Database, 'kysely'>,
  properties: Properties,
  at: Date,
): Promise<ProductFacts | null> {
  for (const named of namedProducts(properties).slice(0, MOST_LOOKED_AT)) {
    const facts = await readVariant(database.kysely, named);
    if (facts) return withPriceThen(database.kysely, facts, named.price, at);
  }
  return null;
}

const MOST_LOOKED_AT = 5;

interface Named {
  variantId?: string;
  productId?: string;
  sku?: string;
  price?: number;
}

/** The products that an event names, the surest first. */
function namedProducts(properties: Properties): Named[] {
  const lines = Array.isArray(properties.products) ? properties.products : [];
  return [properties, ...lines].flatMap((item): Named[] => {
    if (typeof item !== 'object' || item === null) return [];
    const { variant_id, product_id, sku, price } = item as Properties;
    const named = { variantId: textOf(variant_id), productId: textOf(product_id), sku: textOf(sku) };
    if (!named.variantId && !named.productId && !named.sku) return [];
    const amount = Number(price);
    return [
      {
        ...named,
        ...(price === undefined || price === null || Number.isNaN(amount) ? {} : { price: amount }),
      },
    ];
  });
}

const textOf = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;

async function withPriceThen(
  tx: Tx,
  facts: ProductFacts,
  said: number | undefined,
  at: Date,
): Promise<ProductFacts> {
  const price_then: number | null =
    said ??
    (await tx
      .selectFrom('variant_history')
      .select('price')
      .where('shop', '=', facts.shop)
      .where('variant_id', '=', facts.variant_id)
      .where('price', 'is not', null)
      .where('at', '<=', at)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
      .then((row) => (row?.price ? Number(row.price) : null)));
  const price_change =
    price_then === null || facts.price === null ? null : Number((facts.price - price_then).toFixed(4));
  return { ...facts, price_then, price_change, is_cheaper: price_change !== null && price_change < 0 };
}
