import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

test('the new balance is there for the texts that follow', () => {
  const { effects } = play(run(here({ points: 50, reason: 'Birthday' })), {
    activity: () => ({ balance: 420 }),
  });
  expect(effects).toContainEqual({ kind: 'set-vars', vars: { points: 420 } });
});
