import { expect, test } from 'vitest';
import { bulkValue } from './bulk-value.js';

test.each([
  ['38', 38],
  ['-1.5', -1.5],
  ['0', 0],
  ['true', true],
  ['0800', '0800'],
  ['4520000000000001', '4520000000000001'],
  ['Aarhus', 'Aarhus'],
])('what is set for many as “%s” is %j', (typed, value) => {
  expect(bulkValue(typed)).toBe(value);
});
