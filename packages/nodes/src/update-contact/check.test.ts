import { expect, test } from 'vitest';
import { check } from './check.js';

const warned = (...fields: string[]) =>
  check({ set: fields.map((field) => ({ field })) }).map(({ field }) => field);

test('a field that a step can’t change is warned of, and no other', () => {
  expect(warned('tier', 'phone', 'first_name', 'total_spent', 'constructor')).toEqual([
    'set.1.field',
    'set.3.field',
  ]);
});
