import { expect, test } from 'vitest';
import { priceOf, spendOf, toMinor } from './money.js';

test.each([
  [199.5, 199_50],
  ['199.50', 199_50],
  ['199,50', 199_50],
  ['199,5', 199_50],
  ['1.299,50', 1299_50],
  ['1,299.50', 1299_50],
  ['1,299', 1299_00],
  ['1.299.000', 1_299_000_00],
  ['1 299,50 kr.', 1299_50],
  ['1’299.50', 1299_50],
  ['$20.00', 20_00],
  ['DKK 1.299,00', 1299_00],
  ['-5,00', -5_00],
  ['€ -5', -5_00],
  ['kr. 99', 99_00],
  ['1.299 kr.', 1299_00],
  ['€1.299', 1299_00],
  ['kr.1.299,-', 1299_00],
  ['199,-', 199_00],
  ['0,500', 50],
  ['$.50', 50],
  ['US$ 12', 12_00],
  ['−5,00 kr', -5_00],
])('%s is an amount', (amount, minor) => expect(toMinor(amount, 'DKK')).toBe(minor));

test.each([
  '',
  ' ',
  'NaN',
  'many',
  '1 or 2',
  '12-13',
  '2026-11-30',
  '1e300',
  '(5.00)',
  '5,00-',
  null,
  {},
  [5],
  true,
  Infinity,
])('%j is none', (amount) => expect(toMinor(amount, 'DKK')).toBeNull());

test('a currency of three digits has no thousands where its fraction stands', () =>
  expect(toMinor('KWD 1,299', 'KWD')).toBe(1_299));

test('a currency is known whatever its case, and one that is none takes the amount along', () => {
  expect(spendOf({ total: '100,00', currency: 'dkk' })).toEqual({ currency: 'DKK', minor: 100_00 });
  expect(spendOf({ total: 100, currency: 'kroner' })).toBeNull();
});

test.each([
  ['1.299,00 kr', '1299'],
  ['1,299.50', '1299.5'],
  [0.333, '0.333'],
  ['0.333', '0.333'],
  ['12', '12'],
  ['free', null],
  [undefined, null],
  [1e40, null],
])('%s is what a piece costs', (amount, price) => expect(priceOf(amount, 'DKK')).toBe(price));
