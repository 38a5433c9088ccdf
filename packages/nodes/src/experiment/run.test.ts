import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const config = {
  variants: [
    { id: 'short', name: 'Short', share: 1 },
    { id: 'long', name: 'Long', share: 1 },
  ],
  metric: 'Order Completed',
  windowMs: 60_000,
  decide: 'by-hand' as const,
  atLeast: 200,
};

test('while nothing is decided, chance decides', () => {
  const { port } = play(run(here(config)), { activity: () => ({ winner: null }), pick: () => 1 });
  expect(port).toBe('long');
});

test('once there is a winner, everybody goes its way', () => {
  const { port, effects } = play(run(here(config)), { activity: () => ({ winner: 'short' }), pick: () => 1 });
  expect(port).toBe('short');
  expect(effects.some(({ kind }) => kind === 'pick')).toBe(false);
});

test('a winner that is no longer among the variants decides nothing', () => {
  expect(play(run(here(config)), { activity: () => ({ winner: 'gone' }), pick: () => 0 }).port).toBe('short');
});
