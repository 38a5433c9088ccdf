import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

test('what was not put on is told on the person’s page', () => {
  const { effects, port } = play(run(here({ add: ['sunset'], remove: [] })), {
    activity: () => ({ leftOut: ['sunset: nothing that reached them could have been opened or answered'] }),
  });
  expect(effects.at(-1)).toEqual({
    kind: 'note',
    reason: 'Left out: sunset: nothing that reached them could have been opened or answered',
  });
  expect(port).toBe('next');
});

test('says what to put on and what to take off', () => {
  const config = { add: ['vip'], remove: ['new'] };
  expect(play(run(here(config)))).toEqual({
    effects: [{ kind: 'activity', name: 'tag', input: config }],
    port: 'next',
  });
});
