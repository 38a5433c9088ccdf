import { expect, test } from 'vitest';
import { toCsv } from './csv.js';

test('what has commas or quotes stays one cell, and nothing becomes a formula', () => {
  expect(toCsv([['Flash, sale', 'so "big"', -3, '=1+1']])).toBe(`"Flash, sale","so ""big""",-3,'=1+1\r\n`);
});
