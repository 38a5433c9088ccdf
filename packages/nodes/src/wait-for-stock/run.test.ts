import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';
import { run as firstRun } from './run.v1.js';

const restock = { id: 'e', name: 'Product Back In Stock', atMs: 0, properties: {} };
const config = { timeoutMs: 500 };

test('goes on when the variant is back, and gives up when time is up', () => {
  const soldOut = { evaluate: () => [false] };
  const back = play(run(here(config, 1_000)), {
    ...soldOut,
    'await-event': () => ({ waitId: 'restock', event: restock }),
  });
  expect(back.effects[1]).toMatchObject({ waitIds: ['restock'], untilMs: 1_500, since: 'wait-start' });
  expect(back.port).toBe('back-in-stock');
  expect(play(run(here(config)), { ...soldOut, 'await-event': () => null }).port).toBe('timeout');
});

test('does not wait for what is there already', () => {
  const { effects, port } = play(run(here(config)), { evaluate: () => [true] });
  expect(effects.map(({ kind }) => kind)).toEqual(['evaluate', 'note']);
  expect(port).toBe('back-in-stock');
});

test('the first version waits without a look, as for whoever stands in it', () => {
  const { effects } = play(firstRun(here(config)), { 'await-event': () => null });
  expect(effects.map(({ kind }) => kind)).toEqual(['await-event', 'note']);
});
