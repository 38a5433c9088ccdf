import { expect, test } from 'vitest';
import type { ContactPatch } from '../kernel/host.js';
import { context, here, hostWith, play } from '../testing/index.js';
import { activities } from './activities.js';
import { run } from './run.js';
import { standIns } from './stand-in.js';

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

test('what could not be filled in is told on the person’s page', () => {
  const { effects } = play(run(here({ set })), {
    activity: () => ({ leftOut: ['welcomed: nothing was there for “{{ event.total }}”'] }),
  });
  expect(effects.at(-1)).toEqual({
    kind: 'note',
    reason: 'Left out: welcomed: nothing was there for “{{ event.total }}”',
  });
});

test('tried out, a value is filled in as it will be', () => {
  const contact: { [field: string]: unknown } = { first_name: 'Bo' };
  const told = standIns.update!(
    {
      ...context,
      input: {
        set: [
          { field: 'size', value: '{{ event.size }}' },
          { field: 'first_name', value: '{{ event.name }}' },
        ],
      },
    },
    {
      contact,
      shopTimeZone: 'UTC',
      text() {},
      takeMs() {},
      render: (template) => (template.includes('size') ? 'M' : ''),
    },
  );
  expect(contact).toEqual({ first_name: 'Bo', size: 'M' });
  expect(told).toEqual({ leftOut: ['first_name: nothing was there for “{{ event.name }}”'] });
});

/** A worker that only keeps what it is told to write. */
async function written(input: { set: { field: string; value: string }[] }): Promise<ContactPatch[]> {
  const patches: ContactPatch[] = [];
  const host = hostWith({
    updateContact: async (_context, patch) => {
      patches.push(patch);
      return { leftOut: [] };
    },
  });
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
