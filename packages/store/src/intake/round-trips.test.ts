import type { SegmentRule } from '@signalbox/engine/segments';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { recountSegments, saveSegment, takeEvent, type IncomingEvent } from '../index.js';
import { createTestDatabase, drawn, publishDrawn } from '../testing.js';

const NOW = Date.parse('2026-11-02T12:00:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('round_trips');
});
afterAll(() => database?.drop());

let serial = 0;
const viewed = (): IncomingEvent => ({
  source: 'segment',
  messageId: `message-${++serial}`,
  name: 'Product Viewed',
  occurredAtMs: NOW + serial,
  identities: [{ kind: 'user', value: 'anna' }],
  properties: { product_id: 'p1' },
  keys: [],
  isHistory: false,
});

/** What a message says to the database. */
async function said(): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await takeEvent(database, viewed(), { nowMs: NOW });
    return query.mock.calls.map(([text]) => String((text as { text?: string }).text ?? text));
  } finally {
    query.mockRestore();
  }
}

test('an event of somebody known takes no more than eight round trips, begin and commit among them', async () => {
  await takeEvent(database, viewed(), { nowMs: NOW });
  expect((await said()).length).toBeLessThanOrEqual(7);

  const hour = 3_600_000;
  await publishDrawn(
    database,
    drawn({
      start: { type: 'event-trigger', config: { event: 'Checkout Started' }, next: { next: 'wait' } },
      wait: { type: 'wait', config: { durationMs: hour }, next: { next: 'end' } },
      end: { type: 'exit', config: { outcome: 'seen' } },
    }),
    { nowMs: NOW },
  );
  const rule: SegmentRule = {
    version: 2,
    root: {
      kind: 'group',
      match: 'all',
      conditions: [{ kind: 'field', field: 'country', test: { type: 'text', op: 'is', value: 'DK' } }],
    },
  };
  await saveSegment(database, { name: 'Danes', rule }, NOW);
  while (await recountSegments(database, NOW));
  await said();
  const statements = await said();
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(8);
});

test('somebody whom a message says nothing of was still heard of then', async () => {
  const { contactId } = await takeEvent(database, viewed(), { nowMs: NOW });
  const heardAt = async () =>
    (
      await database.kysely
        .selectFrom('contacts')
        .select('updated_at')
        .where('id', '=', contactId!)
        .executeTakeFirstOrThrow()
    ).updated_at.getTime();
  expect(await heardAt()).toBe(NOW + serial);
  await takeEvent(database, { ...viewed(), occurredAtMs: NOW - 1 }, { nowMs: NOW });
  expect(await heardAt()).toBe(NOW + serial - 1);
});
