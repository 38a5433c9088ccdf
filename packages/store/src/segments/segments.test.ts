import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  deleteSegment,
  keepSegments,
  listRuns,
  listSegments,
  previewSegment,
  readFacts,
  recountSegments,
  saveSegment,
  segmentChoices,
  settleSegments,
  takeEvent,
  updateContactFields,
} from '../index.js';
import type { Condition, SegmentRule } from '@signalbox/engine/segments';
import { copyRows } from '../copy-rows.js';
import { transaction } from '../database.js';
import { createTestDatabase, drawn, publishDrawn } from '../testing.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('segments');
});
afterAll(() => database?.drop());
beforeEach(async () => {
  await database.kysely.deleteFrom('segments').execute();
  await database.kysely.updateTable('journeys').set({ status: 'archived' }).execute();
});

const said = (user: string, attributes: object, name: string | null = null) =>
  takeEvent(
    database,
    {
      source: 'test',
      messageId: crypto.randomUUID(),
      name,
      occurredAtMs: NOW,
      identities: [{ kind: 'user', value: user }],
      contact: { firstName: 'Anna', attributes: attributes as { [key: string]: unknown } },
      properties: {},
      keys: [],
      isHistory: false,
    },
    { nowMs: NOW },
  );

const attribute = (path: string, value: string): Condition => ({
  kind: 'attribute',
  path,
  test: { type: 'text', op: 'is', value },
});
const ruled = (...conditions: Condition[]): SegmentRule => ({
  version: 2,
  root: { kind: 'group', match: 'all', conditions },
});
const gold = (tag: string) => ruled(attribute('tier', 'gold'), attribute('tag', tag));
const counted = async (name: string, tag: string) => {
  const id = await saveSegment(database, { name, rule: gold(tag) }, NOW);
  while (await recountSegments(database, NOW));
  return id;
};
const membersOf = async (id: string) =>
  (await listSegments(database)).find((each) => each.id === id)?.members;

test('who belongs already is counted, and does not enter by it; who comes to belong does', async () => {
  const tag = crypto.randomUUID();
  await said(`first-${tag}`, { tier: 'gold', tag });
  const { contactId } = await said(`second-${tag}`, { tier: 'silver', tag });
  const id = await counted('Gold', tag);
  expect(await membersOf(id)).toBe(1);
  const { id: journeyId } = await publishDrawn(
    database,
    drawn({
      start: { type: 'segment-trigger', config: { segment: id }, next: { next: 'end' } },
      end: { type: 'exit' },
    }),
    { nowMs: NOW },
  );
  await said(`second-${tag}`, { tier: 'gold' });
  await said(`second-${tag}`, { shoe_size: 38 });
  const runs = await listRuns(database, { journeyId });
  expect(runs.map((run) => run.contactId)).toEqual([contactId]);
  expect(await membersOf(id)).toBe(2);
  const { segment } = await readFacts(database, { contactId: contactId!, journeyId });
  expect(segment).toEqual({ [id]: true });
});

test('who comes to belong by what they did enters at once', async () => {
  const tag = crypto.randomUUID();
  const times = { op: 'at-least' as const, count: 1 };
  const rule = ruled({ kind: 'event', event: `Did ${tag}`, times, where: [], when: { kind: 'ever' } });
  const segment = await saveSegment(database, { name: 'Did it', rule }, NOW);
  while (await recountSegments(database, NOW));
  const { id: journeyId } = await publishDrawn(
    database,
    drawn({
      start: { type: 'segment-trigger', config: { segment }, next: { next: 'end' } },
      end: { type: 'exit' },
    }),
    { nowMs: NOW },
  );
  const { contactId } = await said(`doer-${tag}`, {}, `Did ${tag}`);
  const runs = await listRuns(database, { journeyId });
  expect(runs.map((run) => run.contactId)).toEqual([contactId]);
});

/** More people at once than are marked one by one, as an import brings them. */
const importMany = (attributes: object) =>
  transaction(database, async (client) => {
    await client.query(`select set_config('signalbox.quiet', 'on', true)`);
    const now = new Date(NOW);
    const row = () => [crypto.randomUUID(), JSON.stringify(attributes), '{}', '{}', now, now];
    await copyRows(
      client,
      'contacts (id, attributes, total_spent, tags, created_at, updated_at)',
      Array.from({ length: 501 }, row),
    );
  });
const toldOf = async (segment: string, name: string) => {
  const { rows } = await sql<{ contactId: string }>`
    select contact_id as "contactId" from events
    where source = 'segments' and properties ->> 'segment_id' = ${segment} and name = ${name}
    order by contact_id`.execute(database.kysely);
  return rows.map(({ contactId }) => contactId);
};

