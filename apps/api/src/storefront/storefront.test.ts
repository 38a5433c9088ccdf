import { createHmac } from 'node:crypto';
import { consentState, findContactByPhone, peopleInLine, suppress, takeEvent } from '@signalbox/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, WOOCOMMERCE_SECRET, WRITE_KEY, type TestApi } from '../testing.js';
import { storefrontSnippet } from './snippet.js';

const ORIGIN = 'https://shop.example';
let api: TestApi;
let key: string;
beforeAll(async () => {
  api = await startTestApi();
  await api.call('PUT', '/api/settings/storefront', { origins: [ORIGIN] });
  const { snippet } = (await api.call('GET', '/api/settings/storefront')).json<{ snippet: string }>();
  key = /key=([\w-]+)/.exec(snippet)![1]!;
});
afterAll(() => api?.stop());

const basic = (name: string) => `Basic ${Buffer.from(`${name}:`).toString('base64')}`;
const post = (url: string, payload: object, { origin = ORIGIN as string | undefined, as = key } = {}) =>
  api.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { authorization: basic(as), ...(origin ? { origin } : {}) },
  });
const batch = (message: object, options: { origin?: string; as?: string } = {}) =>
  post('/v1/batch', { batch: [{ anonymousId: 'a1', ...message }] }, options);

test('the snippet is small, is for everybody to load, and only with its key', async () => {
  const script = await api.app.inject({ url: `/s/signalbox.js?key=${key}` });
  expect(script.statusCode).toBe(200);
  expect(script.body.length).toBeLessThanOrEqual(6 * 1024);
  expect(script.headers['cross-origin-resource-policy']).toBe('cross-origin');
  expect(() => new Function(script.body)).not.toThrow();
  expect((await api.app.inject({ url: '/s/signalbox.js?key=guess' })).statusCode).toBe(401);
  const ask = await api.app.inject({ url: `/s/back-in-stock.js?key=${key}` });
  expect(() => new Function(ask.body)).not.toThrow();
});

/** What the snippet tells of a page with these JSON-LD scripts. */
function viewed(...scripts: object[]): unknown[] {
  const sent: { event?: string; properties?: unknown }[] = [];
  const document = {
    readyState: 'complete',
    addEventListener: () => {},
    querySelector: () => null,
    querySelectorAll: () => scripts.map((script) => ({ textContent: JSON.stringify(script) })),
  };
  const browser = {
    ...{ window: {}, document, location: { href: 'https://shop.example/p' } },
    fetch: async (_: string, { body }: { body: string }) => sent.push(...JSON.parse(body).batch),
    MutationObserver: class {
      observe() {}
    },
  };
  const script = storefrontSnippet('https://api.example', 'key', 'DK');
  new Function(...Object.keys(browser), script)(...Object.values(browser));
  return sent.filter(({ event }) => event === 'Product Viewed').map(({ properties }) => properties);
}

const offers = { price: '499.00', priceCurrency: 'DKK' };
const boot = { '@type': 'Product', sku: 'boot', name: 'Fjord boot', offers };
const group = {
  ...{ '@type': 'ProductGroup', productGroupID: 'boot', name: 'Fjord boot' },
  hasVariant: [{ '@type': 'Product', sku: 'boot-38', offers: [offers] }],
};
test.each<[string, object[]]>([
  ['a product', [boot]],
  ['a list', [[{ '@type': 'BreadcrumbList' }, boot]]],
  ['a graph', [{ '@graph': [{ '@type': 'WebPage' }, null, boot] }]],
  ['a list of graphs', [[{ '@graph': [{ '@type': 'Organization' }] }, { '@graph': [boot] }]]],
  ['several types', [{ ...boot, '@type': ['Product', 'Thing'] }]],
  ['a type by its address', [{ ...boot, '@type': 'https://schema.org/Product' }]],
  ['a group of variants', [group]],
  [
    'the product before its likes, in scripts of their own',
    [{ '@type': 'Organization' }, boot, { ...boot, sku: 'like' }],
  ],
])('what a page says of its product is told once: %s', (_, scripts) => {
  expect(viewed(...scripts)).toMatchObject([
    { product_id: 'boot', name: 'Fjord boot', price: 499, currency: 'DKK' },
  ]);
});

test('a page without a product tells of none', () => {
  expect(viewed({ '@type': 'ProductCollection' }, { '@graph': 'none' }, [])).toEqual([]);
});

