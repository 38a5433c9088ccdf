import { createHmac, randomUUID } from 'node:crypto';
import {
  doPrivacyRequests,
  factsOf,
  listDeliveries,
  listEvents,
  searchContacts,
  variantFacts,
} from '@signalbox/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHOPIFY_SECRET, startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const post = async (topic: string, content: object | string, headers: Record<string, string> = {}) => {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  return api.app.inject({
    method: 'POST',
    url: '/webhooks/shopify',
    payload: body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': 'acme.myshopify.com',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-hmac-sha256': createHmac('sha256', SHOPIFY_SECRET).update(body).digest('base64'),
      ...headers,
    },
  });
};
const person = async (search: string) => {
  const { contacts } = await searchContacts(api.database, { search });
  return contacts[0] ? factsOf(api.database, contacts[0].id) : null;
};

const PRODUCT = (available: number, at: string) =>
  `{"id":788032119674292922,"title":"Example T-Shirt","handle":"example-t-shirt","product_type":"Shirts","vendor":"Acme","status":"active",
    "published_at":"2026-01-01T00:00:00Z","updated_at":"${at}","tags":"mens, new","options":[{"name":"Size","position":1}],
    "variants":[{"id":642667041472713922,"title":"M","option1":"M","price":"19.99","sku":"T-M","inventory_policy":"deny","inventory_quantity":${available},"inventory_item_id":271878346596884015}]}`;

