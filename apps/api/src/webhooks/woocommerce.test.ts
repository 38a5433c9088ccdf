import { createHmac, randomUUID } from 'node:crypto';
import { factsOf, listEvents, searchContacts, variantFacts } from '@signalbox/store';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRows, startTestApi, WOOCOMMERCE_SECRET, type TestApi } from '../testing.js';
import { isSigned, secretsOf } from './signed-bodies.js';
import { KNOWN_TOPICS, mapWooCommerce } from './woocommerce-mapping.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const sign = (body: string) => createHmac('sha256', WOOCOMMERCE_SECRET).update(body).digest('base64');
const post = (topic: string, content: object | string, headers: Record<string, string> = {}) => {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  return api.app.inject({
    method: 'POST',
    url: '/webhooks/woocommerce',
    payload: body,
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-source': 'https://shop.example/',
      'x-wc-webhook-topic': topic,
      'x-wc-webhook-delivery-id': randomUUID(),
      'x-wc-webhook-signature': sign(body),
      ...headers,
    },
  });
};

const order = (id: number, changes: object = {}) => ({
  id,
  number: String(id),
  status: 'processing',
  currency: 'USD',
  date_created_gmt: '2026-01-02T03:04:05',
  date_modified_gmt: '2026-01-02T03:04:06',
  date_paid_gmt: null,
  total: '29.35',
  customer_id: 0,
  billing: {
    first_name: 'John',
    last_name: 'Doe',
    phone: '(555) 010-2030',
    country: 'US',
    email: `john${id}@x.example`,
  },
  line_items: [
    { product_id: 93, variation_id: 0, quantity: 2, name: 'Woo Single', sku: 'ws', price: '6.00' },
  ],
  coupon_lines: [{ code: 'WELCOME10' }],
  refunds: [],
  ...changes,
});
const personOf = async (email: string) => {
  const { contacts } = await searchContacts(api.database, { search: email });
  return factsOf(api.database, contacts[0]!.id);
};

