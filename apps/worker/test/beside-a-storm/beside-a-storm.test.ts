import { afterEach, expect, test, vi } from 'vitest';
import { openStormWorld } from './storm-world.js';

const CROWD = 200;

let world: Awaited<ReturnType<typeof openStormWorld>> | undefined;
afterEach(() => world?.close());

/** Counts, not times: a busy machine is slow for all alike. */
test('a text of another journey that comes after a crowd leaves before most of the crowd’s', async () => {
  world = await openStormWorld();
  const { enter, texts } = world;
  await enter('crowd', CROWD);
  await world.work();
  await vi.waitFor(async () => expect(await texts('crowd')).toBeGreaterThan(10), 120_000);

  await enter('few', 1);
  const before = await texts('crowd');
  await vi.waitFor(async () => expect(await texts('few')).toBe(1), { timeout: 120_000, interval: 20 });
  const meanwhile = (await texts('crowd')) - before;
  expect(CROWD - before).toBeGreaterThan(100);
  expect(meanwhile).toBeLessThan((CROWD - before) / 2);
}, 300_000);