test('who enters or leaves while an import asks for a recount is told of; who was imported is not', async () => {
  const tag = crypto.randomUUID();
  const left = `Left ${tag}`;
  const rule: SegmentRule = {
    version: 2,
    root: {
      kind: 'group',
      match: 'any',
      conditions: [
        attribute('tag', tag),
        {
          kind: 'event',
          event: left,
          times: { op: 'at-least', count: 1 },
          where: [],
          when: { kind: 'last', amount: 2, unit: 'days' },
        },
      ],
    },
  };
  const id = await saveSegment(database, { name: 'Left a cart', rule }, NOW);
  while (await recountSegments(database, NOW));
  const { contactId: early } = await said(`early-${tag}`, {}, left);
  expect(await toldOf(id, 'Segment Entered')).toEqual([early]);

  await importMany({ tag });
  const { contactId: late } = await said(`late-${tag}`, {}, left);
  while (await recountSegments(database, NOW));
  await keepSegments(database, NOW);
  expect(await membersOf(id)).toBe(503);
  expect(await toldOf(id, 'Segment Entered')).toEqual([early, late]);

  const threeDaysOn = NOW + 3 * 86_400_000;
  await importMany({ tag });
  while (await recountSegments(database, threeDaysOn));
  await keepSegments(database, threeDaysOn);
  expect(await membersOf(id)).toBe(1_002);
  expect(await toldOf(id, 'Segment Left')).toEqual([early, late]);
});

test('leaving is told, too, also when a step changed the person', async () => {
  const tag = crypto.randomUUID();
  const { contactId } = await said(`gold-${tag}`, { tier: 'gold', tag });
  const id = await counted('Gold', tag);
  const { id: journeyId } = await publishDrawn(
    database,
    drawn({
      start: {
        type: 'segment-trigger',
        config: { change: 'Segment Left', segment: id },
        next: { next: 'end' },
      },
      end: { type: 'exit' },
    }),
    { nowMs: NOW },
  );
  await updateContactFields(database, contactId!, { attributes: { tier: 'none' } }, { atMs: NOW });
  await settleSegments(database, contactId!, NOW);
  expect(await listRuns(database, { journeyId })).toHaveLength(1);
  expect(await membersOf(id)).toBe(0);
});

test('a recount after another rule is the same as counting from scratch', async () => {
  const tag = crypto.randomUUID();
  for (let index = 0; index < 30; index++)
    await said(`${index}-${tag}`, { tier: index % 3 === 0 ? 'gold' : 'silver', tag });
  const id = await counted('Gold', tag);
  expect(await membersOf(id)).toBe(10);
  const silver: Condition = { kind: 'group', match: 'none', conditions: [attribute('tier', 'gold')] };
  const rule = ruled(attribute('tag', tag), silver);
  await saveSegment(database, { id, name: 'Not gold', rule }, NOW);
  while (await recountSegments(database, NOW));
  expect(await membersOf(id)).toBe(20);
  const preview = await previewSegment(database, rule, { nowMs: NOW });
  expect(preview.matched).toBe(20);
  expect(preview.sample.length).toBeGreaterThan(0);
  expect(await deleteSegment(database, id)).toBe(true);
});

test('what only people of long ago have can be asked for, too', async () => {
  const name = `shoe_${crypto.randomUUID()}`;
  await said(`old-${name}`, { [name]: 38 });
  await sql`
    insert into contacts (id, attributes, total_spent, created_at, updated_at)
    select ('ffffffff-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '{"new": "yes"}', '{}', now(), now()
    from generate_series(1, 5000) n`.execute(database.kysely);
  const { attributes } = await segmentChoices(database);
  expect(attributes).toContainEqual({ path: 'new', type: 'text', examples: ['yes'] });
  expect(attributes).toContainEqual({ path: name, type: 'number', examples: ['38'] });
});

test('who is erased while a segment is counted through is in it no longer, and waits for no hour', async () => {
  const tag = crypto.randomUUID();
  const people: string[] = [];
  for (const user of ['stays', 'goes'])
    people.push((await said(`${user}-${tag}`, { tier: 'gold', tag })).contactId!);
  const lately: Condition = {
    kind: 'field',
    field: 'last_order_at',
    test: { type: 'date', op: 'over-ago', amount: 90, unit: 'days' },
  };
  await database.pool.query(`update contacts set last_order_at = $1 where id = any ($2)`, [
    new Date(NOW),
    people,
  ]);
  const rule = ruled(attribute('tag', tag), {
    kind: 'group',
    match: 'any',
    conditions: [attribute('tier', 'gold'), lately],
  });
  const id = await saveSegment(database, { name: 'Gold', rule }, NOW);
  const going = await database.pool.connect();
  await going.query('begin');
  for (const table of ['contact_identities', 'events', 'segment_marks'])
    await going.query(`delete from ${table} where contact_id = $1`, [people[1]]);
  await going.query('delete from contacts where id = $1', [people[1]]);
  await recountSegments(database, NOW);
  await going.query('commit');
  going.release();
  while (await recountSegments(database, NOW));
  while (await keepSegments(database, NOW));
  const left = async (table: string) =>
    (await database.pool.query(`select contact_id from ${table} where segment_id = $1`, [id]))
      .rows as object[];
  expect(await left('segment_members')).toEqual([{ contact_id: people[0] }]);
  expect(await left('segment_checks')).toEqual([{ contact_id: people[0] }]);
  expect(await left('segment_marks')).toEqual([]);
});
