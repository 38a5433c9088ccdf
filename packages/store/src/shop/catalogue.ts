import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import type { IncomingEvent } from '../intake/incoming-event.js';
import type { Schema } from '../schema.js';
import { markRestocks } from '../waitlist/marks.js';
import { hasStock } from './stock.js';
import type { LevelNews, ProductNews, ShopNews, VariantNews } from './shop-news.js';

type ProductRow = Selectable<Schema['products']>;
type VariantRow = Selectable<Schema['variants']>;

/** The names under which the things of a message are locked. */
export const thingsOf = ({ shop, products = [], variants = [], levels = [] }: ShopNews): string[] => [
  ...products.map(({ productId }) => `product/${shop}/${productId}`),
  ...variants.map(({ productId, variantId }) => `product/${shop}/${productId ?? `of/${variantId}`}`),
  ...levels.map(({ inventoryItemId }) => `item/${shop}/${inventoryItemId}`),
];

/**
 * Brings the catalogue up to date. What is older than what is known only fills gaps.
 * @returns what that makes happen: events about variants, which nobody has sent
 */
export async function takeCatalogue(tx: Tx, news: ShopNews, nowMs: number): Promise<IncomingEvent[]> {
  await tx
    .insertInto('shops')
    .values({
      shop: news.shop,
      currency: news.currency ?? null,
      uninstalled_at: news.isGone ? date(nowMs) : null,
      seen_at: date(nowMs),
    })
    .onConflict((conflict) =>
      conflict.column('shop').doUpdateSet({
        currency: sql`coalesce(excluded.currency, shops.currency)`,
        uninstalled_at: sql`excluded.uninstalled_at`,
        seen_at: sql`excluded.seen_at`,
      }),
    )
    .execute();
  for (const product of news.products ?? []) await takeProduct(tx, news.shop, product);
  const given: VariantNews[] = [
    ...(news.variants ?? []),
    ...(news.products ?? []).flatMap(({ productId, atMs, variants = [] }) =>
      variants.map((variant) => ({ ...variant, productId, atMs })),
    ),
  ];
  const changes = await takeVariants(tx, news.shop, given);
  for (const { inventoryItemId, isTracked } of news.items ?? [])
    await tx
      .updateTable('variants')
      .set({ is_tracked: isTracked })
      .where('shop', '=', news.shop)
      .where('inventory_item_id', '=', inventoryItemId)
      .execute();
  for (const level of news.levels ?? []) changes.push(...(await takeLevel(tx, news.shop, level)));
  for (const product of news.products ?? []) await dropOthers(tx, news.shop, product);
  const turned = changes.filter(
    ({ before, after }) => before?.available !== after.available || before?.stock !== after.stock,
  );
  await markRestocks(tx, news.shop, [...new Set(turned.map(({ after }) => after.variant_id))], nowMs);
  return eventsOf(tx, news.shop, changes, nowMs);
}

async function takeProduct(tx: Tx, shop: string, news: ProductNews): Promise<void> {
  const before = await tx
    .selectFrom('products')
    .selectAll()
    .where('shop', '=', shop)
    .where('product_id', '=', news.productId)
    .forUpdate()
    .executeTakeFirst();
  const isNews = !before || news.atMs >= before.updated_at.getTime();
  const pick = <K extends keyof ProductRow>(
    key: K,
    given: ProductRow[K] | undefined,
  ): ProductRow[K] | null =>
    given === undefined ? (before?.[key] ?? null) : isNews || before![key] === null ? given : before![key];
  const row = {
    title: pick('title', news.title),
    url: pick('url', news.url),
    image_url: pick('image_url', news.imageUrl),
    category: pick('category', news.category),
    vendor: pick('vendor', news.vendor),
    tags: pick('tags', news.tags) ?? [],
    status: pick('status', news.status) ?? ('active' as const),
    published_at: pick(
      'published_at',
      news.publishedAtMs === undefined ? undefined : date(news.publishedAtMs),
    ),
    updated_at: date(Math.max(news.atMs, before?.updated_at.getTime() ?? -Infinity)),
  };
  await tx
    .insertInto('products')
    .values({ shop, product_id: news.productId, ...row })
    .onConflict((conflict) => conflict.columns(['shop', 'product_id']).doUpdateSet(row))
    .execute();
}

/** A product that comes whole has no variants but those it names. */
async function dropOthers(tx: Tx, shop: string, product: ProductNews): Promise<void> {
  const isDeleted = product.status === 'deleted';
  if (!isDeleted && !product.hasAllVariants) return;
  await tx
    .updateTable('variants')
    .set({ is_deleted: true })
    .where('shop', '=', shop)
    .where('product_id', '=', product.productId)
    .where('updated_at', '<=', date(product.atMs))
    .$if(!isDeleted && (product.variants ?? []).length > 0, (query) =>
      query.where(
        'variant_id',
        'not in',
        product.variants!.map(({ variantId }) => variantId),
      ),
    )
    .execute();
}

