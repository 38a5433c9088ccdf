import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { Temporal } from 'temporal-polyfill';
import { ZONES_ABROAD } from './zones-abroad.js';

/** The zones that the people of a country live in, those at its ends: what is lawful in both is lawful between them. */
const ZONES_OF_COUNTRY: Record<string, string[]> = {
  DK: ['Europe/Copenhagen'],
  SE: ['Europe/Stockholm'],
  NO: ['Europe/Oslo'],
  FI: ['Europe/Helsinki'],
  DE: ['Europe/Berlin'],
  AT: ['Europe/Vienna'],
  CH: ['Europe/Zurich'],
  NL: ['Europe/Amsterdam'],
  BE: ['Europe/Brussels'],
  GB: ['Europe/London'],
  IE: ['Europe/Dublin'],
  FR: ['Europe/Paris'],
  US: ['America/New_York', 'Pacific/Honolulu'],
  CA: ['America/St_Johns', 'America/Vancouver'],
  AU: ['Australia/Sydney', 'Australia/Perth'],
  NZ: ['Pacific/Auckland'],
};

/** The country whose people live in a zone, where it is one of the above. */
export const countryOfZone = (zone: string): string | null =>
  Object.entries(ZONES_OF_COUNTRY).find(([, zones]) => zones.includes(zone))?.[0] ?? null;

/** States of the US that have rows in `places.ts`. */
const ZONES_OF_STATE: Record<string, string[]> = {
  FL: ['America/New_York', 'America/Chicago'],
  TX: ['America/Chicago', 'America/Denver'],
  OK: ['America/Chicago'],
  CT: ['America/New_York'],
  MD: ['America/New_York'],
  MA: ['America/New_York'],
  NJ: ['America/New_York'],
  LA: ['America/Chicago'],
  AL: ['America/Chicago'],
  MS: ['America/Chicago'],
  RI: ['America/New_York'],
  KY: ['America/New_York', 'America/Chicago'],
  MI: ['America/Detroit', 'America/Chicago'],
  MN: ['America/Chicago'],
  NM: ['America/Denver'],
  NV: ['America/Los_Angeles', 'America/Denver'],
};

export interface WhoseZone {
  timeZone: string | null;
  /** From `placeOf`: `US-TX`, `DK`. */
  place: string;
  country: string | null;
  phone: string | null;
  shopTimeZone: string;
}

/**
 * The zones that a person may be in, the first source that knows: their own, their address's, their number's, the
 * shop's. Several when it is not known which: a text must then be lawful in all of them.
 */
export function zonesOf({ timeZone, place, country, phone, shopTimeZone }: WhoseZone): string[] {
  if (isZone(timeZone)) return [timeZone];
  if (place.startsWith('US-')) return ZONES_OF_STATE[place.slice(3)]!;
  const known = zonesIn(country) ?? zonesIn(countryOfPhone(phone));
  return known ?? [isZone(shopTimeZone) ? shopTimeZone : 'UTC'];
}

const ZONES_ANYWHERE = new Map(Object.entries({ ...ZONES_ABROAD, ...ZONES_OF_COUNTRY }));
const zonesIn = (country: string | null): string[] | undefined => ZONES_ANYWHERE.get(country ?? '');

/** ISO 3166-1 alpha-2. */
export const countryOfPhone = (phone: string | null): string | null =>
  (phone && parsePhoneNumberFromString(phone)?.country) ?? null;

/** Zones that were looked up, of which there are some six hundred. */
const known = new Set<string>();

export function isZone(zone: string | null): zone is string {
  if (!zone) return false;
  if (known.has(zone)) return true;
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    known.add(zone);
    return true;
  } catch {
    return false;
  }
}