describe('what Shopify tells of a shop', () => {
  test('stock that comes back is told of once, by products, variants and levels alike, to the digit', async () => {
    await post('products/update', PRODUCT(0, '2026-01-02T00:00:00Z'));
    await post(
      'inventory_levels/update',
      '{"inventory_item_id":271878346596884015,"location_id":24826418,"available":6,"updated_at":"2026-01-03T00:00:00Z"}',
    );
    await post(
      'variants/in_stock',
      '{"id":642667041472713922,"product_id":788032119674292922,"inventory_quantity":6,"old_inventory_quantity":0,"inventory_policy":"deny","price":"19.99","updated_at":"2026-01-03T00:00:01Z"}',
    );
    await post('products/update', PRODUCT(6, '2026-01-03T00:00:02Z'));
    await post('products/update', PRODUCT(0, '2026-01-02T12:00:00Z'));
    const back = await listEvents(api.database, { name: 'Product Back In Stock' });
    expect(back).toHaveLength(1);
    expect(back[0]!.properties).toMatchObject({
      variant_id: '642667041472713922',
      product_id: '788032119674292922',
      name: 'Example T-Shirt',
      url: 'https://acme.myshopify.com/products/example-t-shirt',
    });
    expect(await variantFacts(api.database, { variantId: '642667041472713922' })).toMatchObject({
      in_stock: true,
      available: 6,
      options: { size: 'M' },
      tags: ['mens', 'new'],
    });
  });

  test('the first thing ever heard of a variant may be that it is back', async () => {
    await post(
      'variants/in_stock',
      '{"id":99,"product_id":98,"inventory_quantity":3,"old_inventory_quantity":0,"price":"5.00","updated_at":"2026-01-03T00:00:01Z"}',
    );
    const back = await listEvents(api.database, { name: 'Product Back In Stock' });
    expect(back.filter(({ properties }) => properties.variant_id === '99')).toHaveLength(1);
  });

  test('a cart names nobody; emptied it says so, and ends what follows it', async () => {
    const cart = { token: 'cart-1', line_items: [{ variant_id: 1, title: 'A', quantity: 1, price: '5.00' }], updated_at: '2026-01-01T00:00:00Z' }; // prettier-ignore
    await post('carts/create', cart);
    await post('carts/update', { ...cart, line_items: [], updated_at: '2026-01-01T00:01:00Z' });
    const [emptied] = await listEvents(api.database, { name: 'Cart Emptied' });
    expect(emptied).toMatchObject({ contactId: null, properties: { cart_id: 'cart-1', products: [] } });
  });

  test('an order is one order, whether it is told of twice, late, refunded or paid; a refund finds its person', async () => {
    const order = {
      id: 5001,
      name: '#1',
      checkout_token: 'co-1',
      phone: '+4552512077',
      total_price: '100.00',
      currency: 'DKK',
      processed_at: '2026-01-05T00:00:00Z',
      updated_at: '2026-01-05T00:00:01Z',
      discount_codes: [{ code: 'HELLO' }],
      line_items: [{ product_id: 1, variant_id: 2, title: 'A', quantity: 1, price: '100.00' }],
    };
    await post('refunds/create', {
      id: 71,
      order_id: 5001,
      created_at: '2026-01-06T00:00:00Z',
      transactions: [{ kind: 'refund', status: 'success', amount: '40.00', currency: 'DKK' }],
    });
    await post('orders/paid', order);
    await post('orders/create', order);
    expect((await post('orders/create', order)).json()).toEqual({ status: 'duplicate' });
    expect(await person('+4552512077')).toMatchObject({ order_count: 1, total_spent: { DKK: 6_000 } });
    await post('orders/cancelled', { ...order, cancelled_at: '2026-01-07T00:00:00Z' });
    expect(await person('+4552512077')).toMatchObject({ order_count: 0, last_order_at: null });
  });

  test('tags and consent come in the new shape and the old', async () => {
    await post('customers/create', {
      id: 41,
      first_name: 'Freja',
      phone: '+4552512041',
      tags: 'vip, early',
      updated_at: '2026-01-01T00:00:00Z',
      sms_marketing_consent: { state: 'subscribed', consent_updated_at: '2026-01-01T00:00:00Z' },
    });
    await post('customer.tags_added', {
      customerId: 'gid://shopify/Customer/41',
      tags: ['gold'],
      occurredAt: '2026-01-02T00:00:00Z',
    });
    await post('customer.tags_removed', {
      customerId: 'gid://shopify/Customer/41',
      tags: ['early'],
      occurredAt: '2026-01-03T00:00:00Z',
    });
    await post('customers/purchasing_summary', {
      customerId: 'gid://shopify/Customer/41',
      numberOfOrders: 12,
      amountSpent: { amount: '1200.50', currencyCode: 'DKK' },
      occurredAt: '2026-01-03T00:00:00Z',
    });
    const freja = await person('+4552512041');
    expect(freja!.tags).toEqual(['vip', 'gold']);
    expect(freja).toMatchObject({ shopify_order_count: 12, shopify_spent: 1200.5 });
  });

  test('two customers that the shop makes one are one here', async () => {
    await post('customers/create', { id: 51, phone: '+4552512051', updated_at: '2026-01-01T00:00:00Z' });
    await post('customers/create', { id: 52, email: 'x52@x.example', updated_at: '2026-01-01T00:00:00Z' });
    const response = await post('customers/merge', {
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/51',
      admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/52',
      status: 'completed',
    });
    expect(response.json()).toEqual({ status: 'taken' });
    expect(await person('+4552512051')).toMatchObject({ email: 'x52@x.example' });
  });

  test('what privacy law asks for is done: a copy, an erasure, a shop gone', async () => {
    const customer = { id: 61, email: 'gone@x.example', phone: '+4552512061' };
    await post('customers/create', { ...customer, updated_at: '2026-01-01T00:00:00Z' });
    const ask = (topic: string) =>
      post(topic, { shop_id: 1, shop_domain: 'acme.myshopify.com', customer, data_request: { id: 9999 } });
    expect((await ask('customers/data_request')).statusCode).toBe(200);
    while (await doPrivacyRequests(api.database, Date.now()));
    const { requests } = (await api.call('GET', '/api/integrations')).json();
    expect(requests[0]).toMatchObject({ kind: 'access', people: 1, hasAnswer: true });
    const copy = await api.call('GET', `/api/privacy-requests/${requests[0].id}/answer`);
    expect(copy.body).toContain('gone@x.example');

    await ask('customers/redact');
    while (await doPrivacyRequests(api.database, Date.now()));
    expect(await person('gone@x.example')).toBeNull();
    const kept = (await listDeliveries(api.database, { limit: 500 })).map(({ payload }) => payload).join();
    expect(kept).not.toContain('gone@x.example');

    await post('shop/redact', { shop_id: 1, shop_domain: 'acme.myshopify.com' });
    while (await doPrivacyRequests(api.database, Date.now()));
    expect(await person('+4552512041')).toBeNull();
  });

  test('what comes late of a customer whom Shopify had erased does not bring them back; an order of their own after it does', async () => {
    const customer = { id: 71, email: 'late@x.example', phone: '+4552512071' };
    const ago = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    await post('customers/create', { ...customer, updated_at: ago(-60) });
    await post('customers/redact', { shop_id: 1, shop_domain: 'acme.myshopify.com', customer });
    while (await doPrivacyRequests(api.database, Date.now()));
    const order = (id: number, at: string) =>
      post('orders/create', {
        ...{ id, customer, email: customer.email, created_at: at, updated_at: at, total_price: '9.00' },
        ...{ currency: 'DKK', line_items: [] },
      });
    const late = [
      await post('customers/update', { ...customer, updated_at: ago(1) }),
      await post('customers/create', { ...customer, updated_at: ago(-60) }),
      await order(7101, ago(-30)),
    ];
    for (const response of late) expect(response.json()).toEqual({ status: 'ignored' });
    expect(await person('late@x.example')).toBeNull();
    const kept = (await listDeliveries(api.database, { limit: 500 })).map(({ payload }) => payload).join();
    expect(kept).not.toContain('late@x.example');
    // Somebody else of that shop is none of it.
    await post('customers/create', { id: 72, email: 'other@x.example', updated_at: ago(-60) });
    expect(await person('other@x.example')).not.toBeNull();

    // An order that could not be taken has brought nobody back.
    await api.database.pool.query('alter table events add constraint none check (false) not valid');
    expect((await order(7102, ago(1))).statusCode).toBe(500);
    await api.database.pool.query('alter table events drop constraint none');
    const behind = await post('customers/update', { ...customer, updated_at: ago(1.5) });
    expect(behind.json()).toEqual({ status: 'ignored' });

    expect((await order(7103, ago(1))).json()).toEqual({ status: 'taken' });
    expect(await person('late@x.example')).not.toBeNull();
    expect((await post('customers/update', { ...customer, updated_at: ago(2) })).json()).toEqual({
      status: 'taken',
    });
  });

  /** A webhook of a customer whom the shop asks to have erased, and who is, while it is being taken. */
  const crossed = async (topic: string, body: object, customer: object) => {
    const other = await api.database.pool.connect();
    try {
      await other.query('begin; lock table contact_identities in exclusive mode');
      const response = post(topic, body);
      await expect
        .poll(async () => {
          const waiting = await api.database.pool.query(
            `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          );
          return waiting.rowCount;
        })
        .toBe(1);
      await post('customers/redact', { shop_id: 1, shop_domain: 'acme.myshopify.com', customer });
      while (await doPrivacyRequests(api.database, Date.now()));
      await other.query('commit');
      return (await response).json();
    } finally {
      other.release();
    }
  };

  test('whom Shopify has erased while a webhook of theirs is being taken is not there after it, nor what it said', async () => {
    const customer = { id: 81, email: 'crossed@x.example' };
    const told = { ...customer, updated_at: '2026-01-01T00:00:00Z' };
    expect(await crossed('customers/create', told, customer)).toEqual({ status: 'ignored' });
    expect(await person('crossed@x.example')).toBeNull();
    const kept = (await listDeliveries(api.database, { limit: 500 })).map(({ payload }) => payload).join();
    expect(kept).not.toContain('crossed@x.example');
  });

  test('an order that is begun after Shopify asked, but taken before it is done, brings them back', async () => {
    const customer = { id: 82, email: 'again@x.example' };
    const at = new Date(Date.now() + 60_000).toISOString();
    const order = {
      ...{ id: 8201, customer, email: customer.email, created_at: at, updated_at: at, total_price: '9.00' },
      ...{ currency: 'DKK', line_items: [] },
    };
    expect(await crossed('orders/create', order, customer)).toEqual({ status: 'taken' });
    expect(await person('again@x.example')).not.toBeNull();
    expect((await post('customers/update', { ...customer, updated_at: at })).json()).toEqual({
      status: 'taken',
    });
  });

  test.each(['customers/data_request', 'customers/redact', 'shop/redact'])(
    'a %s that is not signed gets 401',
    async (topic) => {
      const response = await post(topic, {}, { 'x-shopify-hmac-sha256': 'AAAA' });
      expect([response.statusCode, response.json().code]).toEqual([401, 'bad-signature']);
    },
  );
});
