import { expect, test } from 'vitest';
import { listedRuns } from './listed-runs.js';

test('an action on a list is asked for with every filter of the list', () => {
  expect(
    listedRuns({ node: 'wait', port: 'next', status: 'waiting', version: '2', from: '2026-05-20T00:00:00Z' }),
  ).toEqual({ node: 'wait', port: 'next', status: 'waiting', version: 2, from: '2026-05-20T00:00:00Z' });
});

test('nothing can be asked of a list of those who have ended', () => {
  expect(listedRuns({ node: 'wait', status: 'ended' })).toBeNull();
  expect(listedRuns({ node: 'wait', port: 'ended' })).toBeNull();
});