describe("WooCommerce's webhooks", () => {
  test('a secret that WooCommerce made up itself is good, commas and spaces and all', () => {
    const raw = Buffer.from('{}');
    const by = (secret: string) => createHmac('sha256', secret).update(raw).digest('base64');
    const madeUp = ' x,9K{ ~p, |q,';
    expect(isSigned(raw, by(madeUp), secretsOf(madeUp))).toBe(true);
    expect(isSigned(raw, by('new'), secretsOf('new, old'))).toBe(true);
    expect(isSigned(raw, by('old'), secretsOf('new, old'))).toBe(true);
    expect(secretsOf('')).toEqual([]);
  });

  test('a product that is to appear next week is taken, and hidden until then', async () => {
    const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 19);
    const now = new Date().toISOString().slice(0, 19);
    const planned = { id: 881, name: 'Soon', status: 'future', type: 'simple', price: '9.00' };
    const times = { date_created_gmt: inAWeek, date_modified_gmt: now };
    expect((await post('product.created', { ...planned, ...times })).statusCode).toBe(200);
    const wrong = { ...times, date_modified_gmt: inAWeek };
    expect((await post('product.updated', { ...planned, ...wrong })).statusCode).toBe(400);
    expect((await post('order.updated', order(882, { date_created_gmt: inAWeek }))).statusCode).toBe(400);
  });

  test('the state of the address is where somebody lives', async () => {
    const billing = { ...order(883).billing, state: 'FL' };
    await post('order.updated', order(883, { billing }));
    expect(await personOf(billing.email)).toMatchObject({ country: 'US', region: 'FL' });
  });

  test('its unsigned question on creation is answered 200, and stores nothing', async () => {
    const before = await countRows(api);
    const response = await api.app.inject({
      method: 'POST',
      url: '/webhooks/woocommerce',
      payload: 'webhook_id=7',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(response.statusCode).toBe(200);
    expect(await countRows(api)).toEqual(before);
  });

  test('an order counts once it stands, however often and in whatever order it is told of', async () => {
    const pending = order(11, {
      status: 'pending',
      billing: { ...order(11).billing, phone: '(415) 555-2671' },
    });
    const standing = { ...pending, status: 'processing', date_modified_gmt: '2026-01-02T03:10:00' };
    await post('order.updated', standing);
    await post('order.created', pending);
    expect((await post('order.updated', standing)).json()).toEqual({ status: 'duplicate' });
    await post('order.updated', {
      ...standing,
      status: 'completed',
      date_modified_gmt: '2026-01-03T03:10:00',
    });
    expect(await personOf('john11@x.example')).toMatchObject({
      phone: '+14155552671',
      order_count: 1,
      total_spent: { USD: 2935 },
    });
    const [placed] = await listEvents(api.database, { name: 'Order Completed', limit: 1 });
    expect(placed!.properties).toMatchObject({ order_id: '11', total: 29.35, discount_codes: ['WELCOME10'] });
  });

  test('a refund lessens what was spent, and a cancelled order counts no more', async () => {
    await post('order.updated', order(12));
    await post(
      'order.updated',
      order(12, { refunds: [{ id: 5, total: '-9.35' }], date_modified_gmt: '2026-01-04T00:00:00' }),
    );
    expect(await personOf('john12@x.example')).toMatchObject({ order_count: 1, total_spent: { USD: 2000 } });
    await post('order.updated', order(12, { status: 'cancelled', date_modified_gmt: '2026-01-05T00:00:00' }));
    expect(await personOf('john12@x.example')).toMatchObject({ order_count: 0, total_spent: {} });
  });

  test('a product that was sold out and is there again is told of', async () => {
    const product = (stock_status: string, at: string) => ({
      id: 93,
      type: 'simple',
      status: 'publish',
      name: 'Woo Single',
      permalink: 'https://shop.example/woo-single',
      price: '6.00',
      manage_stock: false,
      stock_quantity: null,
      stock_status,
      categories: [{ name: 'Music' }],
      date_modified_gmt: at,
    });
    await post('product.updated', product('outofstock', '2026-01-01T00:00:00'));
    await post('product.updated', product('instock', '2026-01-02T00:00:00'));
    await post('product.updated', product('outofstock', '2025-12-30T00:00:00'));
    expect(await variantFacts(api.database, { variantId: '93' })).toMatchObject({
      in_stock: true,
      category: 'Music',
      price: 6,
    });
    expect(await listEvents(api.database, { name: 'Product Back In Stock' })).toHaveLength(1);
    expect((await post('product.deleted', { id: 93 })).statusCode).toBe(200);
    expect(await variantFacts(api.database, { variantId: '93' })).toMatchObject({ in_stock: false });
  });

  test.each<[string, number, string, () => ReturnType<typeof post>]>([
    [
      'unsigned',
      401,
      'bad-signature',
      () => post('order.created', order(1), { 'x-wc-webhook-signature': '' }),
    ],
    [
      'altered',
      401,
      'bad-signature',
      () => post('order.created', order(1), { 'x-wc-webhook-signature': sign('{}') }),
    ],
    ['malformed', 400, 'malformed-json', () => post('order.created', '{"id":')],
    ['of an unknown topic', 422, 'unknown-topic', () => post('theme.updated', {})],
    ['no object', 400, 'invalid-request', () => post('order.created', '[]')],
    [
      'from before there were shops',
      400,
      'invalid-request',
      () => post('order.created', order(1, { date_modified_gmt: '0001-01-01T00:00:00' })),
    ],
  ])('a webhook that is %s gets %i and changes nothing', async (_name, status, code, send) => {
    const before = await countRows(api);
    const response = await send();
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
    expect(await countRows(api)).toEqual(before);
  });

  test('no body makes the mapping throw', () => {
    const fields = ['id', 'status', 'billing', 'line_items', 'refunds', 'total', 'date_modified_gmt', 'stock_status', 'attributes', 'coupon_lines']; // prettier-ignore
    fc.assert(
      fc.property(
        fc.constantFrom(...KNOWN_TOPICS),
        fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...fields), fc.jsonValue())),
        (topic, body) => {
          const raw = Buffer.from(JSON.stringify(body) ?? '');
          for (const event of mapWooCommerce({ topic, shop: 's', body, raw, receivedAtMs: 1_000 }) ?? [])
            expect(Number.isFinite(event.occurredAtMs)).toBe(true);
        },
      ),
    );
  });
});
