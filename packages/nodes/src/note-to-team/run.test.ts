import { expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { run } from './run.js';

test('the note goes to the worker as it was typed: fields are filled in there', () => {
  expect(play(run(here({ text: 'Call {{ contact.first_name }}' })))).toEqual({
    effects: [{ kind: 'activity', name: 'note', input: { text: 'Call {{ contact.first_name }}' } }],
    port: 'next',
  });
});
