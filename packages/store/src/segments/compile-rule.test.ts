import {
  checkRule,
  PERSON_FIELDS,
  type Condition,
  type PropertyTest,
  type SegmentRule,
} from '@signalbox/engine/segments';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewSegment } from '../index.js';
import { createTestDatabase } from '../testing.js';
import { compileRule } from './compile-rule.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('compile');
  // Enough for plans as they are at size.
  await sql`
    insert into contacts (id, country, attributes, total_spent, created_at, updated_at)
    select gen_random_uuid(), 'DK', jsonb_build_object('shoe_size', n % 50, 'is_newer', n > 10000), '{"DKK": 10000}', now(), now()
    from generate_series(1, 20000) n`.execute(database.kysely);
  await sql`
    insert into events (id, source, message_id, name, contact_id, occurred_at, received_at, properties)
    select gen_random_uuid(), 'test', n::text,
      (array['Product Viewed', 'Product Viewed', 'Product Viewed', 'Cart Updated', 'Order Completed'])[1 + n % 5],
      c.id, ${new Date(NOW)}::timestamptz - n * interval '1 minute', now(), jsonb_build_object('total', n % 900, 'colour', chr(65 + (n % 26)::int))
    from generate_series(1, 15) m, lateral (select id, row_number() over () * m as n from contacts) c`.execute(
    database.kysely,
  );
  await sql`vacuum analyze events, contacts`.execute(database.kysely);
});
afterAll(() => database?.drop());

const ruled = (...conditions: Condition[]): SegmentRule => ({
  version: 2,
  root: { kind: 'group', match: 'all', conditions },
});
const HOSTILE = [
  `'; drop table contacts; --`,
  `"; select pg_sleep(10)`,
  '$1',
  '\\',
  '}',
  'a\'b"c',
  '%_',
  '{1,2}',
  'null',
  'ø\u202e',
];

test('whatever a rule says enters the SQL as a parameter', async () => {
  const statements = new Set<string>();
  for (const text of [...HOSTILE, 'plain']) {
    const test_ = { type: 'text' as const, op: 'is' as const, value: text };
    const rule = ruled({
      kind: 'group',
      match: 'any',
      conditions: [
        { kind: 'attribute', path: text, test: test_ },
        { kind: 'attribute', path: text, test: { type: 'list', op: 'has', value: text } },
        { kind: 'tag', op: 'has', tag: text },
        { kind: 'consent', op: 'is', purpose: text, state: 'granted' },
        { kind: 'field', field: 'country', test: { type: 'text', op: 'one-of', value: [text] } },
        {
          kind: 'event',
          event: text,
          times: { op: 'at-least', count: 1 },
          where: [
            { path: `a.*.${text}`, test: test_ },
            { path: text, test: test_ },
          ],
          when: { kind: 'ever' },
        },
        {
          kind: 'message',
          what: 'not-sent',
          reason: text,
          times: { op: 'at-least', count: 1 },
          when: { kind: 'ever' },
        },
      ],
    });
    expect(checkRule(rule)).toEqual([]);
    const { joins, belongs } = compileRule(rule, { nowMs: NOW, rules: new Map() });
    const compiled = sql`select ${belongs} from contacts c ${joins}`.compile(database.kysely);
    statements.add(compiled.sql);
    expect(await previewSegment(database, rule, { nowMs: NOW })).toMatchObject({
      matched: 0,
      isExact: true,
      total: 20_000,
    });
  }
  // The same statement, whatever is asked for: one for what events can be found by, one for what they can't.
  expect(statements.size).toBe(2);
});

test('a field that is no field of ours never becomes a column', () => {
  const rule = ruled({ kind: 'field', field: 'id) or (true', test: { type: 'text', op: 'known' } });
  const { belongs } = compileRule(rule, { nowMs: NOW, rules: new Map() });
  expect(sql`select ${belongs}`.compile(database.kysely).sql).toBe('select coalesce((false), false)');
});

test('each field of a person is a column that there is', async () => {
  for (const { name, type } of PERSON_FIELDS) {
    const test_ = { type: type === 'money' ? 'number' : type, op: 'known' } as never;
    const rule = ruled({
      kind: 'field',
      field: name,
      ...(type === 'money' ? { currency: 'DKK' } : {}),
      test: test_,
    });
    expect(checkRule(rule)).toEqual([]);
    await expect(previewSegment(database, rule, { nowMs: NOW })).resolves.toMatchObject({ isExact: true });
  }
});

const did = (
  event: string,
  op: 'at-least' | 'exactly',
  count: number,
  amount: number | null,
  where: PropertyTest[] = [],
): Condition => ({
  kind: 'event',
  event,
  times: { op, count },
  where,
  when: amount === null ? { kind: 'ever' } : { kind: 'last', amount, unit: 'days' },
});

const IS_BLUE: PropertyTest = { path: 'colour', test: { type: 'text', op: 'is', value: 'B' } };

