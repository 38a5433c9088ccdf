import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

test('what was filled in is kept, and what could not be is told', () => {
  const { effects, port } = play(run(here({ set: [{ name: 'a', value: '{{ event.total }}' }] })), {
    activity: () => ({ vars: { a: '200' }, faults: ['b: is not closed'] }),
  });
  expect(effects.slice(1)).toEqual([
    { kind: 'set-vars', vars: { a: '200' } },
    { kind: 'note', reason: 'b: is not closed' },
  ]);
  expect(port).toBe('next');
});
