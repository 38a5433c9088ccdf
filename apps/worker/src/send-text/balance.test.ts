import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServices } from '@signalbox/outbound';
import { addConnection, factsOf, saveProgramme, type BalanceAsk } from '@signalbox/store';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSendText } from './index.js';
import { createSendingWorld, NOON } from './testing.js';

const SECRET = 'a secret for tests only';
const MINUTE = 60_000;
const TEMPLATE = 'You have {{ contact.points_balance }} points, {{ contact.tier }}.';

let world: Awaited<ReturnType<typeof createSendingWorld>>;
let server: Server;
let origin: string;
let answer: RequestListener;
let asked: { url: string; key: string }[];
let send: ReturnType<typeof createSendText>;
beforeAll(async () => {
  world = await createSendingWorld('balance');
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', key: String(request.headers['x-api-key']) });
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { database, deps } = world;
  const services = createServices({ database, secret: SECRET, allowPrivate: false });
  send = createSendText({ ...deps, services });
  await use({});
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await world?.close();
});

/** Sets up the shop's own programme, to be asked at the test's server. */
async function use(changes: Partial<BalanceAsk>) {
  const { id: connectionId } = await addConnection(
    world.database,
    { name: 'Points', kind: 'http', baseUrl: `${origin}/loyalty`, headers: { 'x-api-key': 'k-1' } },
    { secret: SECRET, nowMs: NOON },
  );
  await saveProgramme(world.database, {
    kind: 'theirs',
    since: '2026-01-01T00:00:00Z',
    currency: 'DKK',
    pointsPerUnit: 0,
    tiers: [],
    tierBy: 'spend',
    rewards: [],
    ask: {
      connectionId,
      url: 'members/{phone}',
      balancePath: 'data.points',
      tierPath: 'data.level',
      freshMinutes: 5,
      ...changes,
    },
  });
}
const says =
  (status: number, body: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
const text = (contactId: string, changes: object = {}, nowMs = NOON) =>
  world.text(contactId, { template: TEMPLATE, ...changes }, { nowMs }, send);

describe('a balance of a programme that the shop runs', () => {
  test('is asked for as the text leaves, over the stored connection, and kept', async () => {
    answer = says(200, { data: { points: 420, level: 'Gold' } });
    const { contactId, phone } = await world.somebody();
    await text(contactId);
    expect(await world.textsOn(phone)).toEqual(['You have 420 points, Gold.']);
    expect(asked).toEqual([{ url: `/loyalty/members/${encodeURIComponent(phone)}`, key: 'k-1' }]);
    expect(await factsOf(world.database, contactId)).toMatchObject({ points_balance: 420, tier: 'Gold' });
  });

  test('is not asked for again while it is fresh, nor for a text that does not say it', async () => {
    answer = says(200, { data: { points: 7, level: 'Iron' } });
    const { contactId } = await world.somebody();
    const { contactId: other } = await world.somebody();
    await text(other, { template: 'Hej' });
    expect(asked).toHaveLength(0);
    await text(contactId);
    await text(contactId, {}, NOON + 4 * MINUTE);
    expect(asked).toHaveLength(1);
    const { contactId: later } = await world.somebody();
    await world.event(later, 'Points Changed', {
      properties: { balance: 3 },
      occurredAtMs: NOON - 6 * MINUTE,
    });
    await text(later);
    expect(asked).toHaveLength(2);
  });

  test('that a condition depends on is the one of now', async () => {
    answer = says(200, { data: { points: 50, level: 'Iron' } });
    const { contactId, phone } = await world.somebody();
    await world.event(contactId, 'Points Changed', { properties: { balance: 900 } });
    const onlyIf = {
      match: 'all',
      rules: [{ source: 'contact', path: 'points_balance', op: 'at-least', value: 500 }],
    };
    const before = await text(contactId, { template: 'Spend them', onlyIf });
    expect(before).toMatchObject({ outcome: 'not-sent', code: 'no-longer-true' });
    answer = says(200, { data: { points: 500 } });
    await text(contactId, { template: 'Spend them', onlyIf }, NOON + 10 * MINUTE);
    expect(await world.textsOn(phone)).toEqual(['Spend them']);
  });

  test('that pays for a reward is the one of now', async () => {
    answer = says(200, { data: { points: 10 } });
    const { contactId, phone } = await world.somebody();
    await world.event(contactId, 'Reward Ready', {
      properties: { reward: 'Coffee', points: 200, balance: 210 },
    });
    const entryEvent = { name: 'Reward Ready', atMs: NOON - 60 * MINUTE, properties: {} };
    const about = { template: 'Have it', stillTrue: { reward: true } };
    expect(await world.text(contactId, about, { entryEvent }, send)).toMatchObject({ code: 'reward-gone' });
    answer = says(200, { data: { points: 300 } });
    await world.text(contactId, about, { entryEvent, nowMs: NOON + 10 * MINUTE }, send);
    expect(await world.textsOn(phone)).toEqual(['Have it']);
  });

  test.each<[string, RequestListener, RegExp]>([
    ['is away', says(503, {}), /gave no balance\. The service answered 503/],
    ['never answers', () => {}, /gave no balance\. The service did not answer/],
    ['breaks off', (request) => request.socket.destroy(), /gave no balance\. The service did not answer/],
  ])('holds the text while the programme %s, and says so', async (_, listener, reason) => {
    answer = listener;
    const { contactId, phone } = await world.somebody();
    const result = await text(contactId);
    expect(result).toMatchObject({ outcome: 'held', code: 'balance-waits', untilMs: NOON + 5 * MINUTE });
    expect(result).toMatchObject({ reason: expect.stringMatching(reason) });
    expect(await world.textsOn(phone)).toEqual([]);
  });

  test.each<[string, RequestListener, RegExp]>([
    ['does not know the person', says(404, { message: 'No such member' }), /404: No such member/],
    ['may mean a thousand or one', says(200, { data: { points: '1.234' } }), /no number at “data\.points”/],
    ['answers something else', says(200, { data: { points: 'many' } }), /no number at “data\.points”/],
  ])('keeps the text back if the programme %s, and says why', async (_, listener, reason) => {
    answer = listener;
    const { contactId, phone } = await world.somebody();
    const result = await text(contactId);
    expect(result).toMatchObject({
      outcome: 'not-sent',
      code: 'no-balance',
      reason: expect.stringMatching(reason),
    });
    expect(await world.textsOn(phone)).toEqual([]);
  });

  test('is not asked for at an address of this network without a connection, nor for who may not be texted', async () => {
    answer = says(200, { data: { points: 1 } });
    await use({ connectionId: undefined, url: `${origin}/members/{phone}` });
    const { contactId } = await world.somebody();
    expect(await text(contactId)).toMatchObject({ outcome: 'not-sent', code: 'no-balance' });
    await use({});
    expect(await text(contactId, { purpose: 'loyalty-news' })).toMatchObject({ code: 'no-consent' });
    await use({ url: 'members/{email}' });
    expect(await text(contactId)).toMatchObject({ reason: expect.stringContaining('has no email') });
    expect(asked).toEqual([]);
  });
});
