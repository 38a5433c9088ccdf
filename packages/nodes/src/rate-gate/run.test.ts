import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

test('a person waits for their place', () => {
  const { effects } = play(run(here({ count: 10, everyMs: 1_000 })), { activity: () => ({ atMs: 700 }) });
  expect(effects).toEqual([
    { kind: 'activity', name: 'reserve', input: { count: 10, everyMs: 1_000 } },
    { kind: 'sleep-until', atMs: 700 },
  ]);
});
