import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { takePlace } from './index.js';
import { createTestDatabase } from './testing.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('pace');
});
afterAll(() => database?.drop());
beforeEach(() => database.kysely.deleteFrom('pace_slots').execute());

const take = (journey: string, nowMs = NOW) => takePlace(database, journey, 10, nowMs);

test('no more than the pace in any second, however many ask at once', async () => {
  const places = await Promise.all(Array.from({ length: 60 }, (_, index) => take(`journey-${index % 3}`)));
  const sorted = places.sort((a, b) => a - b);
  expect(new Set(sorted).size).toBe(60);
  for (const [index, atMs] of sorted.entries()) {
    const within = sorted.filter((other) => other >= atMs && other < atMs + 1_000).length;
    expect(within, `from place ${index}`).toBeLessThanOrEqual(10);
  }
});

test('a text of a quiet journey goes at once, whatever a flash sale has waiting', async () => {
  for (let index = 0; index < 200; index++) await take('flash-sale');
  const flash = await take('flash-sale');
  const quiet = await take('back-in-stock');
  expect(flash - NOW).toBeGreaterThan(20_000);
  expect(quiet - NOW).toBeLessThan(2_500);
});

test('time that has passed is not made up for', async () => {
  await take('a');
  const later = NOW + 60_000;
  expect(await take('a', later)).toBeGreaterThanOrEqual(later);
});
