import { expect, test } from 'vitest';
import { codesInCsv } from './coupon-csv.js';

test.each([
  ['Shopify’s export', '\ufeffCode,Value\r\nANNA-7K2Q,10\r\nANNA-9XYZ,10\r\n', ['ANNA-7K2Q', 'ANNA-9XYZ']],
  ['a plain list with doubles', 'A1\nB2\n\nA1\n', ['A1', 'B2']],
  ['quotes and semicolons', '"discount code";"worth"\n"X,1";"5"\n"Y2";"5"', ['X,1', 'Y2']],
  ['tabs', 'T1\tx\nT2\ty', ['T1', 'T2']],
])('codes are found in %s', (_name, csv, codes) => {
  expect(codesInCsv(csv)).toEqual({ codes, bad: [] });
});

test('what is no code is told, and the rest is taken', () => {
  expect(codesInCsv('GOOD1\nthis is a sentence\nGOOD2')).toEqual({
    codes: ['GOOD1', 'GOOD2'],
    bad: ['this is a sentence'],
  });
});
