import { Temporal } from 'temporal-polyfill';
import { isHoliday, type HolidayCalendar } from './holidays.js';
import { placeOf, type HoursOfWeek, type Place } from './places.js';
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

/** Hours that hold on the clock of a zone. */
interface Clock {
  hours: HoursOfWeek & { noTextsOn?: HolidayCalendar };
  zone: string;
}

/**
 * The first instant, from `fromMs` on, at which a marketing text may reach someone: lawful in every zone that they may
 * be in.
 * @returns Unix milliseconds, the zones that it was reckoned in, and the row that holds
 */
export function earliestAllowed(
  fromMs: number,
  recipient: Recipient,
): { atMs: number; zones: string[]; place: Place } {
  const { zones, place } = whereabouts(recipient);
  const atMs = firstOpen(
    fromMs,
    zones.map((zone) => ({ hours: place, zone })),
  );
  if (atMs === null) throw new Error(`There is no instant that is lawful in ${zones.join(' and ')} at once.`);
  return { atMs, zones, place };
}

/**
 * The first instant, from `fromMs` on, within the house's own hours, on the clock where somebody most likely is, and,
 * if `isLawful`, within the lawful ones as well.
 * @returns Unix milliseconds; `null` where the two never meet, and the law alone is left
 */
export function earliestOfHouse(
  fromMs: number,
  recipient: Recipient,
  { hours, isLawful }: { hours: HoursOfWeek; isLawful: boolean },
): number | null {
  const { zones, place } = whereabouts(recipient);
  const lawful = isLawful ? zones.map((zone) => ({ hours: place, zone })) : [];
  return firstOpen(fromMs, [{ hours, zone: zones[0]! }, ...lawful]);
}

function whereabouts({ country, region = null, timeZone, phone = null, shopTimeZone = 'UTC' }: Recipient) {
  const where = country ?? countryOfPhone(phone);
  const place = placeOf({ country: where, region });
  return { place, zones: zonesOf({ timeZone, place: place.place, country: where, phone, shopTimeZone }) };
}

/** The first instant at which all are open at once; `null` if there is none. */
function firstOpen(fromMs: number, clocks: Clock[]): number | null {
  let atMs = fromMs;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const latest = Math.max(...clocks.map((clock) => opensIn(atMs, clock)));
    if (latest === atMs) return atMs;
    if (latest === Number.POSITIVE_INFINITY) return null;
    atMs = latest;
  }
  return null;
}

function opensIn(fromMs: number, { hours: week, zone }: Clock): number {
  const from = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  for (let days = 0; days < MOST_DAYS; days++) {
    const day = from.toPlainDate().add({ days });
    const hours = day.dayOfWeek === 7 ? week.sunday : day.dayOfWeek === 6 ? week.saturday : week.weekdays;
    if (!hours || (week.noTextsOn && isHoliday(day, week.noTextsOn))) continue;
    const at = (hour: number) =>
      hour === 24
        ? day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
        : day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds;
    if (fromMs < at(hours[0])) return at(hours[0]);
    if (fromMs < at(hours[1])) return fromMs;
  }
  return Number.POSITIVE_INFINITY;
}
