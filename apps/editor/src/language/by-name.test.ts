import { expect, it } from 'vitest';
import { byName } from './by-name.js';

it('puts the tenth list after the second, and small letters among the large', () => {
  const lists = ['List 10', 'Zebra', 'List 2', 'apple', 'List 1'].map((name) => ({ name }));
  expect(byName(lists, ({ name }) => name).map(({ name }) => name)).toEqual([
    'apple',
    'List 1',
    'List 2',
    'List 10',
    'Zebra',
  ]);
});
