import { listEvents, searchContacts } from '@signalbox/store';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, WRITE_KEY, type TestApi } from '../testing.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const authorization = `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}`;
const postText = (payload: string) =>
  api.app.inject({
    method: 'POST',
    url: '/v1/batch',
    payload,
    headers: { authorization, 'content-type': 'application/json' },
  });
const postBatch = (batch: unknown[]) => postText(JSON.stringify({ batch }));
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const order = (properties: object) => ({ event: 'Order Completed', properties });

/** Each is refused by its own place, with a reason. */
const REFUSED: [string, object, RegExp][] = [
  ['a time that is none', { timestamp: 'yesterday-ish' }, /no time/],
  ['a time before there were shops', { timestamp: '0001-01-01T00:00:00Z' }, /before 1990/],
  ['the beginning of Unix time', { originalTimestamp: '1970-01-01T00:00:00Z' }, /before 1990/],
  ['a time in a far future', { timestamp: '9999-12-31T23:59:59Z' }, /ahead/],
  ['a year that no calendar has', { timestamp: '+275760-09-13T00:00:00.001Z' }, /no time/],
  ['a time that is an object', { timestamp: { $date: 1 } }, /no time/],
  ['a user id without end', { userId: 'u'.repeat(5_000) }, /at most 200/],
  ['a message without end', { properties: { text: 'x'.repeat(40_000) } }, /bytes long/],
  ['properties nested without end', { properties: JSON.parse(deep(3_000)) as object }, /nested deeper/],
  ['an event without a name', { event: '' }, /name of the "event"/],
  ['a type that there is none of', { type: 'toString' }, /type/],
];

/** Each is kept, as far as it means something. */
const KEPT: [string, object][] = [
  ['an order of more than all the money there is', order({ order_id: 'o1', total: 1e300, currency: 'DKK' })],
  [
    'an order with text for numbers',
    order({ order_id: 'o2', total: 'NaN', products: [{ quantity: 'many', price: {} }] }),
  ],
  [
    'an order of more pieces than a column holds',
    order({
      order_id: 'o3',
      total: 1,
      currency: 'DKK',
      products: [{ product_id: 'p', quantity: 1e12, price: 1e40 }],
    }),
  ],
  ['an order id that no index holds', order({ order_id: [...Array(5_000).keys()].join('') })],
  ['products that are no list', order({ order_id: 'o4', products: 'all of them' })],
  ['a currency of its own', order({ order_id: 'o5', total: 3, currency: 'x'.repeat(400) })],
  [
    'names that belong to objects',
    {
      properties: JSON.parse('{"__proto__": {"admin": true}, "constructor": 1, "toString": null}') as object,
    },
  ],
  ['characters that no database keeps', { properties: { text: 'a\0b\uD800c' } }],
  ['points without end', { event: 'Points Changed', properties: { balance: 1e99, tier: 'T'.repeat(9_000) } }],
  ['an address without end', { context: { traits: { email: `${'e'.repeat(9_000)}@x.example` } } }],
  [
    'two thousand properties',
    { properties: Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`p${n}`, n])) },
  ],
];

test.each(REFUSED)(
  '%s is refused by its place, and what stands beside it is taken',
  async (_, hostile, reason) => {
    const user = crypto.randomUUID();
    const good = (event: string) => ({ type: 'track', userId: user, event });
    const answer = await postBatch([
      good('First'),
      { type: 'track', userId: `${user}-x`, event: 'Bad', ...hostile },
      good('Last'),
    ]);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toMatchObject({
      success: false,
      taken: 2,
      errors: [{ path: 'batch.1', message: expect.stringMatching(reason) }],
    });
    expect(await eventsOf(user)).toEqual(['First', 'Last']);
  },
);

test.each(KEPT)('%s costs nothing but itself', async (_, hostile) => {
  const user = crypto.randomUUID();
  const good = (event: string) => ({ type: 'track', userId: user, event });
  const answer = await postBatch([
    good('First'),
    { type: 'track', userId: `${user}-x`, event: 'Odd', ...hostile },
    good('Last'),
  ]);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.json()).toMatchObject({ success: true, taken: 3 });
  expect(await eventsOf(user)).toEqual(['First', 'Last']);
});

/** Each is left out and named, and the rest of what is said of the person is kept. */
const LEFT_OUT: [string, object, RegExp][] = [
  ['an address that is none', { email: 'not an email' }, /“not an email” is none/],
  ['an address that is a list', { email: ['a@b.example'] }, /e-mail address was left out/],
  ['an address of a thousand dots', { email: `a@${'.'.repeat(30_000)}@` }, /longer than 320/],
  ['a phone that is an object', { phone: { number: 1 } }, /phone was left out/],
  ['a phone that a spreadsheet shortened', { phone: '4,5203E+09', country: 'DK' }, /spreadsheet/],
];

test.each(LEFT_OUT)('%s names nobody, and the answer says so', async (_, traits, reason) => {
  const user = crypto.randomUUID();
  const name = `Ida ${user}`;
  const answer = await postBatch([{ type: 'identify', userId: user, traits: { name, ...traits } }]);
  expect(answer.json()).toMatchObject({
    success: true,
    warnings: [{ path: 'batch.0', message: expect.stringMatching(reason) }],
  });
  const { contacts } = await searchContacts(api.database, { search: user });
  expect(contacts).toMatchObject([{ firstName: 'Ida', email: null, phone: null }]);
});

