import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LONGEST_IN_LINE_MS, paceOf, takePlace, usualPace } from './index.js';
import { createTestDatabase } from './testing.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('pace');
});
afterAll(() => database?.drop());
beforeEach(() => database.kysely.deleteFrom('pace_slots').execute());

const take = (journey: string, nowMs = NOW, sendKey: string = randomUUID(), textsPerSecond = 10) =>
  takePlace(database, { journey, sendKey }, textsPerSecond, nowMs);

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

test('of far more texts than can wait in line each goes at the place that was kept for it, and none is lost', async () => {
  const texts = Array.from({ length: 500 }, (_, index) => `text-${index}`);
  const first = await Promise.all(texts.map((text) => take('flash-sale', NOW, text, 5)));
  // A fifth of all places is left to others.
  expect(Math.max(...first) - NOW).toBeLessThan((500 / 5) * 1.25 * 1_000 + 2_000);
  for (const [index, place] of first.entries()) {
    if (place - NOW <= LONGEST_IN_LINE_MS) continue;
    // Woken a little late, as runs are.
    const wokenMs = place + 10_000;
    const again = await take('flash-sale', wokenMs, texts[index], 5);
    expect(again - wokenMs).toBeLessThan(200);
  }
});

test('who comes much too late for a kept place gets another one, and goes with that whenever it comes', async () => {
  const texts = Array.from({ length: 300 }, (_, index) => `late-${index}`);
  for (const text of texts) await take('a', NOW, text, 5);
  // Everything stood still for an hour: those who were in line are gone, and the others do not all go at once.
  const laterMs = NOW + 3_600_000;
  const second = await Promise.all(texts.slice(150).map((text) => take('a', laterMs, text, 5)));
  expect(Math.max(...second) - laterMs).toBeGreaterThan(30_000);
  const far = second.findLastIndex((place) => place - laterMs > LONGEST_IN_LINE_MS);
  const laterStillMs = second[far]! + 600_000;
  expect((await take('a', laterStillMs, texts[150 + far], 5)) - laterStillMs).toBeLessThan(200);
  // It was used up by that.
  expect(await take('a', laterStillMs + 1_000, texts[150 + far], 5)).toBeGreaterThan(laterStillMs);
});

test('who is woken early stays where it was, and two tries at one text break nothing', async () => {
  for (let index = 0; index < 300; index++) await take('a', NOW, `text-${index}`);
  const place = await take('a', NOW, 'mine');
  expect(place - NOW).toBeGreaterThan(LONGEST_IN_LINE_MS);
  expect(await take('a', NOW + 1_000, 'mine')).toBe(place);
  const both = await Promise.all([take('a', NOW, 'twice'), take('a', NOW, 'twice')]);
  expect(both).toHaveLength(2);
});

test('is what the stored account takes; a real carrier of which that is not known gets as little as a new account', () => {
  const real = 'https://api.plivo.com';
  expect(paceOf({ baseUrl: real, textsPerSecond: 40 }, 25)).toBe(40);
  expect(paceOf({ baseUrl: real }, 25)).toBe(5);
  expect(paceOf({ baseUrl: 'http://127.0.0.1:4000' }, 25)).toBe(25);
  expect([paceOf(null, 30), paceOf(null, undefined)]).toEqual([30, undefined]);
  expect([usualPace(real), usualPace('http://api:4000')]).toEqual([5, 25]);
});

test('a pace that is changed begins anew: places of the other one keep nobody waiting', async () => {
  for (const [before, after] of [
    [25, 5],
    [5, 25],
  ]) {
    await database.kysely.deleteFrom('pace_slots').execute();
    for (let index = 0; index < 1_000; index++)
      await take('flash-sale', NOW, `of-${before}-${index}`, before);
    const kept = `of-${before}-999`;
    expect((await take('flash-sale', NOW, kept, after)) - NOW).toBeLessThan(1_000);
    expect((await take('flash-sale', NOW, randomUUID(), after)) - NOW).toBeLessThan(1_000);
  }
});
