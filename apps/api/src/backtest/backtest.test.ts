import { addCoupons, couponPools, takeEvent, type Database } from '@signalbox/store';
import { drawn } from '@signalbox/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Backtest } from '../contract/index.js';
import { countRows, fromCarrier, startTestApi, type TestApi } from '../testing.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday, 12:00 in Copenhagen, some weeks ago. */
const NOON = Date.parse('2026-08-03T10:00:00Z');
const FROM = new Date(NOON - DAY).toISOString();
const TO = new Date(NOON + 30 * DAY).toISOString();

let api: TestApi;
/** When the doors believe it to be, if not now. */
let backThenMs: number | null = null;
beforeAll(async () => {
  api = await startTestApi(
    { SIGNALBOX_TIME_ZONE: 'Europe/Copenhagen', SIGNALBOX_BRAND: 'Lykke' },
    { nowMs: () => backThenMs ?? Date.now() },
  );
});
afterAll(() => api?.stop());

const cart = (purpose = 'cart-reminder') =>
  drawn({
    start: { type: 'event-trigger', config: { event: 'Checkout Started' }, next: { next: 'wait' } },
    wait: {
      type: 'wait-for-event',
      config: { events: [{ id: 'order', event: 'Order Completed', label: 'Ordered' }], timeoutMs: HOUR },
      next: { order: 'bought', timeout: 'text' },
    },
    text: {
      type: 'send-sms',
      config: { text: 'Hej {{ contact.first_name | default: "you" }}, {{ event.total }} kr', purpose },
      next: { sent: 'end' },
    },
    bought: { type: 'exit', config: { outcome: 'bought' } },
    end: { type: 'exit', config: { outcome: 'reminded' } },
  });

let ids = 0;
const phoneOf = (name: string) =>
  `+45${([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 89_999_999) + 10_000_000}`;

/** Something that happened to somebody, taken in back then by the same door as everything. */
function happened(
  name: string | null,
  who: string,
  atMs: number,
  more: object = {},
  database: Database = api.database,
) {
  return takeEvent(
    database,
    {
      source: 'test',
      messageId: `m${(ids += 1)}`,
      name,
      occurredAtMs: atMs,
      identities: [{ kind: 'user', value: who }],
      contact: { firstName: who, phone: phoneOf(who), country: 'DK', timeZone: 'Europe/Copenhagen' },
      properties: { total: 300 },
      keys: [],
      isHistory: false,
      ...more,
    },
    { nowMs: atMs },
  );
}

async function replies(who: string, text: string, atMs: number): Promise<void> {
  const form = { MessageUUID: `r${(ids += 1)}`, From: phoneOf(who).slice(1), To: '4552512020', Text: text };
  backThenMs = atMs;
  const answer = await api.app.inject(fromCarrier('/webhooks/plivo/inbound', form));
  backThenMs = null;
  expect(answer.statusCode, answer.body).toBe(200);
}

const agrees = (purpose: string, atMs: number, state: 'granted' | 'denied' = 'granted') => ({
  consents: [{ purpose, state, source: 'test', atMs }],
});

async function create(graph: object): Promise<string> {
  const { id } = (await api.call('POST', '/api/journeys', { name: 'Cart', graph })).json() as { id: string };
  return id;
}