test('a batch that comes as gzip is read, and one that unpacks to more than any may hold is refused', async () => {
  const user = crypto.randomUUID();
  const send = (payload: Buffer) =>
    api.app.inject({
      ...{ method: 'POST', url: '/v1/batch', payload },
      headers: { authorization, 'content-type': 'application/json', 'content-encoding': 'gzip' },
    });
  const batch = JSON.stringify({ batch: [{ type: 'track', userId: user, event: 'Zipped' }] });
  const taken = await send(gzipSync(batch));
  expect(taken.json(), taken.body).toMatchObject({ success: true, taken: 1 });
  expect(await eventsOf(user)).toEqual(['Zipped']);
  expect((await send(gzipSync(' '.repeat(50_000_000) + batch))).statusCode).toBe(413);
  expect((await send(Buffer.from(batch))).json()).toMatchObject({ code: 'malformed-json' });
});

test('an order whose amount cannot be counted says so, and one that was written by people is counted', async () => {
  const user = crypto.randomUUID();
  const told = (id: string, properties: object) => ({
    ...{ type: 'track', userId: user, event: 'Order Completed' },
    properties: { order_id: `${user}-${id}`, ...properties },
  });
  const answer = await postBatch([
    told('1', { total: '1.299,50', currency: 'dkk' }),
    told('2', { total: 100 }),
    told('3', { total: 'a lot', currency: 'DKK' }),
    told('4', { total: 50, currency: 'DKK' }),
  ]);
  expect(answer.json()).toMatchObject({
    warnings: [
      { path: 'batch.1', message: expect.stringContaining('"currency"') },
      { path: 'batch.2', message: expect.stringContaining('"total"') },
    ],
  });
  const row = await api.database.kysely
    .selectFrom('contact_identities')
    .innerJoin('contacts', 'contacts.id', 'contact_id')
    .select(['order_count', 'total_spent'])
    .where('value', '=', user)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ order_count: 4, total_spent: { DKK: 1349_50 } });
});

test('JSON that is none is told so, and one nested by the hundred thousand neither hangs nor stops the server', async () => {
  const broken = await postText('{"batch": [');
  expect([broken.statusCode, broken.json<{ code: string }>().code]).toEqual([400, 'malformed-json']);
  const nested = await postText(`{"batch": [{"type":"track","userId":"deep","event":"x","properties":${deep(60_000)}},{"type":"track","userId":"beside","event":"Good"}]}`); // prettier-ignore
  expect(nested.statusCode, nested.body.slice(0, 200)).toBe(200);
  expect(nested.json()).toMatchObject({ taken: 1, errors: [{ path: 'batch.0' }] });
  expect((await postText('{"batch": 7}')).statusCode).toBe(400);
});

test('pages and screens are events, a group is an attribute, and an alias makes one person of two', async () => {
  const send = async (message: object) => {
    const answer = await postBatch([message]);
    expect(answer.json(), answer.body).toMatchObject({ success: true, taken: 1 });
    expect(answer.json<{ warnings?: unknown }>().warnings).toBeUndefined();
  };
  await send({
    type: 'page',
    anonymousId: 'browser-9',
    name: 'Home',
    properties: { url: 'https://shop.example/' },
  });
  await send({ type: 'screen', userId: 'old-9', name: 'Cart' });
  await send({ type: 'group', userId: 'new-9', groupId: 'acme', traits: { plan: 'pro' } });
  await send({ type: 'alias', userId: 'new-9', previousId: 'old-9' });
  await send({ type: 'alias', userId: 'new-9', previousId: 'browser-9' });
  await send({ type: 'alias', userId: 'new-9', previousId: 'never-seen' });
  await send({ type: 'track', userId: 'never-seen', event: 'Seen Later' });
  expect(await eventsOf('new-9')).toEqual(['Page Viewed', 'Screen Viewed', 'Seen Later']);
  const { rows } = await api.database.pool.query<{ attributes: object }>(
    `select attributes from contacts c join contact_identities i on i.contact_id = c.id where i.value = 'new-9'`,
  );
  expect(rows[0]!.attributes).toMatchObject({ group_id: 'acme', group: { plan: 'pro' } });
  expect((await postBatch([{ type: 'alias', userId: 'new-9' }])).json()).toMatchObject({
    errors: [{ message: expect.stringContaining('previousId') }],
  });
  expect((await searchContacts(api.database, { search: 'never-seen' })).total).toBeLessThanOrEqual(1);
});

test('a long list of events is read page by page, without a gap or a repetition, also within one instant', async () => {
  const batch = Array.from({ length: 25 }, (_, n) => ({ type: 'track', userId: 'many', event: 'Many', messageId: `many-${n}`, timestamp: '2026-01-02T03:04:05Z' })); // prettier-ignore
  await postBatch(batch);
  const read: string[] = [];
  for (let before = ''; ;) {
    const answer = await api.call('GET', `/api/events?name=Many&limit=10${before}`);
    const { events } = answer.json<{ events: { id: string }[] }>();
    if (events.length === 0) break;
    read.push(...events.map(({ id }) => id));
    before = `&before=${read.at(-1)}`;
  }
  expect(read).toHaveLength(25);
  expect(new Set(read).size).toBe(25);
});

async function eventsOf(user: string): Promise<string[]> {
  const row = await api.database.kysely
    .selectFrom('contact_identities')
    .select('contact_id')
    .where('kind', '=', 'user')
    .where('value', '=', user)
    .executeTakeFirstOrThrow();
  return (await listEvents(api.database, { contactId: row.contact_id })).map(({ name }) => name).sort();
}