interface Change {
  before: VariantRow | null;
  after: VariantRow;
  atMs: number;
  /** The shop says that it has just come back, and it was never known to be away. */
  isUnseenReturn?: boolean;
}

async function takeVariants(tx: Tx, shop: string, given: VariantNews[]): Promise<Change[]> {
  if (given.length === 0) return [];
  const rows = await tx
    .selectFrom('variants')
    .selectAll()
    .where('shop', '=', shop)
    .where(
      'variant_id',
      'in',
      given.map(({ variantId }) => variantId),
    )
    .orderBy('variant_id')
    .forUpdate()
    .execute();
  const known = new Map(rows.map((row) => [row.variant_id, row]));
  const returned = await unseenReturns(tx, shop, given);
  const changes = given.map((news): Change => {
    const before = known.get(news.variantId) ?? null;
    const after = renewed(before, news, shop);
    known.set(news.variantId, after);
    return { before, after, atMs: news.atMs, isUnseenReturn: returned.has(news.variantId) };
  });
  await writeVariants(tx, [...new Map(changes.map(({ after }) => [after.variant_id, after])).values()]);
  await keepHistory(tx, changes);
  return changes;
}

/** Variants that are told to be back without that it was known that they had been away. */
async function unseenReturns(tx: Tx, shop: string, given: VariantNews[]): Promise<Set<string>> {
  const back = given
    .filter(({ isTurn, stock }) => isTurn && stock === 'in')
    .map(({ variantId }) => variantId);
  if (back.length === 0) return new Set();
  const rows = await tx
    .selectFrom('variant_history')
    .select('variant_id')
    .distinct()
    .where('shop', '=', shop)
    .where('variant_id', 'in', back)
    .where((where) => where.or([where('available', '<=', 0), where('stock', '=', 'out')]))
    .execute();
  const seen = new Set(rows.map(({ variant_id }) => variant_id));
  return new Set(back.filter((variantId) => !seen.has(variantId)));
}

function renewed(before: VariantRow | null, news: VariantNews, shop: string): VariantRow {
  const isNews = !before || news.atMs >= before.updated_at.getTime();
  const isStockNews = !before?.stock_at || news.atMs >= before.stock_at.getTime();
  const pick = <T>(stored: T | undefined, given: T | undefined, newest = isNews): T | null =>
    given === undefined ? (stored ?? null) : newest || (stored ?? null) === null ? given : (stored ?? null);
  const tellsStock = news.available !== undefined || news.stock !== undefined;
  return {
    shop,
    variant_id: news.variantId,
    product_id: pick(before?.product_id, news.productId),
    title: pick(before?.title, news.title),
    sku: pick(before?.sku, news.sku),
    options: pick(before?.options, news.options) ?? {},
    price: pick(before?.price, news.price === undefined ? undefined : String(news.price)),
    compare_at_price: pick(
      before?.compare_at_price,
      news.compareAtPrice === undefined
        ? undefined
        : news.compareAtPrice === null
          ? null
          : String(news.compareAtPrice),
    ),
    available: pick(before?.available, news.available, isStockNews),
    stock: pick(before?.stock, news.stock, isStockNews),
    is_tracked: pick(before?.is_tracked, news.isTracked) ?? true,
    policy: pick(before?.policy, news.policy) ?? 'deny',
    inventory_item_id: pick(before?.inventory_item_id, news.inventoryItemId),
    is_deleted: isNews ? false : before.is_deleted,
    stock_at: tellsStock && isStockNews ? date(news.atMs) : (before?.stock_at ?? null),
    updated_at: isNews ? date(news.atMs) : before.updated_at,
  };
}

async function writeVariants(tx: Tx, rows: VariantRow[]): Promise<void> {
  const values: Insertable<Schema['variants']>[] = rows.map((row) => ({
    ...row,
    options: JSON.stringify(row.options),
  }));
  await tx
    .insertInto('variants')
    .values(values)
    .onConflict((conflict) =>
      conflict.columns(['shop', 'variant_id']).doUpdateSet(
        Object.fromEntries(
          Object.keys(values[0]!)
            .filter((column) => column !== 'shop' && column !== 'variant_id')
            .map((column) => [column, sql.raw(`excluded.${column}`)]),
        ),
      ),
    )
    .execute();
}

/**
 * What one place has now. If another count of that place was known, the whole changes by the difference; if no whole
 * is known, it is what all known places have.
 */
