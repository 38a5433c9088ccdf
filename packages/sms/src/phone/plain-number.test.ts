import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { countryOfPlain } from './plain-number.js';

const byLibrary = (text: string) => {
  const phone = parsePhoneNumberFromString(text);
  return phone?.isValid() ? { e164: phone.number as string, country: phone.country ?? null } : null;
};

test('a number that is read by the quick way is the number and the country that the library says', () => {
  let quick = 0;
  const agrees = (text: string) => {
    const country = countryOfPlain(text);
    if (country === null) return;
    quick++;
    expect({ e164: text, country }).toEqual(byLibrary(text));
  };
  const numbers = getCountries().map((country) => ({
    code: getCountryCallingCode(country),
    example: (examples as { [country: string]: string })[country] ?? '26000000',
  }));
  for (const { code, example } of numbers) agrees(`+${code}${example}`);
  expect(quick).toBeGreaterThan(200);
  const near = fc
    .tuple(fc.constantFrom(...numbers), fc.nat({ max: 6 }), fc.stringMatching(/^\d{3,9}$/))
    .map(([{ code, example }, kept, digits]) => `+${code}${example.slice(0, kept)}${digits}`);
  fc.assert(fc.property(near, agrees), { numRuns: 4_000 });
});

test('what the quick way leaves alone is what needs a look: prefixes, signs, wrong and unassigned numbers', () => {
  for (const text of ['26000000', '+45 26 00 00 00', '+45260000', '+11234567890', '+999123456', ''])
    expect(countryOfPlain(text)).toBeNull();
  expect(countryOfPlain('+4526000000')).toBe('DK');
  expect(countryOfPlain('+14155552671')).toBe('US');
  expect(countryOfPlain('+16045551234')).toBe('CA');
  expect(countryOfPlain('+447400123456')).toBe('GB');
});