test('a page of the shop may tell what one sees there; pages of others, and orders, are turned away', async () => {
  const asked = await api.app.inject({ method: 'OPTIONS', url: '/v1/batch', headers: { origin: ORIGIN } });
  expect(asked.headers['access-control-allow-origin']).toBe(ORIGIN);
  const seen = { type: 'track', event: 'Product Viewed', properties: { product_id: 'p1' } };
  const good = await batch(seen);
  expect(good.json()).toMatchObject({ success: true });
  expect(good.headers['access-control-allow-origin']).toBe(ORIGIN);
  expect((await batch(seen, { origin: 'https://evil.example' })).json()).toMatchObject({
    code: 'wrong-origin',
  });
  expect((await batch({ type: 'track', event: 'Order Completed' })).json()).toMatchObject({ success: false });
  expect((await batch(seen, { as: 'sbp_guess' })).statusCode).toBe(401);
  expect((await batch({ type: 'track', event: 'Order Completed' }, { as: WRITE_KEY })).json()).toMatchObject({
    success: true,
  });
});

test('the tick at the checkout is kept with its words, tells once, and brings nobody back who said STOP', async () => {
  const traits = {
    phone: '52512077',
    country: 'DK',
    smsConsent: true,
    consent_wording: 'Yes, text me offers.',
  };
  await batch({ type: 'identify', traits });
  await batch({ type: 'identify', traits });
  const row = await api.database.kysely
    .selectFrom('consents')
    .selectAll()
    .where('phone', '=', '+4552512077')
    .execute();
  expect(row).toHaveLength(1);
  expect(row[0]).toMatchObject({ source: 'checkout', state: 'granted', purpose: 'marketing' });
  expect(row[0]!.evidence).toMatchObject({ wording: 'Yes, text me offers.', page: ORIGIN });
  await suppress(api.database, '+4552512078', 'Replied “stop”', Date.now());
  await batch({ type: 'identify', traits: { ...traits, phone: '52512078' } });
  expect(await consentState(api.database, '+4552512078', 'marketing')).toBe('none');
});

test('where a form says so, the tick at the checkout asks for a yes by text, with the words of the page', async () => {
  await api.call('POST', '/api/sign-up-forms', {
    slug: 'checkout',
    name: 'Checkout',
    title: 'News by text',
    wording: 'The words of the form’s own page',
    success: 'Welcome in.',
    purposes: ['marketing'],
  });
  const missing = await api.call('PUT', '/api/settings/storefront', { checkoutForm: 'none-such' });
  expect(missing.statusCode).toBe(404);
  await api.call('PUT', '/api/settings/storefront', { checkoutForm: 'checkout' });
  const traits = {
    phone: '52512079',
    country: 'DK',
    smsConsent: true,
    consent_wording: 'Text me about my cart.',
  };
  for (let tries = 0; tries < 2; tries++)
    expect((await batch({ type: 'identify', traits })).json()).toMatchObject({ success: true });
  expect(await consentState(api.database, '+4552512079', 'marketing')).toBe('none');
  const texts = await api.database.kysely
    .selectFrom('messages')
    .select('purpose')
    .where('phone', '=', '+4552512079')
    .execute();
  expect(texts).toEqual([{ purpose: 'opt-in-confirmation' }]);
  const request = await api.database.kysely
    .selectFrom('opt_in_requests')
    .select(['purposes', 'evidence'])
    .where('phone', '=', '+4552512079')
    .executeTakeFirstOrThrow();
  expect(request).toMatchObject({
    purposes: ['marketing'],
    evidence: { wording: 'Text me about my cart.', page: ORIGIN, form: 'Checkout' },
  });
  await api.call('PUT', '/api/settings/storefront', { checkoutForm: null });
  const { origins } = (await api.call('GET', '/api/settings/storefront')).json<{ origins: string[] }>();
  expect(origins).toEqual([ORIGIN]);
});