async function takeLevel(tx: Tx, shop: string, level: LevelNews): Promise<Change[]> {
  const before = await tx
    .selectFrom('inventory_levels')
    .selectAll()
    .where('shop', '=', shop)
    .where('inventory_item_id', '=', level.inventoryItemId)
    .where('location_id', '=', level.locationId)
    .forUpdate()
    .executeTakeFirst();
  if (before && level.atMs < before.updated_at.getTime()) return [];
  const values = { available: level.available, updated_at: date(level.atMs) };
  await tx
    .insertInto('inventory_levels')
    .values({ shop, inventory_item_id: level.inventoryItemId, location_id: level.locationId, ...values })
    .onConflict((conflict) =>
      conflict.columns(['shop', 'inventory_item_id', 'location_id']).doUpdateSet(values),
    )
    .execute();
  const variants = await tx
    .selectFrom('variants')
    .selectAll()
    .where('shop', '=', shop)
    .where('inventory_item_id', '=', level.inventoryItemId)
    .orderBy('variant_id')
    .forUpdate()
    .execute();
  if (variants.length === 0) return [];
  const { whole } = await tx
    .selectFrom('inventory_levels')
    .select(({ fn }) => fn.sum<number>('available').as('whole'))
    .where('shop', '=', shop)
    .where('inventory_item_id', '=', level.inventoryItemId)
    .executeTakeFirstOrThrow();
  const changes = variants.map((variant): Change => {
    // A count of the whole that is younger than this place's has heard of it already.
    const isHeard = variant.stock_at !== null && variant.stock_at.getTime() > level.atMs;
    const sum = Number(whole);
    const available =
      variant.available === null
        ? sum
        : isHeard
          ? variant.available
          : before
            ? variant.available + level.available - before.available
            : Math.max(variant.available, sum);
    return {
      before: variant,
      after: { ...variant, available, stock_at: isHeard ? variant.stock_at : date(level.atMs) },
      atMs: level.atMs,
    };
  });
  await writeVariants(
    tx,
    changes.map(({ after }) => after),
  );
  await keepHistory(tx, changes);
  return changes;
}

const isChanged = ({ before, after }: Change): boolean =>
  !before ||
  Number(before.price) !== Number(after.price) ||
  before.available !== after.available ||
  before.stock !== after.stock;

async function keepHistory(tx: Tx, changes: Change[]): Promise<void> {
  const rows = changes.filter(isChanged);
  if (rows.length === 0) return;
  await tx
    .insertInto('variant_history')
    .values(
      rows.map(({ after, atMs }) => ({
        shop: after.shop,
        variant_id: after.variant_id,
        at: date(atMs),
        price: after.price,
        available: after.available,
        stock: after.stock,
      })),
    )
    .execute();
}

/** A count changes with every order, so its event is told only to those who wait for it. */
const STOCK_CHANGED = 'Stock Changed';

async function eventsOf(tx: Tx, shop: string, changes: Change[], nowMs: number): Promise<IncomingEvent[]> {
  const happened = changes.flatMap((change) => happenings(change).map((what) => ({ ...change, ...what })));
  if (happened.length === 0) return [];
  const isCountAwaited =
    happened.some(({ name }) => name === STOCK_CHANGED) &&
    (await tx
      .selectFrom('run_subscriptions')
      .select('run_id')
      .where('event_name', '=', STOCK_CHANGED)
      .limit(1)
      .executeTakeFirst()) !== undefined;
  const told = happened.filter(({ name }) => name !== STOCK_CHANGED || isCountAwaited);
  const ids = [...new Set(told.map(({ after }) => after.product_id).filter((id) => id !== null))];
  const products =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('products')
          .select(['product_id', 'title', 'url', 'image_url', 'category'])
          .where('shop', '=', shop)
          .where('product_id', 'in', ids)
          .execute();
  return told.map(({ name, more, after, atMs }) => {
    const product = products.find(({ product_id }) => product_id === after.product_id);
    return {
      source: 'catalogue',
      messageId: `${shop}/${after.variant_id}/${name}/${atMs}`,
      name,
      occurredAtMs: Math.min(atMs, nowMs),
      identities: [],
      properties: {
        shop,
        variant_id: after.variant_id,
        product_id: after.product_id,
        name: product?.title ?? after.title,
        variant: after.title,
        sku: after.sku,
        price: after.price === null ? null : Number(after.price),
        available: after.available,
        url: product?.url ?? null,
        image_url: product?.image_url ?? null,
        category: product?.category ?? null,
        ...more,
      },
      keys: [
        `variant:${after.variant_id}`,
        ...(after.product_id === null ? [] : [`product:${after.product_id}`]),
      ],
      isAboutThing: true,
      isHistory: false,
    };
  });
}

function happenings({
  before,
  after,
  isUnseenReturn,
}: Change): { name: string; more?: Record<string, unknown> }[] {
  const has = hasStock(after);
  if (isUnseenReturn && has === true) return [{ name: 'Product Back In Stock' }];
  if (!before) return [];
  const had = hasStock(before);
  const [was, is] = [before.price, after.price].map((price) => (price === null ? null : Number(price)));
  return [
    ...(had === false && has === true ? [{ name: 'Product Back In Stock' }] : []),
    ...(had === true && has === false ? [{ name: 'Product Out Of Stock' }] : []),
    ...(was !== null && is !== null && was !== undefined && is !== undefined && is < was
      ? [
          {
            name: 'Price Dropped',
            more: { price_before: was, percent: Math.round((1 - is / was) * 100) },
          },
        ]
      : []),
    ...(before.available !== after.available
      ? [{ name: STOCK_CHANGED, more: { available_before: before.available } }]
      : []),
  ];
}
