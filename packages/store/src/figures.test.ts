import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  beginSending,
  concerns,
  markAccepted,
  optOuts,
  optOutsADay,
  orderedAfterTexts,
  ordersAfterTextsADay,
  recordSuppressed,
  takeEvent,
  textFigures,
  textsADay,
  textsByJourney,
} from './index.js';
import { createTestDatabase, drawn, publishDrawn } from './testing.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const DAY = 86_400_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let journeyId: string;
beforeAll(async () => {
  database = await createTestDatabase('figures');
  const graph = drawn({
    start: { type: 'event-trigger', config: { event: 'Checkout Started' }, next: { next: 'end' } },
    end: { type: 'exit' },
  });
  journeyId = (await publishDrawn(database, graph, { name: 'Flash sale', nowMs: NOW - 60 * DAY })).id;
});
afterAll(() => database?.drop());

const phoneOf = (user: string) => `+4552990${String(user.length).padStart(3, '0')}`;

async function happened(user: string, name: string, atMs: number, properties = {}) {
  const { contactId } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: crypto.randomUUID(),
      name,
      occurredAtMs: atMs,
      identities: [{ kind: 'user', value: user }],
      contact: { phone: phoneOf(user) },
      properties,
      keys: [],
      isHistory: false,
    },
    { nowMs: atMs },
  );
  return contactId!;
}

const identity = (contactId: string, phone: string) => ({
  sendKey: crypto.randomUUID(),
  runId: null,
  journeyId,
  nodeId: 'text',
  contactId,
  phone,
  purpose: 'marketing',
});

async function texted(user: string, atMs: number) {
  const contactId = await happened(user, 'Seen', atMs - 1_000);
  const text = identity(contactId, phoneOf(user));
  await beginSending(
    database,
    text,
    {
      sender: 'Acme',
      token: crypto.randomUUID(),
      compose: { body: 'Hi', parts: 2, encoding: 'GSM-7' },
    },
    { atMs, heedStop: true },
  );
  await markAccepted(database, text.sendKey, crypto.randomUUID(), atMs);
}

const order = { order_id: 'o', total: 100, currency: 'DKK' };

test('what was sent and what was not are counted in their period, with parts, people and reasons', async () => {
  await texted('a', NOW - DAY);
  await texted('a', NOW - 2 * DAY);
  await texted('aa', NOW - 40 * DAY);
  await recordSuppressed(
    database,
    identity(await happened('aa', 'Seen', NOW - DAY), phoneOf('aa')),
    { code: 'limit', reason: 'Had the most there may be' },
    NOW - DAY,
  );
  expect(await textFigures(database, NOW - 30 * DAY, NOW)).toMatchObject({
    sent: 2,
    parts: 4,
    people: 1,
    notSent: 1,
    reasons: [{ code: 'limit', count: 1 }],
  });
  expect(await textFigures(database, NOW - 60 * DAY, NOW - 30 * DAY)).toMatchObject({ sent: 1, notSent: 0 });
});

test('an order counts once, however many texts came before it, and not before a text', async () => {
  await happened('a', 'Order Completed', NOW - DAY / 2, order);
  await happened('a', 'Order Completed', NOW - 3 * DAY, order);
  await happened('aaa', 'Order Completed', NOW - DAY / 2, order);
  expect(await orderedAfterTexts(database, NOW - 30 * DAY, NOW)).toEqual({
    orders: 1,
    revenue: { DKK: 10_000 },
  });
});

test('who opts out counts against the journey whose text came last', async () => {
  await happened('a', 'SMS Unsubscribed', NOW - DAY / 4);
  expect(await optOuts(database, NOW - 30 * DAY, NOW)).toEqual({
    people: 1,
    byJourney: [{ journeyId, journeyName: 'Flash sale', optedOut: 1, texted: 1 }],
  });
});

test('an order that the shop placed to try itself out counts nowhere', async () => {
  const before = await orderedAfterTexts(database, NOW - 30 * DAY, NOW);
  const contactId = await happened('a', 'Order Completed', NOW - DAY / 2, {
    ...order,
    order_id: 'test',
    is_test: true,
  });
  expect(await orderedAfterTexts(database, NOW - 30 * DAY, NOW)).toEqual(before);
  const { rows } = await database.pool.query(`select 1 from orders where order_id = 'test'`);
  expect([contactId, rows]).toEqual([expect.any(String), []]);
});

test('a shop that took Signalbox out is missed, until it is heard of again', async () => {
  const news = (messageId: string, isGone?: boolean) =>
    takeEvent(
      database,
      {
        ...{ source: 'shopify', messageId, name: null, occurredAtMs: NOW, identities: [] },
        ...{ properties: {}, keys: [], isHistory: false },
        shop: { shop: 'shopify/gone.myshopify.com', ...(isGone ? { isGone } : {}) },
      },
      { nowMs: NOW },
    );
  await news('out', true);
  expect(await concerns(database, NOW)).toEqual([{ kind: 'shop-gone', shop: 'shopify/gone.myshopify.com' }]);
  await news('back');
  expect(await concerns(database, NOW)).toEqual([]);
});

test('a journey that used to let people in and no longer does is missed', async () => {
  expect(await concerns(database, NOW)).toEqual([]);
  for (let index = 0; index < 40; index++)
    await happened('b'.repeat(index + 5), 'Checkout Started', NOW - 20 * DAY + index * 60_000);
  expect(await concerns(database, NOW)).toEqual([
    { kind: 'silent-journey', journeyId, journeyName: 'Flash sale', perDayBefore: 1.3, sinceDays: 19 },
  ]);
});

test('texts that would have come too late, and texts nobody knows of, want attention', async () => {
  const contactId = await happened('a', 'Seen', NOW - DAY);
  await recordSuppressed(
    database,
    identity(contactId, phoneOf('a')),
    { code: 'expired', reason: 'Too late' },
    NOW - DAY,
  );
  expect((await concerns(database, NOW)).map(({ kind }) => kind)).toContain('came-too-late');
});

test('each series tells the same story as the figures, day by day', async () => {
  const stretch = { fromMs: NOW - 30 * DAY, toMs: NOW, zone: 'Europe/Copenhagen' };
  const days = await textsADay(database, stretch);
  const figures = await textFigures(database, stretch.fromMs, NOW);
  const sum = (pick: (day: (typeof days)[number]) => number) =>
    days.reduce((total, day) => total + pick(day), 0);
  expect([sum(({ sent }) => sent), sum(({ notSent }) => notSent)]).toEqual([figures.sent, figures.notSent]);
  expect(await textsByJourney(database, stretch)).toMatchObject([
    { journeyId, sent: figures.sent, people: figures.people, clicked: 0 },
  ]);
  expect(await ordersAfterTextsADay(database, stretch)).toEqual([
    { day: '2026-11-23', orders: 1, revenue: { DKK: 10_000 } },
  ]);
  expect(await optOutsADay(database, stretch)).toEqual([{ day: '2026-11-23', people: 1 }]);
});

test('a day is a day of the shop, not of Greenwich', async () => {
  await texted('z', Date.parse('2026-07-01T22:30:00Z'));
  const stretch = {
    fromMs: Date.parse('2026-07-01T00:00:00Z'),
    toMs: Date.parse('2026-07-03T00:00:00Z'),
    zone: 'Europe/Copenhagen',
  };
  expect(await textsADay(database, stretch)).toEqual([{ day: '2026-07-02', sent: 1, notSent: 0 }]);
});
