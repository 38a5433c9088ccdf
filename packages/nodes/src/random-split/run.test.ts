import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const branches = [
  { id: 'a', name: 'A', share: 2 },
  { id: 'b', name: 'B', share: 1 },
];
const chosen = (index: number, holdOut = 10) => play(run(here({ branches, holdOut })), { pick: () => index });

test('shares are kept among those who are not left alone', () => {
  const [first] = chosen(1).effects;
  expect(first).toEqual({ kind: 'pick', weights: [30, 180, 90] });
});

test('a person goes where chance says', () => {
  expect(chosen(1).port).toBe('a');
  expect(chosen(2).port).toBe('b');
  expect(chosen(0).port).toBe('held-out');
});

test('without a hold-out nobody is left alone', () => {
  expect(chosen(1, 0).effects[0]).toEqual({ kind: 'pick', weights: [0, 200, 100] });
});
