import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max';
import { countryOfPlain } from './plain-number.js';

export type PhoneResult = { ok: true; e164: string; country: string | null } | { ok: false; reason: string };

/**
 * Reads a phone number as people write them.
 * @param country ISO 3166-1 alpha-2; whose numbers are meant when there is no `+` in front
 */
export function toE164(input: unknown, country?: string | null): PhoneResult {
  if (typeof input !== 'string' || input.trim() === '')
    return { ok: false, reason: 'There is no phone number.' };
  const text = input.trim();
  const plainCountry = countryOfPlain(text);
  if (plainCountry) return { ok: true, e164: text, country: plainCountry };
  const phone = parsePhoneNumberFromString(text, (country ?? undefined) as CountryCode | undefined);
  if (!phone?.isValid()) {
    const hint = text.startsWith('+') || country ? '' : ' Write it with + and the country code.';
    return { ok: false, reason: `“${input}” is not a phone number.${hint}` };
  }
  return { ok: true, e164: phone.number, country: phone.country ?? null };
}

/** Every country that has numbers, with the code in front of them: `DK`, `45`. */
export const callingCodes = (): { country: string; code: string }[] =>
  getCountries().map((country) => ({ country, code: String(getCountryCallingCode(country)) }));
