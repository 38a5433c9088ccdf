import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../testing.js';
import {
  listEvents,
  passOnThingEvents,
  productFacts,
  takeEvent,
  variantFacts,
  type IncomingEvent,
  type ProductNews,
  type ShopNews,
} from '../index.js';
import { publishForTest, startedRun } from './testing-stock.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('catalogue');
});
afterAll(() => database?.drop());

const NOW = Date.parse('2026-11-02T12:00:00Z');
const SHOP = 'shopify/acme.example';
let serial = 0;
const fresh = () => String(820_982_911_946_154_000n + BigInt(++serial));

const message = (changes: Partial<IncomingEvent>): IncomingEvent => ({
  source: 'shopify',
  messageId: fresh(),
  name: null,
  occurredAtMs: NOW,
  identities: [],
  properties: {},
  keys: [],
  isHistory: false,
  ...changes,
});
const tell = (news: Omit<ShopNews, 'shop'>) =>
  takeEvent(database, message({ shop: { shop: SHOP, currency: 'DKK', ...news } }), { nowMs: NOW });

const jacket = (
  variantId: string,
  available: number,
  atMs: number,
  more: Partial<ProductNews> = {},
): ProductNews => ({
  productId: `p${variantId}`,
  title: 'Trail Jacket',
  category: 'Jackets',
  url: 'https://acme.example/trail',
  atMs,
  variants: [
    {
      variantId,
      title: 'M',
      sku: `TJ-${variantId}`,
      options: { size: 'M' },
      price: 899,
      available,
      inventoryItemId: `i${variantId}`,
    },
  ],
  ...more,
});

const namesOf = async (variantId: string) =>
  (await listEvents(database, { limit: 500 }))
    .filter(({ properties }) => properties.variant_id === variantId)
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
    .map(({ name }) => name);

describe('the catalogue', () => {
  test('a variant that was sold out and is there again is told of once, whichever webhook says so first', async () => {
    const id = fresh();
    await tell({ products: [jacket(id, 0, NOW - 5_000)] });
    await tell({ products: [jacket(id, 7, NOW - 3_000)] });
    await tell({ variants: [{ variantId: id, available: 7, stock: 'in', atMs: NOW - 3_000 }] });
    await tell({ products: [jacket(id, 0, NOW - 1_000)] });
    expect(await namesOf(id)).toEqual(['Product Back In Stock', 'Product Out Of Stock']);
  });

  test('news that comes late fills gaps and undoes nothing', async () => {
    const id = fresh();
    await tell({ products: [jacket(id, 3, NOW)] });
    await tell({ products: [jacket(id, 0, NOW - 60_000, { title: 'Old name', vendor: 'Fjord' })] });
    expect(await variantFacts(database, { shop: SHOP, variantId: id })).toMatchObject({
      name: 'Trail Jacket',
      vendor: 'Fjord',
      available: 3,
      in_stock: true,
      currency: 'DKK',
    });
    expect(await namesOf(id)).toEqual([]);
  });

  test('places add up: what one has more, the variant has more', async () => {
    const id = fresh();
    await tell({ products: [jacket(id, 0, NOW - 9_000)] });
    const level = (locationId: string, available: number, atMs: number) =>
      tell({ levels: [{ inventoryItemId: `i${id}`, locationId, available, atMs }] });
    await level('copenhagen', 0, NOW - 8_000);
    await level('aarhus', 4, NOW - 7_000);
    await level('copenhagen', 2, NOW - 6_000);
    await level('aarhus', 1, NOW - 5_000);
    await level('aarhus', 9, NOW - 7_500);
    expect(await variantFacts(database, { variantId: id })).toMatchObject({ available: 3 });
    expect(await namesOf(id)).toEqual(['Product Back In Stock']);
  });

  test('a level that overtakes its product is not lost', async () => {
    const id = fresh();
    await tell({
      levels: [{ inventoryItemId: `i${id}`, locationId: 'a', available: 5, atMs: NOW - 1_000 }],
    });
    await tell({ products: [jacket(id, 5, NOW - 2_000)] });
    expect(await variantFacts(database, { variantId: id })).toMatchObject({ available: 5, in_stock: true });
  });

  test('what is sold before there is any is a pre-order, and what is deleted cannot be bought', async () => {
    const id = fresh();
    const preOrder = jacket(id, -3, NOW - 2_000);
    preOrder.variants![0]!.policy = 'continue';
    await tell({ products: [preOrder] });
    expect(await variantFacts(database, { variantId: id })).toMatchObject({
      in_stock: true,
      pre_order: true,
    });
    await tell({ products: [{ productId: `p${id}`, status: 'deleted', atMs: NOW }] });
    expect(await variantFacts(database, { variantId: id })).toMatchObject({
      in_stock: false,
      pre_order: false,
    });
  });

  test('a price is known then and now, and a drop is told of', async () => {
    const id = fresh();
    await tell({ products: [jacket(id, 3, NOW - 90_000)] });
    const viewed = await takeEvent(
      database,
      message({
        name: 'Product Viewed',
        occurredAtMs: NOW - 60_000,
        identities: [{ kind: 'user', value: fresh() }],
        properties: { products: [{ variant_id: id }] },
      }),
      { nowMs: NOW },
    );
    const cheaper = jacket(id, 3, NOW - 30_000);
    cheaper.variants![0]!.price = 699;
    await tell({ products: [cheaper] });
    expect(await productFacts(database, viewed.eventId)).toMatchObject({
      price: 699,
      price_then: 899,
      price_change: -200,
      is_cheaper: true,
    });
    const [drop] = await listEvents(database, { name: 'Price Dropped', limit: 1 });
    expect(drop!.properties).toMatchObject({ price: 699, price_before: 899, percent: 22 });
  });

  test('everybody who waits for a variant is told of it page by page, and nobody twice', async () => {
    const id = fresh();
    await tell({ products: [jacket(id, 0, NOW - 5_000)] });
    await publishForTest(database, NOW);
    const runs = [];
    for (let person = 0; person < 7; person++) runs.push(await startedRun(database, id, fresh(), NOW));
    await tell({ products: [jacket(id, 2, NOW - 1_000)] });
    const told = async () =>
      (await database.kysely.selectFrom('outbox').select('run_id').where('kind', '=', 'event').execute()).map(
        ({ run_id }) => run_id,
      );
    expect(await told()).toEqual([]);
    while ((await passOnThingEvents(database, { limit: 3, nowMs: NOW })) > 0);
    expect((await told()).sort()).toEqual(runs.sort());
  });
});