async function replay(id: string, body: object = {}): Promise<Backtest> {
  const answer = await api.call('POST', `/api/journeys/${id}/backtest`, { from: FROM, to: TO, ...body });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

test('a marketer sees who would have been texted what and when, and who not and why', async () => {
  const before = NOON - 10 * DAY;
  await happened(null, 'Anna', before, agrees('cart-reminder', before));
  await happened(null, 'Bo', before);
  await happened(null, 'Cy', before, agrees('cart-reminder', before));
  await happened(null, 'Dan', before, agrees('cart-reminder', before));
  await happened(null, 'Eve', before, agrees('cart-reminder', before));
  for (const [name, afterMs] of Object.entries({ Anna: 0, Bo: 1, Cy: 2, Dan: 3 }))
    await happened('Checkout Started', name, NOON + afterMs);
  // At eleven in the evening, so that the text waits for the morning; and again before the two days are over.
  await happened('Checkout Started', 'Eve', NOON + 11 * HOUR);
  await happened('Checkout Started', 'Eve', NOON + 30 * HOUR);
  await happened('Order Completed', 'Dan', NOON + 30 * 60_000);
  await happened(null, 'Cy', NOON + 10 * 60_000, agrees('cart-reminder', NOON + 10 * 60_000, 'denied'));

  const graph = cart();
  graph.settings.reentry = { kind: 'after-exit' };
  const id = await create(graph);
  const rowsBefore = await countRows(api);
  const found = await replay(id);

  expect(found).toMatchObject({ entered: 6, people: 5, texts: 2, textedPeople: 2, inside: 0 });
  expect(found.ended).toEqual({ bought: 1, reminded: 2, 'not-sent': 3 });
  expect(found.rows.map(({ contact, at, text, code }) => [contact.name, at, text ?? code])).toEqual([
    ['Anna', new Date(NOON + HOUR).toISOString(), 'Lykke: Hej Anna, 300 kr Svar STOP for at afmelde'],
    ['Bo', new Date(NOON + HOUR + 1).toISOString(), 'no-consent'],
    ['Cy', new Date(NOON + HOUR + 2).toISOString(), 'consent-withdrawn'],
    ['Eve', '2026-08-04T06:00:00.000Z', 'Lykke: Hej Eve, 300 kr Svar STOP for at afmelde'],
    ['Eve', new Date(NOON + 31 * HOUR).toISOString(), 'cart-reminded'],
  ]);
  expect(found.held).toMatchObject([{ code: 'sending-hours', count: 1 }]);
  expect(found.notSent.map(({ code, count }) => [code, count])).toContainEqual(['no-consent', 1]);
  expect(found.parts).toBe(2);
  expect(found.days).toEqual([
    { day: '2026-08-03', texts: 1, parts: 1, notSent: 2 },
    { day: '2026-08-04', texts: 1, parts: 1, notSent: 1 },
  ]);
  expect(await countRows(api)).toEqual(rowsBefore);
});

test('a list of codes is given out as far as it goes, and no code is taken', async () => {
  const before = NOON - 10 * DAY;
  for (const [index, who] of ['Ida', 'Jon', 'Kai'].entries()) {
    await happened(null, who, before, agrees('marketing', before));
    await happened('Asked For A Code', who, NOON + index * HOUR);
  }
  await addCoupons(api.database, 'few-codes', ['FEW-1', 'FEW-2'], NOON);
  const reminds = { source: 'contact', path: 'coupon_used', op: 'equals', value: false };
  const text = (words: string, more: object) => ({
    type: 'send-sms',
    config: { text: words, purpose: 'marketing', ...more },
    next: { sent: 'end' },
  });
  const graph = drawn({
    start: { type: 'event-trigger', config: { event: 'Asked For A Code' }, next: { next: 'gift' } },
    gift: { ...text('Use {{ coupon.code }}', { coupon: 'few-codes' }), next: { sent: 'wait' } },
    wait: { type: 'wait', config: { durationMs: DAY }, next: { next: 'remind' } },
    remind: text('Still {{ coupon.code }}', { onlyIf: { match: 'all', rules: [reminds] } }),
    end: { type: 'exit', config: { outcome: 'told' } },
  });
  const found = await replay(await create(graph));
  expect(found.rows.map(({ contact, text, code }) => [contact.name, text ?? code])).toEqual([
    ['Ida', 'Lykke: Use SAMPLE-7K2Q Svar STOP for at afmelde'],
    ['Jon', 'Lykke: Use SAMPLE-7K2Q Svar STOP for at afmelde'],
    ['Kai', 'no-coupon'],
    ['Ida', 'Lykke: Still SAMPLE-7K2Q Svar STOP for at afmelde'],
    ['Jon', 'Lykke: Still SAMPLE-7K2Q Svar STOP for at afmelde'],
  ]);
  expect(found.notSent.map(({ code, count }) => [code, count])).toEqual([['no-coupon', 1]]);
  expect(found.caveats).toContain('A list of codes has as many as are left in it today.');
  expect((await couponPools(api.database)).find(({ pool }) => pool === 'few-codes')).toMatchObject({
    left: 2,
  });
});

test('a code whose text waits for the day’s limit and then does not go is there for the next', async () => {
  const before = NOON - 10 * DAY;
  const asks = async (who: string, afterMs: number) => {
    await happened(null, who, before, agrees('marketing', before));
    await happened('Asked Once More', who, NOON + afterMs);
  };
  await asks('Lea', 0);
  await asks('Max', HOUR);
  await happened(null, 'Max', NOON + 2 * HOUR, agrees('marketing', NOON + 2 * HOUR, 'denied'));
  await asks('Nia', 3 * DAY);
  await addCoupons(api.database, 'two-codes', ['TWO-1', 'TWO-2'], NOON);
  const graph = drawn({
    start: { type: 'event-trigger', config: { event: 'Asked Once More' }, next: { next: 'gift' } },
    gift: {
      type: 'send-sms',
      config: { text: 'Use {{ coupon.code }}', purpose: 'marketing', coupon: 'two-codes' },
      next: { sent: 'end' },
    },
    end: { type: 'exit', config: { outcome: 'told' } },
  });
  const usual = (await api.call('GET', '/api/settings/limits')).json();
  await api.call('PUT', '/api/settings/limits', { ...usual, partsPerDay: 1 });
  const found = await replay(await create(graph));
  await api.call('PUT', '/api/settings/limits', usual);
  expect(found.rows.map(({ contact, code }) => [contact.name, code])).toEqual([
    ['Lea', null],
    ['Max', 'consent-withdrawn'],
    ['Nia', null],
  ]);
});

test('the replay texts from the sender that is set for where somebody is, not from the environment’s', async () => {
  const before = NOON - 10 * DAY;
  await happened(null, 'Alma', before, agrees('cart-reminder', before));
  await happened('Checkout Started', 'Alma', NOON + 60 * DAY);
  const own = { sender: 'Acme', kind: 'name', countries: ['DK'], purposes: [], canReceive: false };
  const any = { sender: '+4552512020', kind: 'number', countries: [], purposes: [], canReceive: true };
  const wished = await api.call('PUT', '/api/settings/senders', { senders: [any, own] });
  expect(wished.statusCode, wished.body).toBe(200);
  const id = await create(cart());
  const found = await replay(id, {
    from: new Date(NOON + 59 * DAY).toISOString(),
    to: new Date(NOON + 62 * DAY).toISOString(),
  });
  expect(found.rows.map(({ text }) => text)).toEqual([expect.stringMatching(/Afmeld: \S+\/l\//)]);
  await api.call('PUT', '/api/settings/senders', { senders: [any] });
});

test('STOP counts from when it was said, and a limit over all of a number’s runs', async () => {
  const before = NOON - 10 * DAY;
  for (const name of ['Finn', 'Gry']) await happened(null, name, before, agrees('marketing', before));
  // Three carts within an hour: two texts in 24 hours are the most there may be.
  for (const minutes of [0, 20, 40]) await happened('Cart Viewed', 'Finn', NOON + minutes * 60_000);
  await happened('Cart Viewed', 'Gry', NOON + 60_000);
  await happened('Cart Viewed', 'Gry', NOON + 5 * DAY);
  await api.database.kysely
    .insertInto('suppressions')
    .values({ phone: phoneOf('Gry'), reason: 'STOP', at: new Date(NOON + 2 * DAY) })
    .execute();
  const graph = drawn({
    start: { type: 'event-trigger', config: { event: 'Cart Viewed' }, next: { next: 'text' } },
    text: {
      type: 'send-sms',
      config: { text: 'Hej', purpose: 'marketing', dropAfterMs: HOUR },
      next: { sent: 'end' },
    },
    end: { type: 'exit', config: {} },
  });
  graph.settings.reentry = { kind: 'always' };
  const found = await replay(await create(graph));
  expect(found.rows.map(({ contact, text, code }) => [contact.name, text ? 'sent' : code])).toEqual([
    ['Finn', 'sent'],
    ['Gry', 'sent'],
    ['Finn', 'sent'],
    ['Finn', 'limit'],
    ['Gry', 'stopped'],
  ]);
});

test('whoever said stop waits for no marketing from that instant on, and who came back is texted again', async () => {
  const before = NOON - 10 * DAY;
  const idOf: Record<string, string> = {};
  for (const [index, name] of ['Olga', 'Per', 'Rie', 'Sif'].entries()) {
    const agreed = await happened(null, name, before, agrees('cart-reminder', before));
    idOf[name] = agreed.contactId!;
    await happened('Checkout Started', name, NOON + 70 * DAY + index);
  }
  await happened('Checkout Started', 'Olga', NOON + 72 * DAY);
  await replies('Olga', 'STOP', NOON + 70 * DAY + 20 * 60_000);
  await replies('Olga', 'START', NOON + 70 * DAY + 30 * 60_000);
  // What is noted by hand ends what is sent for nothing else.
  const revokes = async (name: string, purpose: string) => {
    backThenMs = NOON + 70 * DAY + 40 * 60_000;
    const url = `/api/contacts/${idOf[name]}/revoke`;
    const answer = await api.call('POST', url, { purpose, note: 'By phone' });
    expect(answer.statusCode, answer.body).toBe(204);
    backThenMs = null;
  };
  await revokes('Per', 'cart-reminder');
  await revokes('Rie', 'marketing');

  const graph = cart();
  graph.settings.reentry = { kind: 'after-exit' };
  const found = await replay(await create(graph), {
    from: new Date(NOON + 69 * DAY).toISOString(),
    to: new Date(NOON + 74 * DAY).toISOString(),
  });
  expect(found.ended).toEqual({ stopped: 2, reminded: 3 });
  expect(found.rows.map(({ contact, text }) => [contact.name, text !== null])).toEqual([
    ['Rie', true],
    ['Sif', true],
    ['Olga', true],
  ]);
});

test('a person’s orders are counted as they were at that moment', async () => {
  await happened('Order Completed', 'Hans', NOON, { properties: { total: 100, currency: 'DKK' } });
  await happened('Gift Opened', 'Hans', NOON + DAY);
  await happened('Order Completed', 'Hans', NOON + 2 * DAY, { properties: { total: 100, currency: 'DKK' } });
  await happened('Gift Opened', 'Hans', NOON + 3 * DAY);
  const graph = drawn({
    start: { type: 'event-trigger', config: { event: 'Gift Opened' }, next: { next: 'first' } },
    first: {
      type: 'condition',
      config: {
        branches: [
          {
            id: 'yes',
            name: 'One order',
            when: {
              match: 'all',
              rules: [{ source: 'contact', path: 'order_count', op: 'equals', value: 1 }],
            },
          },
        ],
      },
      next: { yes: 'one', otherwise: 'more' },
    },
    one: { type: 'exit', config: { outcome: 'one' } },
    more: { type: 'exit', config: { outcome: 'more' } },
  });
  graph.settings.reentry = { kind: 'always' };
  expect((await replay(await create(graph))).ended).toEqual({ one: 1, more: 1 });
});

test('history that was brought in later is replayed at the time when it happened', async () => {
  const more = { isHistory: true };
  await takeEvent(
    api.database,
    {
      source: 'csv',
      messageId: 'old',
      name: 'Wish Listed',
      occurredAtMs: NOON,
      identities: [{ kind: 'user', value: 'Ida' }],
      properties: {},
      keys: [],
      ...more,
    },
    { nowMs: Date.now() },
  );
  const graph = drawn({
    start: { type: 'event-trigger', config: { event: 'Wish Listed' }, next: { next: 'end' } },
    end: { type: 'exit', config: {} },
  });
  expect((await replay(await create(graph))).entered).toBe(1);
});

test('a campaign is replayed to those who were in its segment then', async () => {
  const segment = '01900000-0000-7000-8000-000000000001';
  const { contactId: in_ } = await happened(null, 'Jo', NOON);
  const { contactId: left } = await happened(null, 'Kim', NOON);
  await happened(null, 'Lis', NOON);
  await api.database.kysely
    .insertInto('segments')
    .values({
      id: segment,
      name: 'VIP',
      rule: JSON.stringify({ match: 'all', rules: [] }),
      counted_at: new Date(),
      created_at: new Date(NOON),
      updated_at: new Date(NOON),
    })
    .execute();
  await api.database.kysely
    .insertInto('segment_members')
    .values({ segment_id: segment, contact_id: in_!, entered_at: new Date(NOON) })
    .execute();
  await happened('Segment Left', 'Kim', NOON + 5 * DAY, {
    contactId: left,
    source: 'segments',
    properties: { segment_id: segment },
  });
  const graph = drawn({
    start: {
      type: 'schedule-trigger',
      config: { audience: { segment }, date: '2030-01-01', time: '10:00', repeat: 'weekly' },
      next: { next: 'end' },
    },
    end: { type: 'exit', config: {} },
  });
  graph.settings.reentry = { kind: 'always' };
  const found = await replay(await create(graph), { to: new Date(NOON + 14 * DAY).toISOString() });
  // Jo at both Tuesdays; Kim at the first, before leaving.
  expect(found).toMatchObject({ entered: 3, people: 2 });
});

test('a long replay tells how far it has come, and what it found at the end', async () => {
  const id = await create(cart());
  const answer = await api.app.inject({
    method: 'POST',
    url: `/api/journeys/${id}/backtest`,
    payload: { from: FROM, to: TO },
    headers: { authorization: 'Bearer sbk_test_0123456789', accept: 'application/x-ndjson' },
  });
  const lines = answer.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({ done: 0 });
  expect(lines.at(-1)).toHaveProperty('result.entered');
});

test('a draft that could not be published, or a past that is none, is refused in a sentence', async () => {
  const empty = await create({ schemaVersion: 1, nodes: [], edges: [] });
  const refused = await api.call('POST', `/api/journeys/${empty}/backtest`, { from: FROM, to: TO });
  expect(refused.json()).toMatchObject({ status: 422, code: 'not-publishable' });
  const id = await create(cart());
  const backwards = await api.call('POST', `/api/journeys/${id}/backtest`, { from: TO, to: FROM });
  expect(backwards.json()).toMatchObject({ status: 400, code: 'invalid-request' });
});
