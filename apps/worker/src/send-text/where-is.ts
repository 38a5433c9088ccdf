import { countryOfPhone } from '@signalbox/sms';

/** Where somebody is, as far as their address and their number tell. */
export function whereIs(
  contact: Record<string, unknown>,
  phone: string | null,
  numberCountry = countryOfPhone(phone),
) {
  return {
    country: textOrNull(contact.country) ?? numberCountry,
    region: textOrNull(contact.region) ?? textOrNull(contact.state) ?? textOrNull(contact.province_code),
    timeZone: textOrNull(contact.time_zone),
  };
}

/** What sentences call them. */
export const nameOf = (contact: Record<string, unknown>): string =>
  [contact.first_name, contact.last_name].filter(Boolean).join(' ') ||
  textOrNull(contact.phone) ||
  'This person';

export const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
