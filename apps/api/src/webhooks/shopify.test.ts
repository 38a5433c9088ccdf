import { createHmac, randomUUID } from 'node:crypto';
import { factsOf, listEvents, searchContacts } from '@signalbox/store';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRows, SHOPIFY_SECRET, startTestApi, type TestApi } from '../testing.js';
import { KNOWN_TOPICS, mapShopify } from './shopify-mapping.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const sign = (body: string, secret = SHOPIFY_SECRET) =>
  createHmac('sha256', secret).update(body).digest('base64');
const post = (topic: string, body: string, headers: Record<string, string> = {}) =>
  api.app.inject({
    method: 'POST',
    url: '/webhooks/shopify',
    payload: body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': 'acme.myshopify.com',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-hmac-sha256': sign(body),
      ...headers,
    },
  });

const checkout = (token: string, more = '') =>
  `{"token":"${token}","cart_token":"c-${token}","phone":"52 51 20 20","created_at":"2026-01-02T03:04:05Z","completed_at":null,
    "abandoned_checkout_url":"https://acme.example/${token}","total_price":"899.00","currency":"DKK","customer_locale":"da-DK",
    "shipping_address":{"country_code":"DK","first_name":"Anna"},"customer":{"id":820982911946154508},
    "line_items":[{"product_id":820982911946154509,"title":"Trail Jacket","quantity":1,"price":"899.00"}]${more}}`;

