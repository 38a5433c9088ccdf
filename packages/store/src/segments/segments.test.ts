import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  deleteSegment,
  listRuns,
  listSegments,
  previewSegment,
  readFacts,
  recountSegments,
  saveSegment,
  settleSegments,
  takeEvent,
  updateContactFields,
} from '../index.js';
import type { Condition, SegmentRule } from '@signalbox/engine/segments';
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
