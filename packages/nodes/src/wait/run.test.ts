import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

test('the wait counts from when the person came to the step', () => {
  expect(play(run(here({ durationMs: 500 }, 1_000)))).toEqual({
    effects: [{ kind: 'sleep-until', atMs: 1_500 }],
    port: 'next',
  });
});
