import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const config = { journey: 'j', pass: [{ name: 'coupon', value: '{{ run.coupon }}' }] };

test('a person who is let in goes on here, too', () => {
  const { effects, port } = play(run(here(config)), { activity: () => ({ outcome: 'started', reason: '' }) });
  expect(effects[0]).toEqual({ kind: 'activity', name: 'start', input: config });
  expect(port).toBe('started');
});

test('one who is not reads why', () => {
  const { effects, port } = play(run(here(config)), {
    activity: () => ({ outcome: 'not-started', reason: 'Is in it already' }),
  });
  expect(effects.at(-1)).toEqual({ kind: 'note', reason: 'Is in it already' });
  expect(port).toBe('not-started');
});
