import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SHOPIFY_SECRET, startTestApi, type TestApi } from '../testing.js';

const PUBLIC = 'https://signals.example.com';
let api: TestApi;
let cookie: string;
beforeAll(async () => {
  api = await startTestApi({ PUBLIC_URL: PUBLIC, SIGNALBOX_PASSWORD: 'a long enough password' });
  const { headers } = await api.app.inject({
    method: 'POST',
    url: '/api/session/password',
    payload: { password: 'a long enough password' },
  });
  cookie = String(headers['set-cookie']).split(';')[0]!;
});
afterAll(() => api?.stop());

const line = async (id: string) => {
  const { lines } = (await api.call('GET', '/api/go-live')).json();
  return lines.find((one: { id: string }) => one.id === id);
};
const shopTells = (host: string, secret = SHOPIFY_SECRET) => {
  const payload = JSON.stringify({
    token: crypto.randomUUID(),
    phone: '+4552512044',
    email: 'real@shop.dk',
    created_at: new Date().toISOString(),
    currency: 'DKK',
    line_items: [],
  });
  return api.app.inject({
    method: 'POST',
    url: '/webhooks/shopify',
    headers: {
      host,
      'content-type': 'application/json',
      'x-shopify-topic': 'checkouts/create',
      'x-shopify-webhook-id': crypto.randomUUID(),
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(payload).digest('base64'),
    },
    payload,
  });
};

test('going live: a line is green only once something signed came in over the public address', async () => {
  expect(await line('address')).toMatchObject({ isDone: false, seenAt: null });
  await shopTells('signals.example.com', 'guessed');
  await shopTells('127.0.0.1:3000');
  expect(await line('address')).toMatchObject({ isDone: false });
  expect((await shopTells('signals.example.com')).statusCode).toBe(200);
  await expect.poll(() => line('address')).toMatchObject({ isDone: true, seenAt: expect.any(String) });
  expect(await line('shop')).toMatchObject({
    isDone: true,
    says: expect.stringContaining('checkouts/create'),
  });
  expect(await line('people')).toMatchObject({ isDone: false });
  expect(await line('own-phone')).toMatchObject({ isDone: false });
});

test('the first steps tick by what was seen, and stay away once dismissed', async () => {
  const steps = async () => (await api.call('GET', '/api/first-steps')).json();
  const done = async () =>
    (await steps()).steps
      .filter(({ doneAt }: { doneAt: string | null }) => doneAt !== null)
      .map(({ id }: { id: string }) => id);
  expect(await done()).toEqual(['cart']);
  // Nothing was held back yet, so looking at what was not sent has shown nothing.
  await api.app.inject({ url: '/api/messages?state=not-sent', headers: { cookie } });
  expect(await done()).toEqual(['cart']);
  expect((await steps()).hasNotSent).toBe(false);
  await api.call('DELETE', '/api/first-steps');
  expect((await steps()).isDismissed).toBe(true);
});

test('a key is told once, works until it is revoked, and is listed by its last letters', async () => {
  const made = await api.call('POST', '/api/keys', { kind: 'api', name: 'Till' });
  expect(made.statusCode).toBe(201);
  const { key } = made.json() as { key: string };
  const use = async () =>
    (await api.app.inject({ url: '/api/home', headers: { authorization: `Bearer ${key}` } })).statusCode;
  expect(await use()).toBe(200);
  const listed = await api.call('GET', '/api/keys');
  expect(listed.body).not.toContain(key);
  const [mine] = listed.json().keys.filter(({ name }: { name: string }) => name === 'Till');
  expect(mine).toMatchObject({ kind: 'api', hint: key.slice(-4), lastUsedAt: expect.any(String) });
  expect((await api.call('DELETE', `/api/keys/${mine.id}`)).statusCode).toBe(204);
  expect(await use()).toBe(401);
});

test('a key does what its scope says and no more, and one without a scope does everything', async () => {
  const make = async (key: object) =>
    (await api.call('POST', '/api/keys', { name: 'Scoped', ...key })).json<{ key: string }>().key;
  const use = async (key: string, method: 'GET' | 'POST', url: string) => {
    const answer = await api.app.inject({ method, url, headers: { authorization: `Bearer ${key}` } });
    return answer.statusCode === 403 ? answer.json<{ code: string }>().code : answer.statusCode;
  };
  const tries = async (key: string) => [
    await use(key, 'GET', '/api/home'),
    await use(key, 'POST', '/api/segments'),
    await use(key, 'POST', '/api/keys'),
  ];
  const no = 'key-may-not';
  expect(await tries(await make({ kind: 'write' }))).toEqual([no, no, no]);
  expect(await tries(await make({ kind: 'api', role: 'viewer' }))).toEqual([200, no, no]);
  // Let in, and told that nothing was sent.
  expect(await tries(await make({ kind: 'api', role: 'editor' }))).toEqual([200, 400, no]);
  expect(await tries(await make({ kind: 'api', role: 'admin' }))).toEqual([200, 400, 400]);
  expect(await tries(await make({ kind: 'api' }))).toEqual([200, 400, 400]);
  const { keys } = (await api.call('GET', '/api/keys')).json<{
    keys: { name: string; role: string | null }[];
  }>();
  expect(keys.filter(({ name }) => name === 'Scoped').map(({ role }) => role)).toEqual(
    expect.arrayContaining([null, 'viewer', 'editor', 'admin', 'admin']),
  );
});

test('a key of the API sends no events in, and says so at the door of events', async () => {
  const { key } = (
    await api.call('POST', '/api/keys', { kind: 'api', role: 'editor', name: 'No events' })
  ).json<{ key: string }>();
  const sent = await api.app.inject({
    method: 'POST',
    url: '/v1/track',
    headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
    payload: { event: 'Seen', userId: 'u1' },
  });
  expect([sent.statusCode, sent.json<{ code: string }>().code]).toEqual([401, 'wrong-write-key']);
});

test('analytics has an entry for each day, also for those on which nothing happened', async () => {
  const { days, journeys } = (await api.call('GET', '/api/analytics?days=365')).json();
  expect(days).toHaveLength(365);
  expect(new Set(days.map(({ day }: { day: string }) => day)).size).toBe(365);
  expect(journeys).toEqual([]);
});

test('a search for the words of a text takes its signs as they are', async () => {
  const search = (words: string) => api.call('GET', `/api/search/texts?words=${encodeURIComponent(words)}`);
  expect((await search('100%_')).json()).toEqual({ texts: [] });
  expect((await search('a')).statusCode).toBe(400);
});

test('going live: of very many people the newest are counted, and one older yes is enough', async () => {
  const add = (first: number, last: number, createdAt: string) =>
    api.database.pool.query(
      `insert into contacts (id, phone, created_at, updated_at)
       select gen_random_uuid(), '+45' || 30000000 + i, ${createdAt}, now() from generate_series(${first}, ${last}) as i`,
    );
  await api.database.pool.query('delete from consents');
  await add(1, 1_000, 'now()');
  expect(await line('people')).toMatchObject({
    isDone: false,
    says: expect.stringContaining('1,000 people or more are here, and none of them'),
  });
  await add(1_001, 1_001, "now() - interval '1 year'");
  await api.database.pool.query(
    `insert into consents (contact_id, phone, purpose, state, source, at, recorded_at)
     select id, phone, 'marketing', 'granted', 'import', now(), now() from contacts where phone = '+4530001001'`,
  );
  expect(await line('people')).toMatchObject({
    isDone: true,
    says: '0 of the newest 1,000 people agreed to texts.',
  });
});
