import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

test('a run that was started goes on at once', () => {
  expect(play(run(here({})))).toEqual({ effects: [], port: 'next' });
});
