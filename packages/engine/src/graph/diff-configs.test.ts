import { expect, test } from 'vitest';
import { diffConfigs } from './diff-configs.js';

const schema = {
  properties: {
    waitMs: { type: 'number', title: 'Wait' },
    hours: { $ref: '#/$defs/hours' },
    branches: { type: 'array', items: { $ref: '#/$defs/branch' } },
  },
  $defs: {
    hours: { type: 'object', properties: { from: { type: 'string', title: 'From' } } },
    branch: { type: 'object', properties: { when: { type: 'object', title: 'When' } } },
  },
};
const rules = (value: number) => ({ match: 'all', rules: [{ path: 'total', op: 'at-least', value }] });
const large = { id: 'large', name: 'Large', when: rules(200) };
const small = { id: 'small', when: rules(0) };
const told = (before: object, after: object) =>
  diffConfigs({ ...before }, { ...after }, schema).map(({ label, before, after }) => [label, before, after]);

test('a field is told by its title or its name, also within another and behind a reference', () => {
  expect(told({ waitMs: 1, cart_total: 5 }, { waitMs: 2, cart_total: 6 })).toEqual([
    ['Wait', 1, 2],
    ['Cart total', 5, 6],
  ]);
  expect(told({ hours: { from: '08:00' } }, { hours: { from: '09:00' } })).toEqual([
    ['Hours, From', '08:00', '09:00'],
  ]);
  expect(told({ waitMs: 1 }, {})).toEqual([['Wait', 1, undefined]]);
});

test('items of a list are told apart by their ids, and their rules are one value', () => {
  expect(told({ branches: [large, small] }, { branches: [{ ...large, when: rules(500) }, small] })).toEqual([
    ['Branches, Large, When', rules(200), rules(500)],
  ]);
  expect(told({ branches: [small] }, { branches: [large, small] })).toEqual([['Branches', undefined, large]]);
  expect(told({ branches: [large, small] }, { branches: [large] })).toEqual([['Branches', small, undefined]]);
});

test('another order of items is a difference of the list, as the first that holds decides', () => {
  expect(told({ branches: [large, small] }, { branches: [small, large] })).toEqual([
    ['Branches', [large, small], [small, large]],
  ]);
});

test('the same values in another order of fields, and null where nothing was, are none', () => {
  const before = { waitMs: 1, branches: [large] };
  expect(told(before, { branches: [{ when: large.when, name: 'Large', id: 'large' }], waitMs: 1 })).toEqual(
    [],
  );
  expect(told({}, { waitMs: null })).toEqual([]);
});