describe("Shopify's webhooks", () => {
  test('a checkout is taken with its person, its link and ids beyond 2^53 to the digit', async () => {
    expect((await post('checkouts/create', checkout('t1'))).json()).toEqual({ status: 'taken' });
    const [event] = await listEvents(api.database, { name: 'Checkout Started' });
    expect(event).toMatchObject({
      phone: '+4552512020',
      properties: {
        checkout_id: 't1',
        checkout_url: 'https://acme.example/t1',
        total: 899,
        products: [{ product_id: '820982911946154509', name: 'Trail Jacket', quantity: 1, price: 899 }],
      },
    });
    const identities = await api.database.kysely
      .selectFrom('contact_identities')
      .select('value')
      .where('kind', '=', 'shopify')
      .execute();
    expect(identities).toEqual([{ value: 'acme.myshopify.com/820982911946154508' }]);
  });

  test('who sends a present is called by the name they pay under, not by that of whom it goes to', async () => {
    const addresses = `,"shipping_address":{"country_code":"DK","first_name":"Bo","phone":"52512098"},
      "billing_address":{"country_code":"DK","first_name":"Ida","last_name":"Holm"}`;
    const present = (token: string, phone: string) =>
      `{"token":"${token}","created_at":"2026-01-02T03:04:05Z","currency":"DKK"${phone}${addresses}}`;
    await post('checkouts/create', present('present-1', ',"phone":"52512097"'));
    await post('checkouts/create', present('present-2', ''));
    const named = async (search: string) => (await searchContacts(api.database, { search })).contacts[0];
    expect(await named('+4552512097')).toMatchObject({ firstName: 'Ida', lastName: 'Holm' });
    expect(await named('+4552512098')).toMatchObject({ firstName: 'Bo' });
  });

  test('the tick at a checkout is told as a sign-up: once, and not for who had agreed before', async () => {
    const ticked = (phone: string) => `,"buyer_accepts_sms_marketing":true,"sms_marketing_phone":"${phone}"`;
    const signUps = async (phone: string) =>
      (await listEvents(api.database, { name: 'SMS Subscribed' })).filter((event) => event.phone === phone);
    const tick = (topic: string) =>
      post(
        topic,
        checkout('tick', ticked('+4552512077'))
          .replace('52 51 20 20', '52 51 20 77')
          .replace('820982911946154508', '5520200077'),
      );
    await tick('checkouts/create');
    await tick('checkouts/update');
    expect(await signUps('+4552512077')).toMatchObject([
      { properties: { purpose: 'marketing', source: 'shopify' } },
    ]);
  });

  test('who ticks it for another number than the one for the parcel is texted there', async () => {
    const agreed = `,"buyer_accepts_sms_marketing":true,"sms_marketing_phone":"+4552512085"`;
    const body = checkout('two-phones', agreed)
      .replace('52 51 20 20', '52 51 20 84')
      .replace('820982911946154508', '5520200085')
      .replace('"country_code":"DK"', '"country_code":"US","province_code":"FL"')
      .replaceAll('52 51 20', '+45 52 51 20');
    await post('checkouts/create', body);
    const { contacts } = await searchContacts(api.database, { search: '+4552512085' });
    expect(contacts).toMatchObject([{ phone: '+4552512085', smsConsent: 'granted' }]);
    expect(await factsOf(api.database, contacts[0]!.id)).toMatchObject({ country: 'US', region: 'FL' });
  });

  test('of a tag the latest word counts, in whatever order the shop’s words come', async () => {
    const customerId = 'gid://shopify/Customer/5520200086';
    const say = (topic: string, tags: string[], occurredAt: string) =>
      post(topic, JSON.stringify({ customerId, tags, occurredAt }));
    const update = (tags: string, updated_at: string) =>
      post('customers/update', JSON.stringify({ id: 5520200086, email: 'tags@x.example', tags, updated_at }));
    const tags = async () => {
      const { contacts } = await searchContacts(api.database, { search: 'tags@x.example' });
      return (await factsOf(api.database, contacts[0]!.id))!.tags as string[];
    };
    await update('vip, old', '2026-01-01T10:00:00Z');
    expect(await tags()).toEqual(['old', 'vip']);
    await say('customer.tags_removed', ['vip', 'never'], '2026-01-03T10:00:00Z');
    await say('customer.tags_added', ['vip', 'never', 'new'], '2026-01-02T10:00:00Z');
    expect(await tags()).toEqual(['old', 'new']);
    await say('customer.tags_added', ['vip'], '2026-01-04T10:00:00Z');
    const { contacts } = await searchContacts(api.database, { search: 'tags@x.example' });
    await api.call('PATCH', `/api/contacts/${contacts[0]!.id}`, { addTags: ['ours'] });
    await update('vip', '2026-01-05T10:00:00Z');
    expect((await tags()).toSorted()).toEqual(['ours', 'vip']);
    await update('', '2026-01-04T09:00:00Z');
    expect((await tags()).toSorted()).toEqual(['ours', 'vip']);
    await update('', '2026-01-06T10:00:00Z');
    expect(await tags()).toEqual(['ours']);
  });

  test('the same delivery again changes nothing', async () => {
    const headers = { 'x-shopify-webhook-id': 'again' };
    await post('checkouts/create', checkout('t2'), headers);
    const before = await countRows(api);
    expect((await post('checkouts/create', checkout('t2'), headers)).json()).toEqual({ status: 'duplicate' });
    expect(await countRows(api)).toEqual(before);
  });

  test('while the secret is being changed the old one is good too', async () => {
    const body = checkout('t3');
    const response = await post('checkouts/create', body, {
      'x-shopify-hmac-sha256': sign(body, 'old-secret'),
    });
    expect(response.statusCode).toBe(200);
  });

  test.each<[string, number, string, () => ReturnType<typeof post>]>([
    [
      'unsigned',
      401,
      'bad-signature',
      () => post('checkouts/create', checkout('u'), { 'x-shopify-hmac-sha256': '' }),
    ],
    [
      'altered',
      401,
      'bad-signature',
      () => post('checkouts/create', checkout('u2'), { 'x-shopify-hmac-sha256': sign(checkout('u1')) }),
    ],
    ['malformed', 400, 'malformed-json', () => post('checkouts/create', '{"token":')],
    ['of an unknown topic', 422, 'unknown-topic', () => post('themes/publish', '{}')],
    ['no object', 400, 'invalid-request', () => post('orders/create', '[]')],
    [
      'from the year 9999',
      400,
      'invalid-request',
      () => post('checkouts/create', checkout('far').replace('2026-01-02T03:04:05Z', '9999-01-02T03:04:05Z')),
    ],
    [
      'nested without end',
      400,
      'invalid-request',
      () => post('orders/create', `{"id":1,"note":${'['.repeat(400)}${']'.repeat(400)}}`),
    ],
    ['5 MB long', 413, 'body-too-large', () => post('orders/create', `{"note":"${'x'.repeat(5_000_000)}"}`)],
  ])('a webhook that is %s gets %i and changes nothing', async (_name, status, code, send) => {
    const before = await countRows(api);
    const response = await send();
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
    expect(await countRows(api)).toEqual(before);
  });

  test('a phone that is none is left out, and the person kept', async () => {
    await post(
      'customers/create',
      '{"id":77,"first_name":"Nanna","phone":"12","updated_at":"2026-01-01T00:00:00Z"}',
    );
    const { contacts } = await searchContacts(api.database, { search: 'Nanna' });
    expect(contacts).toEqual([expect.objectContaining({ firstName: 'Nanna', phone: null })]);
  });

  test('late news about a person does not undo newer news', async () => {
    const customer = (name: string, at: string) =>
      `{"id":88,"first_name":"${name}","phone":"+4552512088","updated_at":"${at}"}`;
    await post('customers/update', customer('Newer', '2026-01-02T00:00:00Z'));
    await post('customers/create', customer('Older', '2026-01-01T00:00:00Z'));
    const { contacts } = await searchContacts(api.database, { search: '+4552512088' });
    expect(contacts[0]).toMatchObject({ firstName: 'Newer' });
  });

  test('consent to texts comes with its time, and can be withdrawn', async () => {
    const consent = (state: string, at: string) =>
      `{"id":99,"phone":"+4552512099","sms_marketing_consent":{"state":"${state}","opt_in_level":"single_opt_in","consent_updated_at":"${at}"}}`;
    const current = async () =>
      (await searchContacts(api.database, { search: '+4552512099' })).contacts[0]!.smsConsent;
    await post('customers_marketing_consent/update', consent('subscribed', '2026-01-01T00:00:00Z'));
    expect(await current()).toBe('granted');
    await post('customers_marketing_consent/update', consent('unsubscribed', '2026-01-03T00:00:00Z'));
    await post('customers_marketing_consent/update', consent('subscribed', '2026-01-02T00:00:00Z'));
    expect(await current()).toBe('denied');
  });

  test('no body makes the mapping throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KNOWN_TOPICS), fc.jsonValue(), (topic, body) => {
        mapShopify({ topic, shop: 's', webhookId: 'w', body, receivedAtMs: 0 });
      }),
    );
    const fields = [
      'token',
      'phone',
      'customer',
      'line_items',
      'created_at',
      'sms_marketing_consent',
      'shipping_address',
      'total_price',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...KNOWN_TOPICS),
        fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()),
        (topic, body) => {
          const mapped = mapShopify({ topic, shop: 's', webhookId: 'w', body, receivedAtMs: 1_000 });
          expect(Number.isFinite(mapped!.occurredAtMs)).toBe(true);
        },
      ),
    );
  });
});
