import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const restock = { id: 'e', name: 'Product Back In Stock', atMs: 0, properties: {} };

test('goes on when the variant is back, and gives up when time is up', () => {
  const config = { timeoutMs: 500 };
  const back = play(run(here(config, 1_000)), {
    'await-event': () => ({ waitId: 'restock', event: restock }),
  });
  expect(back.effects[0]).toMatchObject({ waitIds: ['restock'], untilMs: 1_500, since: 'wait-start' });
  expect(back.port).toBe('back-in-stock');
  expect(play(run(here(config)), { 'await-event': () => null }).port).toBe('timeout');
});
