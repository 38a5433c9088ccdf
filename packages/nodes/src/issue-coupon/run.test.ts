import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const config = { pool: 'welcome', saveAs: 'coupon' };

test('the code is kept for later texts', () => {
  const { effects, port } = play(run(here(config)), {
    activity: () => ({ outcome: 'issued', code: 'ANNA-7K2Q' }),
  });
  expect(effects).toContainEqual({ kind: 'set-vars', vars: { coupon: 'ANNA-7K2Q' } });
  expect(port).toBe('issued');
});

test('an empty pool is a way of its own', () => {
  const { port } = play(run(here(config)), {
    activity: () => ({ outcome: 'none-left', reason: 'The pool is empty' }),
  });
  expect(port).toBe('none-left');
});
