import { expect, test } from 'vitest';
import type { Json } from '../kernel/effects.js';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const config = { count: 10, everyMs: 1_000 };
const asks = (placeMs: number | null) => ({
  ...{ kind: 'activity', name: 'reserve', input: { ...config, placeMs } },
});
const answering = (...places: Json[]) => play(run(here(config)), { activity: () => places.shift()! });

test('a person waits for their place, and asks whether it is still theirs', () => {
  const { effects, port } = answering({ atMs: 700, isTurn: false }, { atMs: 700, isTurn: true });
  expect(effects).toEqual([asks(null), { kind: 'sleep-until', atMs: 700 }, asks(700)]);
  expect(port).toBe('next');
});

test('whose turn it is at once waits for nothing', () => {
  expect(answering({ atMs: 0, isTurn: true }).effects).toEqual([asks(null)]);
});

test('whoever comes late to their place waits for the one that they are given instead', () => {
  const { effects } = answering(
    { atMs: 700, isTurn: false },
    { atMs: 9_000, isTurn: false },
    { atMs: 9_000, isTurn: true },
  );
  expect(effects.filter(({ kind }) => kind === 'sleep-until')).toEqual([
    { kind: 'sleep-until', atMs: 700 },
    { kind: 'sleep-until', atMs: 9_000 },
  ]);
});
