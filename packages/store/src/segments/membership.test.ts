import { checkRule, readRule, type SegmentRule } from '@signalbox/engine/segments';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  deleteSegment,
  keepSegments,
  previewSegment,
  recountSegments,
  saveSegment,
  scorePeople,
  takeEvent,
  type IncomingEvent,
} from '../index.js';
import { putTags } from '../people/tags.js';
import { createTestDatabase } from '../testing.js';
import { naivelyBelongs, type NaivePerson } from './testing/naive-judge.js';
import { anyRule, anyValue, EVENTS, PATHS } from './testing/random-rules.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;
const PEOPLE = 12;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('membership');
});
afterAll(() => database?.drop());

const message = (user: string, atMs: number, rest: Partial<IncomingEvent>): IncomingEvent => ({
  source: 'test',
  messageId: crypto.randomUUID(),
  name: null,
  occurredAtMs: atMs,
  identities: [{ kind: 'user', value: user }],
  properties: {},
  keys: [],
  isHistory: false,
  ...rest,
});

const anyAttributes = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), anyValue), { maxLength: 4 })
  .map((pairs) =>
    Object.fromEntries(
      pairs.map(([path, value]) => (path === 'club.level' ? ['club', { level: value }] : [path, value])),
    ),
  );
const anyEvent = fc.record({
  name: fc.constantFrom(...EVENTS),
  hoursAgo: fc.integer({ min: 0, max: 24 * 25 }),
  properties: fc.record({
    size: anyValue,
    "it's": anyValue,
    total: fc.constantFrom(20, 200, 1.5),
    currency: fc.constantFrom('DKK', 'EUR'),
    products: fc.array(fc.record({ name: anyValue }), { maxLength: 2 }),
  }),
});
const anyPerson = fc.record({
  attributes: anyAttributes,
  country: fc.constantFrom('DK', 'SE', null),
  tags: fc.uniqueArray(fc.constantFrom('gold', '38', 'Ærø', "x' or '1'='1"), { maxLength: 2 }),
  consent: fc.constantFrom(null, 'granted' as const, 'denied' as const, 'stopped' as const),
  events: fc.array(anyEvent, { maxLength: 5 }),
});
interface Drawn {
  tags: string[];
  attributes: Record<string, unknown>;
  country: string | null;
  consent: 'granted' | 'denied' | 'stopped' | null;
  events: { name: string; hoursAgo: number; properties: Record<string, unknown> }[];
}

async function live(user: string, person: Drawn, phone: string, nowMs: number): Promise<string> {
  const consent = person.consent === 'stopped' ? 'granted' : person.consent;
  const first = await takeEvent(
    database,
    message(user, nowMs, {
      contact: { attributes: person.attributes, country: person.country, phone },
      consents: consent ? [{ purpose: 'marketing', state: consent, source: 'test', atMs: nowMs }] : [],
    }),
    { nowMs },
  );
  if (person.consent === 'stopped')
    await sql`insert into suppressions (phone, reason, at) values (${phone}, 'STOP', now())`.execute(
      database.kysely,
    );
  // Nobody tells segments of this; a trigger does.
  await putTags(database.kysely, [first.contactId!], person.tags, { source: 'test', atMs: nowMs });
  for (const { name, hoursAgo, properties } of person.events)
    await takeEvent(database, message(user, NOW - hoursAgo * HOUR, { name, properties }), { nowMs });
  return first.contactId!;
}

async function asSeen(id: string, person: Drawn): Promise<NaivePerson> {
  const { country, order_count, last_order_at, total_spent, attributes, tags } = await database.kysely
    .selectFrom('contacts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    fields: { tags, country, order_count, total_spent, last_order_at: last_order_at?.toISOString() ?? null },
    attributes: attributes as Record<string, unknown>,
    events: person.events.map(({ name, hoursAgo, properties }) => ({
      name,
      atMs: NOW - hoursAgo * HOUR,
      properties,
    })),
    consent: person.consent ?? 'none',
  };
}