test.each<[string, SegmentRule]>([
  ['did lately', ruled(did('Order Completed', 'at-least', 1, 7))],
  ['did not lately', ruled(did('Order Completed', 'exactly', 0, 30))],
  ['did often', ruled(did('Cart Updated', 'at-least', 3, null))],
  [
    'one or the other',
    ruled({
      kind: 'group',
      match: 'any',
      conditions: [did('Order Completed', 'at-least', 2, 30), did('Cart Updated', 'exactly', 0, 7)],
    }),
  ],
  [
    'did for the last time',
    ruled({
      kind: 'event-time',
      event: 'Order Completed',
      which: 'last',
      where: [],
      test: { type: 'date', op: 'over-ago', amount: 90, unit: 'days' },
    }),
  ],
])(
  '%s: all people, and one person, are found by indexes and not by reading all events',
  async (_name, rule) => {
    const { id } = await database.kysely.selectFrom('contacts').select('id').executeTakeFirstOrThrow();
    for (const contactIds of [undefined, [id]]) {
      const { joins, belongs } = compileRule(rule, { nowMs: NOW, rules: new Map(), contactIds });
      const scope = contactIds ? sql`and c.id = any(${contactIds}::uuid[])` : sql``;
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select count(*) from contacts c ${joins} where ${belongs} ${scope}`.execute(database.kysely);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).not.toMatch(/Seq Scan on events/);
      expect(plan).toMatch(/events_(name|contact)/);
      if (contactIds) expect(plan).not.toMatch(/Seq Scan/);
    }
  },
);

test('who did it with something is found by that, without a look at the others of that name', async () => {
  const rule = ruled(did('Product Viewed', 'at-least', 1, null, [IS_BLUE]));
  const { joins, matches } = compileRule(rule, { nowMs: NOW, rules: new Map() });
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain select count(*) from contacts c ${joins} where ${matches}`.execute(database.kysely);
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan on events_terms/);
});

test('a count goes by the first or last time of an event, whichever others there are', async () => {
  const event = 'Showroom Visited';
  const ids = { old: crypto.randomUUID(), both: crypto.randomUUID(), young: crypto.randomUUID() };
  for (const id of Object.values(ids))
    await sql`insert into contacts (id, attributes, total_spent, created_at, updated_at)
      values (${id}::uuid, '{}', '{}', now(), now())`.execute(database.kysely);
  const DAY = 86_400_000;
  for (const [id, daysAgo] of [
    [ids.old, 100],
    [ids.both, 100],
    [ids.both, 2],
    [ids.young, 2],
  ] as const)
    await sql`insert into events (id, source, message_id, name, contact_id, occurred_at, received_at, properties)
      values (gen_random_uuid(), 'test', gen_random_uuid()::text, ${event}, ${id}::uuid,
        ${new Date(NOW - daysAgo * DAY)}, now(), '{}')`.execute(database.kysely);
  const found = async (which: 'first' | 'last', op: 'over-ago' | 'in-last') => {
    const test = { type: 'date' as const, op, amount: 30, unit: 'days' as const };
    const { sample, matched } = await previewSegment(
      database,
      ruled({ kind: 'event-time', event, which, where: [], test }),
      { nowMs: NOW },
    );
    expect(sample).toHaveLength(matched);
    return new Set(sample.map(({ id }) => id));
  };
  expect(await found('first', 'over-ago')).toEqual(new Set([ids.old, ids.both]));
  expect(await found('last', 'over-ago')).toEqual(new Set([ids.old]));
  expect(await found('first', 'in-last')).toEqual(new Set([ids.young]));
  expect(await found('last', 'in-last')).toEqual(new Set([ids.both, ids.young]));
});

test('an attribute within another, and a property within another, are found by their path', async () => {
  const id = crypto.randomUUID();
  await sql`insert into contacts (id, attributes, total_spent, created_at, updated_at)
    values (${id}::uuid, '{"club": {"level": "gold"}}', '{}', now(), now())`.execute(database.kysely);
  await sql`insert into events (id, source, message_id, name, contact_id, occurred_at, received_at, properties)
    values (gen_random_uuid(), 'test', 'nested', 'Sized', ${id}::uuid, ${new Date(NOW)}, now(), '{"fit": {"waist": "gold"}}')`.execute(
    database.kysely,
  );
  const test = { type: 'text' as const, op: 'is' as const, value: 'gold' };
  const matched = async (condition: Condition) =>
    (await previewSegment(database, ruled(condition), { nowMs: NOW })).matched;
  expect(await matched({ kind: 'attribute', path: 'club.level', test })).toBe(1);
  expect(await matched({ kind: 'attribute', path: 'club', test })).toBe(0);
  const sized = { ...did('Sized', 'at-least', 1, null), where: [{ path: 'fit.waist', test }] };
  expect(await matched(sized as Condition)).toBe(1);
});

test('counting that takes too long is reckoned from some, and says so; one that nobody wants any more is given up', async () => {
  const rule = ruled(did('Product Viewed', 'at-least', 1, null));
  const exact = await previewSegment(database, rule, { nowMs: NOW });
  const reckoned = await previewSegment(database, rule, { nowMs: NOW, patienceMs: 1 });
  expect(reckoned.isExact).toBe(false);
  expect(Math.abs(reckoned.matched - exact.matched)).toBeLessThan(exact.total * 0.06);
  const newer: Condition = {
    kind: 'attribute',
    path: 'is_newer',
    test: { type: 'boolean', op: 'is', value: true },
  };
  const half = ruled(did('Product Viewed', 'at-least', 1, null), newer);
  const reckonedHalf = await previewSegment(database, half, { nowMs: NOW, patienceMs: 1 });
  expect(reckonedHalf.isExact).toBe(false);
  expect(Math.abs(reckonedHalf.matched - exact.matched / 2)).toBeLessThan(exact.total * 0.06);
  const gone = AbortSignal.abort();
  await expect(previewSegment(database, rule, { nowMs: NOW, signal: gone })).rejects.toThrow();
});
