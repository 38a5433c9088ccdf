import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

test('the run ends with the outcome that the marketer counts', () => {
  expect(play(run(here({ outcome: 'ordered' })))).toEqual({
    effects: [{ kind: 'exit', outcome: 'ordered' }],
    port: null,
  });
});