const members = async (segmentId: string): Promise<Set<string>> => {
  const rows = await database.kysely
    .selectFrom('segment_members')
    .select('contact_id')
    .where('segment_id', '=', segmentId)
    .execute();
  return new Set(rows.map((row) => row.contact_id));
};

test('random rules over random people: membership kept event by event, counted anew, and judged naively are the same, also as time passes', async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRule, { minLength: 4, maxLength: 4 }),
      fc.array(anyPerson, { minLength: PEOPLE, maxLength: PEOPLE }),
      fc.array(fc.integer({ min: 1, max: 24 * 30 }), { minLength: 2, maxLength: 2 }),
      async (rules, people, later) => {
        round++;
        await sql`truncate segment_members, segment_marks, segment_checks, segments, suppressions, consents, events, event_ids, contact_identities, contacts cascade`.execute(
          database.kysely,
        );
        // The last one asks for two of the others.
        const ids = rules.map(() => crypto.randomUUID());
        const all: SegmentRule[] = [
          ...rules,
          {
            version: 2,
            root: {
              kind: 'group',
              match: 'any',
              conditions: [
                { kind: 'segment', op: 'not-in', segment: ids[0]! },
                { kind: 'segment', op: 'in', segment: ids[1]! },
              ],
            },
          },
        ];
        ids.push(crypto.randomUUID());
        const byId = new Map(all.map((rule, index) => [ids[index]!, rule]));
        for (const rule of all) expect(checkRule(rule)).toEqual([]);

        // Half of the people are there before the segments, half of them come after.
        const drawn = people as Drawn[];
        const contacts: string[] = [];
        const come = async (from: number, to: number) => {
          for (let at = from; at < to; at++)
            contacts[at] = await live(
              `${round}-${at}`,
              drawn[at]!,
              `+45${10_000_000 + round * 100 + at}`,
              NOW,
            );
        };
        await come(0, PEOPLE / 2);
        for (const [index, rule] of all.entries())
          await saveSegment(database, { id: ids[index]!, name: `Segment ${index}`, rule }, NOW);
        while (await recountSegments(database, NOW));
        await come(PEOPLE / 2, PEOPLE);

        let nowMs = NOW;
        for (const hours of [0, ...later]) {
          nowMs += hours * HOUR;
          while ((await keepSegments(database, nowMs)) > 0);
          for (const [index, rule] of all.entries()) {
            const kept = await members(ids[index]!);
            for (const [at, id] of contacts.entries()) {
              const naive = naivelyBelongs(rule, await asSeen(id, drawn[at]!), nowMs, byId);
              expect({ rule, person: drawn[at], nowMs, belongs: kept.has(id) }).toEqual({
                rule,
                person: drawn[at],
                nowMs,
                belongs: naive,
              });
            }
            const { matched } = await previewSegment(database, rule, { nowMs });
            expect(matched).toBe(kept.size);
          }
        }
        for (const id of ids) await deleteSegment(database, id);
      },
    ),
    { numRuns: Number(process.env.SIGNALBOX_RUNS ?? 8), seed: 20261124 },
  );
}, 120_000);

test('a rule of the former shape reads as it always did', () => {
  expect(
    readRule({
      match: 'all',
      rules: [
        { source: 'contact', path: 'order_count', op: 'at-least', value: 3 },
        { source: 'contact', path: 'tags', op: 'contains', value: 'vip' },
        { match: 'none', rules: [{ source: 'contact', path: 'shoe', op: 'equals', value: 'x' }] },
      ],
    }).root,
  ).toEqual({
    kind: 'group',
    match: 'all',
    conditions: [
      { kind: 'field', field: 'order_count', test: { type: 'number', op: 'at-least', value: 3 } },
      { kind: 'tag', op: 'has', tag: 'vip' },
      {
        kind: 'group',
        match: 'none',
        conditions: [{ kind: 'attribute', path: 'shoe', test: { type: 'text', op: 'is', value: 'x' } }],
      },
    ],
  });
});

