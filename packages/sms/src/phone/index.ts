import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max';
import { countryOfPlain } from './plain-number.js';

export type PhoneResult = { ok: true; e164: string; country: string | null } | { ok: false; reason: string };

export { countryOf } from './country-of.js';

/** A spreadsheet shows a long number so and saves it so: the digits that are left out are lost. */
const SHORTENED = /^\+?\d(?:[.,]\d+)?e\+?\d{1,2}$/i;
/** In front of the country's code, where there is no plus: as it is dialled in most of the world. */
const DIALLED = /^00(?=[1-9])/;

/**
 * Reads a phone number as people write them.
 * @param country ISO 3166-1 alpha-2; whose numbers are meant when there is no `+` in front
 */
export function toE164(input: unknown, country?: string | null): PhoneResult {
  const given = typeof input === 'string' ? input.trim() : '';
  if (given === '') return { ok: false, reason: 'There is no phone number.' };
  if (SHORTENED.test(given))
    return {
      ok: false,
      reason: `“${given}” is what a spreadsheet left of a phone number. Give its column the format Text, and save the file again.`,
    };
  // Where 00 is not dialled before a country's code, a number that begins so may be one as it stands.
  const read = validNumber(given, country) ?? validNumber(given.replace(DIALLED, '+'), country);
  if (read) return read;
  const hint = /^(?:\+|00)/.test(given) || country ? '' : ' Write it with + and the country code.';
  return { ok: false, reason: `“${given}” is not a phone number.${hint}` };
}

function validNumber(text: string, country?: string | null): (PhoneResult & { ok: true }) | null {
  const plainCountry = countryOfPlain(text);
  if (plainCountry) return { ok: true, e164: text, country: plainCountry };
  const phone = parsePhoneNumberFromString(text, (country ?? undefined) as CountryCode | undefined);
  return phone?.isValid() ? { ok: true, e164: phone.number, country: phone.country ?? null } : null;
}

/** Every country that has numbers, with the code in front of them: `DK`, `45`. */
export const callingCodes = (): { country: string; code: string }[] =>
  getCountries().map((country) => ({ country, code: String(getCountryCallingCode(country)) }));