test('asking for what is sold out gives a place in line, once, and consent to that one purpose', async () => {
  const ask = (phone: string, more: object = {}) =>
    post('/v1/back-in-stock', { variant_id: 7001, phone, agrees: true, ...more });
  expect((await ask('52512091')).json()).toEqual({ result: 'waiting', place: 1 });
  expect((await ask('52512092')).json()).toEqual({ result: 'waiting', place: 2 });
  const twice = await Promise.all([ask('52512091'), ask('+45 52 51 20 91')]);
  expect(twice.map((answer) => answer.json<object>())).toEqual([
    { result: 'waiting', place: 1 },
    { result: 'waiting', place: 1 },
  ]);
  expect(await consentState(api.database, '+4552512091', 'back-in-stock')).toBe('granted');
  expect(await consentState(api.database, '+4552512091', 'marketing')).toBe('none');
  expect((await ask('52512093', { agrees: false })).statusCode).toBe(400);
  expect((await ask('12')).statusCode).toBe(400);
  expect(await findContactByPhone(api.database, '+4552512093')).toBeNull();
  await suppress(api.database, '+4552512094', 'Replied “stop”', Date.now());
  expect((await ask('52512094')).json()).toEqual({ result: 'stopped' });
  expect(await peopleInLine(api.database, { shop: '', variantId: '7001' }, 10)).toHaveLength(2);
  const list = await api.call('GET', '/api/waitlists');
  expect(list.json()).toMatchObject({ isTold: false, waitlists: [{ variantId: '7001', waiting: 2 }] });
  // No catalogue knows the variant: its line is found, and opened, all the same.
  const found = await api.call('GET', '/api/waitlists?search=7001');
  expect(found.json()).toMatchObject({ waitlists: [{ shop: '', waiting: 2 }] });
  const line = await api.call('GET', '/api/waitlists/line?variantId=7001');
  expect(line.json<{ people: object[] }>().people).toHaveLength(2);
});

test('one page’s address may ask sixty times a minute, and a server for all of its customers', async () => {
  const ask = (remoteAddress: string, headers: Record<string, string>) =>
    api.app.inject({ method: 'POST', url: '/v1/back-in-stock', remoteAddress, headers, payload: {} });
  const page = { authorization: basic(key), origin: ORIGIN };
  const server = { authorization: basic(WRITE_KEY) };
  const last = async (address: string, headers: Record<string, string>) => {
    let status = 0;
    for (let tries = 0; tries < 61; tries++) status = (await ask(address, headers)).statusCode;
    return status;
  };
  expect(await last('10.4.4.1', page)).toBe(429);
  expect(await last('10.4.4.2', server)).toBe(400);
});

test('what can be bought now has no line, and the line of one shop takes in who asked before it was known', async () => {
  const stock = (available: number, atMs: number) =>
    takeEvent(
      api.database,
      {
        source: 'test',
        messageId: crypto.randomUUID(),
        name: null,
        occurredAtMs: atMs,
        identities: [],
        properties: {},
        keys: [],
        isHistory: false,
        shop: { shop: 'acme', variants: [{ variantId: '8001', title: 'Jacket', available, atMs }] },
      },
      { nowMs: Date.now() },
    );
  const ask = { variant_id: '8001', phone: '52512095', agrees: true };
  await post('/v1/back-in-stock', ask);
  await stock(0, 1_000);
  expect(await peopleInLine(api.database, { shop: 'acme', variantId: '8001' }, 10)).toHaveLength(1);
  const [person] = await peopleInLine(api.database, { shop: 'acme', variantId: '8001' }, 10);
  expect((await api.call('DELETE', `/api/waitlists/people/${person!.id}`)).statusCode).toBe(204);
  await stock(3, 2_000);
  expect((await post('/v1/back-in-stock', { ...ask, phone: '52512096' })).json()).toEqual({
    result: 'available',
  });
});

test('a guest’s order under other names belongs to the cart of the browser, where the page told the shop’s own token', async () => {
  const [shop, browser] = ['guests.myshopify.com', 'browser-of-a-guest'];
  const cartOf = (cart_token: string) => ({
    type: 'track',
    event: 'Cart Updated',
    anonymousId: browser,
    properties: { cart_id: 'own-1', shop, cart_token, products: [{ product_id: 'p1' }] },
  });
  const order = async (token: string, orderId: string) =>
    (
      await takeEvent(
        api.database,
        {
          source: 'shopify',
          messageId: `order-${orderId}`,
          name: 'Order Completed',
          occurredAtMs: Date.now(),
          identities: [{ kind: 'shopify', value: `${shop}/${orderId}` }],
          contact: { phone: `+45205570${orderId}`, email: `guest${orderId}@x.dk` },
          properties: { order_id: orderId, shop },
          keys: [token, orderId].map((name) => `purchase:shopify/${shop}/${name}`),
          isHistory: false,
        },
        { nowMs: Date.now() },
      )
    ).contactId;
  const owner = async () =>
    (
      await api.database.kysely
        .selectFrom('contact_identities')
        .select('contact_id')
        .where('value', '=', browser)
        .executeTakeFirstOrThrow()
    ).contact_id;
  // A number could be the id of somebody's order: nobody may claim one from a page.
  expect((await batch(cartOf('1234567890123456789'))).json()).toMatchObject({ success: true });
  expect(await order('1234567890123456789', '71')).not.toBe(await owner());
  expect((await batch(cartOf('hWN2Hiyh3kV9cartOfGuest?key=0f'))).json()).toMatchObject({ success: true });
  expect(await order('hWN2Hiyh3kV9cartOfGuest', '72')).toBe(await owner());
});