test('points, tier, an open case and scores move people in and out, whoever changes them', async () => {
  const user = crypto.randomUUID();
  const rule = (field: string, test: object) =>
    readRule({
      version: 2,
      root: { kind: 'group', match: 'all', conditions: [{ kind: 'field', field, test }] },
    });
  const number = (value: number) => ({ type: 'number', op: 'at-least', value });
  const made = async (name: string, own: SegmentRule) => saveSegment(database, { name, rule: own }, NOW);
  const rich = await made('rich', rule('points_balance', number(500)));
  const gold = await made('gold', rule('tier', { type: 'text', op: 'is', value: 'Gold' }));
  const waiting = await made('case', rule('has_open_case', { type: 'boolean', op: 'is', value: true }));
  const best = await made('best', rule('rfm_monetary', number(5)));
  const steady = await made('steady', rule('median_gap_days', { type: 'number', op: 'at-most', value: 10 }));
  while (await recountSegments(database, NOW));
  const tell = (name: string, properties: object, nowMs = NOW) =>
    takeEvent(database, message(user, nowMs, { name, properties: properties as never }), { nowMs });

  const { contactId } = await tell('Points Changed', { balance: 700, tier: 'Gold' });
  await tell('Support Case Opened', { case_id: 1 });
  const inside = async () => {
    await keepSegments(database, NOW);
    const own = { rich, gold, waiting, best, steady };
    const held = await Promise.all(
      Object.entries(own).map(async ([name, id]) => ((await members(id)).has(contactId!) ? [name] : [])),
    );
    return held.flat();
  };
  expect(await inside()).toEqual(['rich', 'gold', 'waiting']);

  await takeEvent(database, message(`${user}-other`, NOW, { name: 'Order Completed', properties: { order_id: `${user}/0`, total: 1, currency: 'DKK' } }), { nowMs: NOW }); // prettier-ignore
  for (const days of [20, 12, 6])
    await tell('Order Completed', { order_id: `${user}/${days}`, total: 90_000, currency: 'DKK' }, NOW - days * 24 * HOUR); // prettier-ignore
  // The scores are counted over everybody at night, by one statement that knows nothing of segments.
  await scorePeople(database);
  expect(await inside()).toEqual(['rich', 'gold', 'waiting', 'best', 'steady']);

  await tell('Points Changed', { balance: 20, tier: 'Silver' });
  await tell('Support Case Closed', { case_id: 1 });
  expect(await inside()).toEqual(['best', 'steady']);
});

test('a segment is not counted anew while somebody is at work who cannot have seen that it is to be', async () => {
  const rule = readRule({
    version: 2,
    root: {
      kind: 'group',
      match: 'all',
      conditions: [{ kind: 'field', field: 'tier', test: { type: 'text', op: 'is', value: 'Gold' } }],
    },
  });
  const id = await saveSegment(database, { name: 'counted anew', rule }, NOW);
  while (await recountSegments(database, NOW));
  const isCounted = async () => {
    const { rows } = await database.pool.query<{ counted: boolean }>(
      'select counted_at is not null as counted from segments where id = $1',
      [id],
    );
    return rows[0]!.counted;
  };
  const [file, event] = await Promise.all([database.pool.connect(), database.pool.connect()]);
  try {
    await file.query('begin');
    await file.query('select pg_current_xact_id()');
    // Begins after the file, and judges somebody by the segment before the file asks for everybody.
    await event.query('begin');
    await event.query('select pg_current_xact_id()');
    await file.query(
      'update segments set counted_at = null, saved_xid = pg_current_xact_id() where id = $1',
      [id],
    );
    await file.query('commit');
    await recountSegments(database, NOW);
    expect(await isCounted()).toBe(false);
    await event.query('commit');
    while (await recountSegments(database, NOW));
    expect(await isCounted()).toBe(true);
  } finally {
    file.release();
    event.release();
  }
});
