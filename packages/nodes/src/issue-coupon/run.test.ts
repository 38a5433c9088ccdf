import { expect, test } from 'vitest';
import type { Json } from '../kernel/effects.js';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const config = { pool: 'welcome', saveAs: 'coupon' };

test('the code is kept for later texts', () => {
  const { effects, port } = play(run(here(config)), {
    activity: () => ({ outcome: 'issued', code: 'ANNA-7K2Q' }),
  });
  expect(effects).toContainEqual({ kind: 'set-vars', vars: { coupon: 'ANNA-7K2Q' } });
  expect(port).toBe('issued');
});

test('an empty pool is a way of its own', () => {
  const { port } = play(run(here(config)), {
    activity: () => ({ outcome: 'none-left', reason: 'The pool is empty' }),
  });
  expect(port).toBe('none-left');
});

test('while the shop can’t make the code, the person waits, and is asked for again', () => {
  const answers: Json[] = [
    { outcome: 'waits', untilMs: 9_000, reason: 'The shop is away' },
    { outcome: 'issued', code: 'ANNA-7K2Q', expiresAt: '2026-11-29T23:59:00+01:00' },
  ];
  const { effects, port } = play(run(here(config)), { activity: () => answers.shift()! });
  expect(effects).toContainEqual({ kind: 'sleep-until', atMs: 9_000 });
  expect(effects).toContainEqual({
    kind: 'set-vars',
    vars: { coupon: 'ANNA-7K2Q', coupon_expires: '2026-11-29T23:59:00+01:00' },
  });
  expect(port).toBe('issued');
});