describe('a guest’s order at WooCommerce under other names', () => {
  const placed = (number: number, key: string, phone: string, more: object = {}) => {
    const payload = JSON.stringify({
      ...more,
      id: number,
      order_key: key,
      status: 'processing',
      total: '29.35',
      currency: 'DKK',
      customer_id: 0,
      date_created_gmt: '2026-01-02T03:04:05',
      date_modified_gmt: '2026-01-02T03:04:06',
      billing: { email: `other${number}@x.dk`, phone, country: 'DK' },
      line_items: [],
    });
    return api.app.inject({
      method: 'POST',
      url: '/webhooks/woocommerce',
      payload,
      headers: {
        'content-type': 'application/json',
        'x-wc-webhook-source': 'https://www.shop.example/',
        'x-wc-webhook-topic': 'order.created',
        'x-wc-webhook-signature': createHmac('sha256', WOOCOMMERCE_SECRET).update(payload).digest('base64'),
      },
    });
  };
  const thanked = (browser: string, key: string, traits: object) =>
    batch({
      type: 'track',
      event: 'Checkout Completed',
      anonymousId: browser,
      properties: { cart_id: `cart-of-${browser}`, order_key: key },
      context: { traits },
    });
  const orderOf = (number: number) =>
    api.database.kysely
      .selectFrom('orders')
      .select('contact_id')
      .where('order_id', '=', String(number))
      .executeTakeFirstOrThrow();
  const ownerOf = (value: string) =>
    api.database.kysely
      .selectFrom('contact_identities')
      .select('contact_id')
      .where('value', '=', value)
      .executeTakeFirstOrThrow();

  test.each([
    ['the page thanks before the shop tells', false],
    ['the shop tells before the page thanks', true],
  ])('is theirs who filled the cart, when %s', async (_, isShopFirst) => {
    const number = isShopFirst ? 801 : 802;
    const key = `wc_order_Hk3jZpQ9${number}Ab`;
    const traits = { email: `typed${number}@x.dk` };
    await batch({ type: 'identify', anonymousId: `woo-${number}`, traits });
    const tell = [() => placed(number, key, `20 55 7${number}`), () => thanked(`woo-${number}`, key, traits)];
    for (const one of isShopFirst ? tell : tell.reverse()) expect((await one()).statusCode).toBeLessThan(300);
    expect(await orderOf(number)).toEqual(await ownerOf(traits.email));
    expect(await ownerOf(`other${number}@x.dk`)).toEqual(await ownerOf(traits.email));
  });

  test('is no more theirs for an equal basket, whose hash is equal, too', async () => {
    const cart_hash = '5d41402abc4b2a76b9719d911017c592';
    await placed(811, 'wc_order_Hk3jZpQ9811Ab', '', { cart_hash, customer_id: 7 });
    await placed(812, 'wc_order_Hk3jZpQ9812Ab', '20 55 78 12', { cart_hash });
    expect(await orderOf(812)).not.toEqual(await orderOf(811));
  });

  test('stays another person’s where both have a phone, and where the key is none that is drawn by lot', async () => {
    const key = 'wc_order_Hk3jZpQ9aaAb';
    await thanked('woo-family', key, { phone: '+4520557803' });
    await placed(804, key, '20 55 78 04');
    expect(await orderOf(804)).not.toEqual(await ownerOf('+4520557803'));
    await thanked('woo-guess', 'wc_order_1', { email: 'guess@x.dk' });
    await placed(805, 'wc_order_1', '20 55 78 05');
    expect(await orderOf(805)).not.toEqual(await ownerOf('guess@x.dk'));
  });
});

test('whoever comes to a cart that somebody else left in the browser is not taken for them', async () => {
  const cart = { cart_id: 'left-on-the-tablet', products: [{ product_id: 'p1' }] };
  const begin = (traits: object) =>
    batch({
      type: 'track',
      event: 'Checkout Started',
      anonymousId: 'tablet',
      properties: cart,
      context: { traits },
    });
  await batch({ type: 'identify', anonymousId: 'own', traits: { email: 'bo@x.dk', phone: '+4520557820' } });
  await begin({ email: 'anna@x.dk' });
  await begin({ email: 'bo@x.dk', phone: '+4520557820' });
  const { rows } = await api.database.pool.query<{ people: number }>(
    `select count(distinct contact_id)::int as people from contact_identities
     where value in ('anna@x.dk', 'bo@x.dk')`,
  );
  expect(rows[0]!.people).toBe(2);
});
