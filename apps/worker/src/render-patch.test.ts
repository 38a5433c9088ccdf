import { expect, test } from 'vitest';
import { renderPatch } from './render-patch.js';

const scope = { event: { size: 'M' } };

test('what has no value leaves what the person has, and is told', async () => {
  const patch = {
    firstName: '{{ event.first_name }}',
    attributes: { size: '{{ event.size }}', seen: 'yes' },
  };
  expect(await renderPatch(patch, scope)).toEqual({
    rendered: { attributes: { size: 'M', seen: 'yes' } },
    leftOut: ['firstName: nothing was there for “{{ event.first_name }}”'],
  });
});

test('a template that can’t be filled in is never written onto a person', async () => {
  const { rendered, leftOut } = await renderPatch({ lastName: '{{ event.size | nofilter }}' }, scope);
  expect(rendered).toEqual({});
  expect(leftOut).toEqual([expect.stringMatching(/^lastName: .*undefined filter/)]);
});

test('what is typed in as nothing is written as nothing', async () => {
  expect((await renderPatch({ attributes: { size: '' } }, scope)).rendered).toEqual({
    attributes: { size: '' },
  });
});
