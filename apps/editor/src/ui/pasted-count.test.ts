import { expect, test } from 'vitest';
import { pastedCount } from './pasted-count.js';

test.each([
  '1000',
  '1.000',
  '1,000',
  ' 1 000\n',
  '1\u00a0000',
  '1\u202f000',
  '1’000',
  "1'000",
  '1.000,00',
  '1,000.5',
])('“%s” is a thousand, wherever it was copied from', (text) => {
  expect(pastedCount(text)).toBe('1000');
});

test.each([
  ['1.000.000', '1000000'],
  ['1,5', '1'],
  ['2.25', '2'],
  ['3.0000', '3'],
  ['-20', '-20'],
  ['', ''],
])('“%s” is pasted as %s', (text, count) => {
  expect(pastedCount(text)).toBe(count);
});
