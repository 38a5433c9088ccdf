import { describe, expect, test } from 'vitest';
import { countryOf, toE164 } from './index.js';

test('a number that a spreadsheet shortened is nobody’s, however well its digits would do as one', () => {
  // 1.4155551234E+10 was +14155551234; its digits as they stand would be somebody in San Francisco.
  for (const shortened of ['4.512e9', '4,5203E+09', '1.415555123E+10', '4.9151123456E+12'])
    for (const country of [null, 'US', 'DE'])
      expect(toE164(shortened, country), shortened).toMatchObject({
        ok: false,
        reason: expect.stringContaining('spreadsheet') as string,
      });
});

test('00 in front of a country’s code is its plus, whether a country is known or not', () => {
  for (const country of [null, 'DK', 'US'])
    expect(toE164('0045 20 30 40 50', country)).toEqual({ ok: true, e164: '+4520304050', country: 'DK' });
});

test('where something else is dialled before a country’s code, that is heard first', () => {
  // With 00 for a plus these would be somebody's in Jamaica, and nobody's.
  expect(toE164('001 65 8234 5678', 'HK')).toMatchObject({ ok: true, e164: '+6582345678' });
  expect(toE164('0011 45 20304050', 'AU')).toMatchObject({ ok: true, e164: '+4520304050' });
});

describe('a country', () => {
  test.each([
    ['dk', 'DK'],
    ['Danmark', 'DK'],
    ['Denmark', 'DK'],
    ['dänemark', 'DK'],
    [' Tyskland ', 'DE'],
    ['United States', 'US'],
    ['USA', 'US'],
    ['UK', 'GB'],
    ['Storbritannien', 'GB'],
    ['Österreich', 'AT'],
    ['Espana', 'ES'],
  ])('%s is %s', (given, code) => expect(countryOf(given)).toBe(code));

  test('that is none stays unsaid', () => {
    for (const given of ['', 'Narnia', 'ZZ', '__proto__']) expect(countryOf(given)).toBeUndefined();
  });
});
