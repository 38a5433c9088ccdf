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

/** Unix milliseconds: from when, and until just before when. */
export interface OpenSpan {
  atMs: number;
  untilMs: number;
}

/**
 * The first instant, from `fromMs` on, at which a marketing text may reach someone: lawful in every zone that they may
 * be in.
 * @returns it and the end of its span, the zones that it was reckoned in, and the row that holds
 */
export function earliestAllowed(
  fromMs: number,
  recipient: Recipient,
): OpenSpan & { zones: string[]; place: Place } {
  const { zones, place } = whereabouts(recipient);
  const open = firstOpen(
    fromMs,
    zones.map((zone) => ({ hours: place, zone })),
  );
  if (open === null) throw new Error(`There is no instant that is lawful in ${zones.join(' and ')} at once.`);
  return { ...open, zones, place };
}

/**
 * The first instant, from `fromMs` on, within the house's own hours, on the clock where somebody most likely is, and,
 * if `isLawful`, within the lawful ones as well.
 * @returns it and the end of its span; `null` where the two never meet, and the law alone is left
 */
export function earliestOfHouse(
  fromMs: number,
  recipient: Recipient,
  { hours, isLawful }: { hours: HoursOfWeek; isLawful: boolean },
): OpenSpan | null {
  const { zones, place } = whereabouts(recipient);
  const lawful = isLawful ? zones.map((zone) => ({ hours: place, zone })) : [];
  return firstOpen(fromMs, [{ hours, zone: zones[0]! }, ...lawful]);
}

function whereabouts({ country, region = null, timeZone, phone = null, shopTimeZone = 'UTC' }: Recipient) {
  const where = country ?? countryOfPhone(phone);
  const place = placeOf({ country: where, region });
  return { place, zones: zonesOf({ timeZone, place: place.place, country: where, phone, shopTimeZone }) };
}

/** The first span in which all are open at once; `null` if there is none. */
function firstOpen(fromMs: number, clocks: Clock[]): OpenSpan | null {
  let atMs = fromMs;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const spans = clocks.map((clock) => nextOpen(atMs, clock));
    if (!spans.every((span) => span !== null)) return null;
    const latest = Math.max(...spans.map((span) => span.atMs));
    if (latest === atMs) return { atMs, untilMs: Math.min(...spans.map(({ untilMs }) => untilMs)) };
    atMs = latest;
  }
  return null;
}

function nextOpen(fromMs: number, { hours: week, zone }: Clock): OpenSpan | null {
  const hoursOf = (day: Temporal.PlainDate) => {
    if (week.noTextsOn && isHoliday(day, week.noTextsOn)) return null;
    return day.dayOfWeek === 7 ? week.sunday : day.dayOfWeek === 6 ? week.saturday : week.weekdays;
  };
  const from = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  for (let days = 0; days < MOST_DAYS; days++) {
    const day = from.toPlainDate().add({ days });
    const hours = hoursOf(day);
    if (!hours) continue;
    const [opensMs, untilMs] = [at(day, hours[0], zone), at(day, hours[1], zone)];
    if (fromMs >= untilMs) continue;
    const next = hours[1] === 24 ? hoursOf(day.add({ days: 1 })) : null;
    // Midnight is no end where the next day begins with it.
    const goesOn = next?.[0] === 0 ? at(day.add({ days: 1 }), next[1], zone) : untilMs;
    return { atMs: Math.max(fromMs, opensMs), untilMs: goesOn };
  }
  return null;
}

const at = (day: Temporal.PlainDate, hour: number, timeZone: string): number =>
  hour === 24
    ? day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
    : day.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds;
