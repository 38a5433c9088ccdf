import { expect, test } from 'vitest';
import type { ContactPatch } from '../kernel/host.js';
import { context, here, hostWith, play } from '../testing/index.js';
import { activities } from './activities.js';
import { run } from './run.js';

const set = [
  { field: 'first_name', value: 'Ida' },
  { field: 'welcomed', value: '{{ event.total }}' },
];

test('what the marketer typed goes to the worker as it is: fields are filled in there', () => {
  expect(play(run(here({ set })))).toEqual({
    effects: [{ kind: 'activity', name: 'update', input: { set } }],
    port: 'next',
  });
});

/** A worker that only keeps what it is told to write. */
async function written(input: { set: { field: string; value: string }[] }): Promise<ContactPatch[]> {
  const patches: ContactPatch[] = [];
  const host = hostWith({ updateContact: async (_context, patch) => void patches.push(patch) });
  await activities.update!(host, context, input);
  return patches;
}

test('a person’s own fields are told from the shop’s', async () => {
  expect(await written({ set })).toEqual([
    { firstName: 'Ida', attributes: { welcomed: '{{ event.total }}' } },
  ]);
});

test('a field with the name of something built in is just a field', async () => {
  expect(await written({ set: [{ field: 'constructor', value: 'x' }] })).toEqual([
    { attributes: { constructor: 'x' } },
  ]);
});
