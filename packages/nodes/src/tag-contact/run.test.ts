import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

test('says what to put on and what to take off', () => {
  const config = { add: ['vip'], remove: ['new'] };
  expect(play(run(here(config)))).toEqual({
    effects: [{ kind: 'activity', name: 'tag', input: config }],
    port: 'next',
  });
});
