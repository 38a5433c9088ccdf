import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../testing.js';
import { picksFor, takeEvent, type IncomingEvent, type ProductNews } from '../index.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('picks');
});
afterAll(() => database?.drop());

const NOW = Date.parse('2026-11-02T12:00:00Z');
const DAY = 86_400_000;
let serial = 0;

const take = (changes: Partial<IncomingEvent>) =>
  takeEvent(
    database,
    {
      source: 'shopify',
      messageId: String(++serial),
      name: null,
      occurredAtMs: NOW,
      identities: [],
      properties: {},
      keys: [],
      isHistory: false,
      ...changes,
    },
    { nowMs: NOW },
  );
const product = (
  id: string,
  category: string,
  ageDays: number,
  sizes: Record<string, number>,
): ProductNews => ({
  productId: id,
  title: id,
  category,
  publishedAtMs: NOW - ageDays * DAY,
  atMs: NOW,
  variants: Object.entries(sizes).map(([size, available]) => ({
    variantId: `${id}-${size}`,
    options: { size },
    price: 100,
    available,
  })),
});
const order = (
  user: string,
  daysAgo: number,
  line: { product_id: string; variant_id: string; quantity?: number },
) =>
  take({
    name: 'Order Completed',
    occurredAtMs: NOW - daysAgo * DAY,
    identities: [{ kind: 'user', value: user }],
    properties: { shop: 'acme', order_id: `o${++serial}`, total: 100, currency: 'DKK', products: [line] },
  });

test('a pick is in stock, not theirs already, and says why; where nothing fits it is what sells best', async () => {
  await take({
    shop: {
      shop: 'shopify/acme',
      products: [
        product('boot', 'Boots', 400, { '42': 3 }),
        product('sneaker', 'Boots', 5, { '42': 3, '44': 1 }),
        product('sold-out', 'Boots', 1, { '42': 0 }),
        product('hat', 'Hats', 300, { one: 9 }),
      ],
    },
  });
  const { contactId } = await order('anna', 40, { product_id: 'boot', variant_id: 'boot-42' });
  await order('others', 3, { product_id: 'hat', variant_id: 'hat-one', quantity: 9 });
  await order('others', 3, { product_id: 'sold-out', variant_id: 'sold-out-42', quantity: 20 });
  expect(await picksFor(database, contactId!, { nowMs: NOW })).toMatchObject({
    new_since_last_order: { name: 'sneaker', in_stock: true, why: 'New since their last order' },
    popular_in_category: { name: 'hat', why: 'Sells best; nothing fits closer' },
    in_my_size: { name: 'sneaker', variant_id: 'sneaker-42', why: 'In 42, the size that they last bought' },
    popular: { name: 'hat' },
  });
  const stranger = await take({ name: 'Seen', identities: [{ kind: 'user', value: 'nobody' }] });
  expect((await picksFor(database, stranger.contactId!, { nowMs: NOW })).in_my_size).toMatchObject({
    name: 'hat',
    why: 'Sells best; nothing fits closer',
  });
});

test('what was never sold does not sell best: where nothing fits and nothing was sold, it is what is newest, and says so', async () => {
  const years = 4 * 365 * DAY;
  const { publishedAtMs: _, ...undated } = product('undated', 'Vases', 1, { one: 2 });
  await take({
    shop: {
      shop: 'shopify/quiet',
      products: [
        product('lamp', 'Lamps', 50, { one: 3 }),
        product('vase', 'Vases', 45, { one: 2 }),
        product('secret', 'Vases', -years / DAY - 1, { one: 2 }),
        undated,
      ],
    },
  });
  const stranger = await take({ name: 'Seen', identities: [{ kind: 'user', value: 'stranger' }] });
  // Years on, nothing was sold in the last 90 days.
  const picks = await picksFor(database, stranger.contactId!, { nowMs: NOW + years });
  expect(picks.popular).toMatchObject({ why: 'Newest; nothing that fits was sold lately' });
  // What comes out tomorrow, or has no date, is not offered today.
  expect(picks.popular?.name).not.toMatch(/secret|undated/);
  const now = await picksFor(database, stranger.contactId!, { nowMs: NOW, names: ['popular'] });
  expect(now.popular).toMatchObject({ name: 'hat', why: 'Sells best' });
});
