import { here, play } from '@signalbox/nodes/testing';
import { expect, test } from 'vitest';
import { run } from './run.js';

test('whoever submits the form goes on at once', () => {
  expect(play(run(here({ maxAgeMs: 60_000 })))).toEqual({ effects: [], port: 'next' });
});
