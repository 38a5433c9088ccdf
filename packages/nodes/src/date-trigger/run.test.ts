import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

test('holds until the hour where the person is', () => {
  const config = { field: 'birthday', days: 0, time: '10:00', yearly: true, leapDay: 'feb-28' as const };
  const { effects, port } = play(run(here(config)), {
    activity: () => ({ atMs: 7_000, said: 'Tue 10:00 (Asia/Tokyo)' }),
  });
  expect(effects.map(({ kind }) => kind)).toEqual(['activity', 'note', 'sleep-until']);
  expect(port).toBe('next');
});
