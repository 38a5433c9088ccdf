import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const config = {
  events: [{ id: 'order', event: 'Order Completed', label: 'Ordered' }],
  timeoutMs: 500,
  since: 'run-start' as const,
};
const order = { id: 'e', name: 'Order Completed', atMs: 0, properties: {} };

test('the time-out counts from when the person came to the step', () => {
  expect(play(run(here(config, 1_000))).effects[0]).toEqual({
    kind: 'await-event',
    waitIds: ['order'],
    untilMs: 1_500,
    since: 'run-start',
  });
});

test('a person leaves by the way of what came, and reads so', () => {
  const met = play(run(here(config)), { 'await-event': () => ({ waitId: 'order', event: order }) });
  expect(met.port).toBe('order');
  expect(met.effects.at(-1)).toEqual({ kind: 'note', reason: 'Order Completed arrived' });
});

test('a person for whom nothing came leaves by the time-out', () => {
  expect(play(run(here(config)), { 'await-event': () => null }).port).toBe('timeout');
});
