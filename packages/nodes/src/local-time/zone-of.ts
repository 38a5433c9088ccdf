import { getCountry } from 'countries-and-timezones';
import { Temporal } from 'temporal-polyfill';
import { countryOfNumber } from './country-of-number.js';

export interface LocalZone {
  /** IANA. */
  zone: string;
  /** Why it is this one, for the person's page; empty if it is the person's own. */
  note: string;
}

/** The zone that a person's clock is in: their own, that of their country or else of their phone's if it has only one, or the shop's. */
export function zoneOf(contact: { [field: string]: unknown }, shopTimeZone: string): LocalZone {
  const own = contact.time_zone;
  if (isZone(own)) return { zone: own, note: '' };
  const unknown = own ? `“${String(own)}” is no time zone` : 'the time zone is not known';
  const byAddress = typeof contact.country === 'string' ? contact.country : null;
  const country = byAddress ?? countryOfNumber(contact.phone);
  const zones = country === null ? [] : (getCountry(country)?.timezones ?? []);
  const by = byAddress === null ? `the phone’s country, ${country}` : 'country';
  if (zones.length === 1) return { zone: zones[0]!, note: `${unknown}, so ${zones[0]} by ${by}` };
  return { zone: shopTimeZone, note: `${unknown}, so the shop’s, ${shopTimeZone}` };
}

export function isZone(value: unknown): value is string {
  if (typeof value !== 'string' || value === '') return false;
  try {
    Temporal.Now.zonedDateTimeISO(value);
    return true;
  } catch {
    return false;
  }
}
