import { getCountry, getTimezone, type CountryCode, type Timezone } from 'countries-and-timezones';
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
  const zone = country === null ? null : zoneOfCountry(country);
  const by = byAddress === null ? `the phone’s country, ${country}` : 'country';
  if (zone !== null) return { zone, note: `${unknown}, so ${zone} by ${by}` };
  return { zone: shopTimeZone, note: `${unknown}, so the shop’s, ${shopTimeZone}` };
}

/**
 * The zone whose clock all of a country goes by; `null` if there are several clocks.
 * Zones that have kept one clock since 1970 are one in the database of zones, under the name of one of the cities. What a country calls
 * its own is an alias then: Denmark's is Berlin's.
 */
function zoneOfCountry(country: string): string | null {
  const zones = zonesIn(country);
  const [zone] = zones;
  if (!zone || zones.some((other) => !isSameClock(zone, other))) return null;
  if (zone.countries[0] === country) return zone.name;
  const own = zonesIn(country, { deprecated: true }).find(
    ({ name, aliasOf, countries }) => aliasOf === zone.name && countries.length === 1 && name.includes('/'),
  );
  return (own ?? zone).name;
}

const zonesIn = (country: string, options?: { deprecated: boolean }): Timezone[] =>
  (getCountry(country as CountryCode, options)?.timezones ?? []).flatMap((name) => getTimezone(name) ?? []);

const isSameClock = (one: Timezone, other: Timezone): boolean =>
  one.utcOffset === other.utcOffset && one.dstOffset === other.dstOffset;

export function isZone(value: unknown): value is string {
  if (typeof value !== 'string' || value === '') return false;
  try {
    Temporal.Now.zonedDateTimeISO(value);
    return true;
  } catch {
    return false;
  }
}
