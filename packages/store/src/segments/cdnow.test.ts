import { checkRule, type Condition, type SegmentRule } from '@signalbox/engine/segments';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recountSegments, saveSegment, takeEvents, type IncomingEvent } from '../index.js';
import { createTestDatabase } from '../testing.js';

/** A real shop's purchases (Fader and Hardie): who belongs is worked out from the raw file, in plain JavaScript. */
interface Purchase {
  customer: string;
  atMs: number;
  count: number;
  dollars: number;
}

const DAY = 86_400_000;
const NOW = Date.parse('1998-07-01T00:00:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
const history = new Map<string, Purchase[]>();

beforeAll(async () => {
  database = await createTestDatabase('cdnow');
  const file = await readFile(new URL('../../../../examples/data/cdnow.txt', import.meta.url), 'utf8');
  let batch: IncomingEvent[] = [];
  for (const [index, line] of file.split('\n').entries()) {
    const [customer, day, count, dollars] = line.trim().split(/\s+/);
    if (!customer || !/^\d{8}$/.test(day ?? '')) continue;
    const atMs = Date.parse(`${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6)}T12:00:00Z`);
    const purchase = { customer, atMs, count: Number(count), dollars: Number(dollars) };
    history.set(customer, [...(history.get(customer) ?? []), purchase]);
    batch.push({
      source: 'cdnow',
      messageId: `row-${index}`,
      name: 'Order Completed',
      occurredAtMs: atMs,
      identities: [{ kind: 'user', value: customer }],
      properties: {
        order_id: `row-${index}`,
        total: purchase.dollars,
        currency: 'USD',
        products: [{ name: 'CD', quantity: purchase.count }],
      },
      keys: [],
      isHistory: true,
    });
    if (batch.length === 1_000) {
      await takeEvents(database, batch, { nowMs: NOW });
      batch = [];
    }
  }
  await takeEvents(database, batch, { nowMs: NOW });
}, 300_000);
afterAll(() => database?.drop());

const orders = (op: 'at-least' | 'at-most' | 'exactly', count: number, days?: number): Condition => ({
  kind: 'event',
  event: 'Order Completed',
  times: { op, count },
  where: [],
  when: days === undefined ? { kind: 'ever' } : { kind: 'last', amount: days, unit: 'days' },
});
const between = (from: string, to: string, count = 1): Condition => ({
  ...(orders('at-least', count) as Condition & { kind: 'event' }),
  when: { kind: 'between', from, to },
});
const big = (dollars: number, count = 1): Condition => ({
  ...(orders('at-least', count) as Condition & { kind: 'event' }),
  where: [{ path: 'total', test: { type: 'number', op: 'at-least', value: dollars } }],
});
const when = (which: 'first' | 'last', op: 'in-last' | 'over-ago', amount: number): Condition => ({
  kind: 'event-time',
  event: 'Order Completed',
  which,
  where: [],
  test: { type: 'date', op, amount, unit: 'days' },
});
const field = (
  name: string,
  op: 'at-least' | 'is' | 'at-most' | 'between',
  value: number,
  to?: number,
): Condition => ({
  kind: 'field',
  field: name,
  ...(name === 'order_count' ? {} : { currency: 'USD' }),
  test: { type: 'number', op, value, ...(to === undefined ? {} : { to }) },
});
const group = (match: 'all' | 'any' | 'none', ...conditions: Condition[]): Condition => ({
  kind: 'group',
  match,
  conditions,
});

const within = (bought: Purchase[], days: number) => bought.filter(({ atMs }) => atMs > NOW - days * DAY);
const inDays = (bought: Purchase[], from: string, to: string) =>
  bought.filter(({ atMs }) => atMs >= Date.parse(from) && atMs < Date.parse(to));
const cents = (bought: Purchase[]) => bought.reduce((sum, { dollars }) => sum + Math.round(dollars * 100), 0);
const last = (bought: Purchase[]) => Math.max(...bought.map(({ atMs }) => atMs));
const first = (bought: Purchase[]) => Math.min(...bought.map(({ atMs }) => atMs));

const RULES: [string, Condition, (bought: Purchase[]) => boolean][] = [
  ['ordered once', orders('exactly', 1), (b) => b.length === 1],
  ['five orders or more', orders('at-least', 5), (b) => b.length >= 5],
  ['at most two', orders('at-most', 2), (b) => b.length <= 2],
  ['in the last 30 days', orders('at-least', 1, 30), (b) => within(b, 30).length >= 1],
  ['twice in 180 days', orders('at-least', 2, 180), (b) => within(b, 180).length >= 2],
  ['not in 90 days', orders('exactly', 0, 90), (b) => within(b, 90).length === 0],
  [
    'in March 1997',
    between('1997-03-01', '1997-04-01'),
    (b) => inDays(b, '1997-03-01', '1997-04-01').length >= 1,
  ],
  [
    'twice in 1998',
    between('1998-01-01', '1999-01-01', 2),
    (b) => inDays(b, '1998-01-01', '1999-01-01').length >= 2,
  ],
  ['one order of 100 dollars', big(100), (b) => b.some(({ dollars }) => dollars >= 100)],
  ['three orders of 30 dollars', big(30, 3), (b) => b.filter(({ dollars }) => dollars >= 30).length >= 3],
  ['last bought over a year ago', when('last', 'over-ago', 365), (b) => last(b) <= NOW - 365 * DAY],
  ['first bought over 500 days ago', when('first', 'over-ago', 500), (b) => first(b) <= NOW - 500 * DAY],
  ['last bought in 60 days', when('last', 'in-last', 60), (b) => last(b) > NOW - 60 * DAY],
  ['order count 3 to 5', field('order_count', 'between', 3, 5), (b) => b.length >= 3 && b.length <= 5],
  ['spent 200', field('total_spent', 'at-least', 200), (b) => cents(b) >= 20_000],
  ['spent at most 19.99', field('total_spent', 'at-most', 19.99), (b) => cents(b) <= 1_999],
  [
    'loyal, but quiet',
    group('all', field('order_count', 'at-least', 3), orders('exactly', 0, 180)),
    (b) => b.length >= 3 && within(b, 180).length === 0,
  ],
  [
    'new or big',
    group('any', when('first', 'in-last', 480), big(200)),
    (b) => first(b) > NOW - 480 * DAY || b.some(({ dollars }) => dollars >= 200),
  ],
  [
    'neither often nor lately',
    group('none', field('order_count', 'at-least', 4), orders('at-least', 1, 120)),
    (b) => !(b.length >= 4 || within(b, 120).length >= 1),
  ],
  [
    'ten CDs at a time, or twice in a month but never in 1998',
    group(
      'any',
      {
        ...(orders('at-least', 1) as Condition & { kind: 'event' }),
        where: [{ path: 'products.*.quantity', test: { type: 'number', op: 'at-least', value: 10 } }],
      },
      group(
        'all',
        between('1997-02-01', '1997-03-01', 2),
        group('none', between('1998-01-01', '1999-01-01')),
      ),
    ),
    (b) =>
      b.some(({ count }) => count >= 10) ||
      (inDays(b, '1997-02-01', '1997-03-01').length >= 2 &&
        inDays(b, '1998-01-01', '1999-01-01').length === 0),
  ],
];

test('segments over a real purchase history hold exactly whom the raw file says, for 20 rules', async () => {
  expect(RULES).toHaveLength(20);
  const { rows: people } = await database.pool.query<{ value: string; contact_id: string }>(
    `select value, contact_id from contact_identities where kind = 'user'`,
  );
  expect(people).toHaveLength(history.size);
  const customerOf = new Map(people.map((row) => [row.contact_id, row.value]));
  for (const [name, condition, belongs] of RULES) {
    const rule: SegmentRule = { version: 2, root: { kind: 'group', match: 'all', conditions: [condition] } };
    expect(checkRule(rule)).toEqual([]);
    const id = await saveSegment(database, { name, rule }, NOW);
    while (await recountSegments(database, NOW));
    const members = await database.kysely
      .selectFrom('segment_members')
      .select('contact_id')
      .where('segment_id', '=', id)
      .execute();
    const kept = members.map((row) => customerOf.get(row.contact_id)!).sort();
    const expected = [...history].filter(([, bought]) => belongs(bought)).map(([customer]) => customer);
    expect(expected.length).toBeGreaterThan(0);
    expect({ name, kept }).toEqual({ name, kept: expected.sort() });
  }
}, 300_000);
