import { expect, test } from 'vitest';
import { keepable } from './keepable.js';

class Customer {
  constructor(
    readonly id: number,
    readonly since: Date,
  ) {}
}

test('what an activity returns is kept as JSON writes it', () => {
  expect(keepable(new Customer(7, new Date(0)))).toEqual({ id: 7, since: '1970-01-01T00:00:00.000Z' });
  expect(keepable(undefined)).toBeNull();
  expect(keepable({ left: undefined, text: 'a\0b' })).toEqual({
    text: expect.stringMatching(/^a.?b$/) as string,
  });
});

test.each([
  [{ id: 1n }, /it.id is a BigInt/],
  [{ items: new Map([[1, 2]]) }, /it.items is a Map/],
  [{ later: Promise.resolve(1) }, /it.later is a Promise/],
  [{ share: NaN }, /it.share is NaN/],
  ['x'.repeat(600_000), /too large: 600002 characters/],
])('what JSON would lose is refused, and never tried again: %o', (returned, why) => {
  expect(() => keepable(returned)).toThrow(why);
});
