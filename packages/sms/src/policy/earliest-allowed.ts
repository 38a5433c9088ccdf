import { Temporal } from 'temporal-polyfill';
import { isHoliday } from './holidays.js';
import { placeOf, type Place } from './places.js';
import { countryOfPhone, zonesOf } from './zones.js';

export interface Recipient {
  /** ISO 3166-1 alpha-2; the number's if unknown, and the strictest row if that has none. */
  country: string | null;
  /** A state of the US. */
  region?: string | null;
  /** IANA. */
  timeZone: string | null;
  /** E.164. */
  phone?: string | null;
  shopTimeZone?: string;
}

/** A holiday after a Sunday after a holiday is the longest that any row is closed; a year has room for all of them. */
const MOST_DAYS = 30;
const MOST_ROUNDS = 60;

/**
 * The first instant, from `fromMs` on, at which a marketing text may reach someone: lawful in every zone that they may
 * be in.
 * @returns Unix milliseconds, the zones that it was reckoned in, and the row that holds
 */
export function earliestAllowed(
  fromMs: number,
  { country, region = null, timeZone, phone = null, shopTimeZone = 'UTC' }: Recipient,
): { atMs: number; zones: string[]; place: Place } {
  const where = country ?? countryOfPhone(phone);
  const place = placeOf({ country: where, region });
  const zones = zonesOf({ timeZone, place: place.place, country: where, phone, shopTimeZone });
  let atMs = fromMs;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const latest = Math.max(...zones.map((zone) => opensIn(atMs, place, zone)));
    if (latest === atMs) return { atMs, zones, place };
    atMs = latest;
  }
  throw new Error(`There is no instant that is lawful in ${zones.join(' and ')} at once.`);
}

function opensIn(fromMs: number, place: Place, zone: string): number {
  const from = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  for (let days = 0; days < MOST_DAYS; days++) {
    const day = from.toPlainDate().add({ days });
    const hours = day.dayOfWeek === 7 ? place.sunday : day.dayOfWeek === 6 ? place.saturday : place.weekdays;
    if (!hours || (place.noTextsOn && isHoliday(day, place.noTextsOn))) continue;
    const at = (hour: number) =>
      day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds;
    if (fromMs < at(hours[0])) return at(hours[0]);
    if (fromMs < at(hours[1])) return fromMs;
  }
  throw new Error(`The window of "${place.place}" never opens.`);
}
