import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const config = {
  audience: { everyone: true },
  date: '2026-12-01',
  time: '10:00',
  repeat: 'never' as const,
  weekdays: [],
};

test('by the shop’s clock a run goes on at once: it was started at the time', () => {
  expect(play(run(here({ ...config, clock: 'shop' as const })))).toEqual({ effects: [], port: 'next' });
});

test('by each person’s own clock it holds until it is time there', () => {
  const { effects, port } = play(run(here({ ...config, clock: 'contact' as const })), {
    activity: () => ({ atMs: 7_000, said: 'Tue 10:00 (Asia/Tokyo)' }),
  });
  expect(effects.at(-1)).toEqual({ kind: 'sleep-until', atMs: 7_000 });
  expect(port).toBe('next');
});
