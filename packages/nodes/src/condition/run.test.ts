import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

const when = { match: 'all' as const, rules: [] };
const config = {
  branches: [
    { id: 'a', name: 'Big carts', when },
    { id: 'b', name: 'Danes', when },
  ],
};
const decide = (holds: boolean[]) => play(run(here(config)), { evaluate: () => holds });

test('the first branch that holds is taken, also if a later one holds too', () => {
  expect(decide([true, true]).port).toBe('a');
  expect(decide([false, true]).port).toBe('b');
});

test('a person for whom no branch holds goes on by “Otherwise”', () => {
  expect(decide([false, false]).port).toBe('otherwise');
});

test('the person’s page says which branch held', () => {
  expect(decide([false, true]).effects.at(-1)).toEqual({ kind: 'note', reason: '“Danes” held' });
});
