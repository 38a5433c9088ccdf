import { expect, test } from 'vitest';
import { createBell } from './bell.js';

const LONG = 60_000;

/** Whether somebody who waits has been called, asked a moment later. */
async function called(waiting: Promise<void>): Promise<boolean> {
  return Promise.race([waiting.then(() => true), new Promise<false>((no) => setImmediate(() => no(false)))]);
}

test('one ring calls one of those who wait', async () => {
  const bell = createBell();
  const [first, second] = [bell.wait(LONG), bell.wait(LONG)];
  bell.ring();
  expect([await called(first), await called(second)]).toEqual([true, false]);
  bell.ring();
  expect(await called(second)).toBe(true);
});

test('a ring while all are looking calls whoever would wait next, unless somebody began to look after it', async () => {
  const bell = createBell();
  bell.hear();
  bell.ring();
  expect(await called(bell.wait(LONG))).toBe(true);
  bell.hear();
  expect(await called(bell.wait(LONG))).toBe(false);
});

test('nobody waits longer than they said', async () => {
  await createBell().wait(1);
});
