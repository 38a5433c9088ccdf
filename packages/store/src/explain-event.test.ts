import { randomUUID } from 'node:crypto';
import type { JourneySettings } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainEvent, takeEvent } from './index.js';
import { createTestDatabase, drawn, publishDrawn } from './testing.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const DAY = 86_400_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('explain');
});
afterAll(() => database?.drop());

/** What Anna’s event says of a journey with such settings that she has been in before. */
async function after(
  settings: Partial<JourneySettings>,
  { agoMs = DAY, isInside = false, atMs = NOW, carts = ['c1', 'c1'] } = {},
): Promise<string> {
  const name = randomUUID();
  await publishDrawn(
    database,
    drawn(
      {
        start: { type: 'event-trigger', config: { event: name }, next: { next: 'end' } },
        end: { type: 'exit' },
      },
      settings,
    ),
    { nowMs: NOW - 30 * DAY },
  );
  const happens = (cart: string, nowMs: number) =>
    takeEvent(
      database,
      {
        source: 'test',
        messageId: randomUUID(),
        name,
        occurredAtMs: nowMs,
        identities: [{ kind: 'user', value: 'anna' }],
        properties: { cart },
        keys: [],
        isHistory: false,
      },
      { nowMs },
    );
  const before = await happens(carts[0]!, atMs - agoMs);
  if (!isInside)
    await sql`update runs set status = 'ended', ended_at = started_at where id = any (${before.started}::uuid[])`.execute(
      database.kysely,
    );
  const { eventId, started } = await happens(carts[1]!, atMs);
  if (started.length > 0) return 'let in';
  return (await explainEvent(database, eventId!))!.notStarted[0]!.reason;
}

test('an event that let nobody in says by which rule of the journey', async () => {
  expect(await after({ reentry: { kind: 'once' } })).toBe('The person has been through it');
  expect(await after({ reentry: { kind: 'after-exit' } }, { isInside: true })).toBe(
    'The person was in it already',
  );
  const weekly = { reentry: { kind: 'after-days', days: 7 } } as const;
  expect(await after(weekly, { agoMs: 6 * DAY })).toBe('The person has been through it');
  expect(await after(weekly, { agoMs: 7 * DAY })).toBe('let in');
  const byCart = { correlation: { by: 'property', path: 'cart' }, reentry: { kind: 'once' } } as const;
  expect(await after(byCart)).toBe('The person has been through it');
  expect(await after(byCart, { carts: ['c1', 'c2'] })).toBe('let in');
});

test('a journey that has been ended to entries says so, whoever has been through it', async () => {
  const endsAt = new Date(NOW).toISOString();
  const open = { startsAt: new Date(NOW - 10 * DAY).toISOString(), endsAt };
  expect(await after(open)).toBe('The journey no longer took people in');
  expect(await after({ startsAt: new Date(NOW + DAY).toISOString() })).toBe(
    'The journey had not begun to take people in',
  );
});
