import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS, type Weekday } from './weekdays.js';

/**
 * The first instant from `fromMs` on at which clocks in `zone` show `time` on one of the weekdays; any day if none is
 * named. A time that the clocks skip is the same stretch later (02:30 becomes 03:30); one that comes twice, the first.
 * @param time `HH:MM`
 */
export function nextMoment(
  { time, weekdays }: { time: string; weekdays: Weekday[] },
  zone: string,
  fromMs: number,
): number {
  const today = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone).toPlainDate();
  for (let days = 0; days <= 8; days += 1) {
    const day = today.add({ days });
    if (weekdays.length > 0 && !weekdays.includes(WEEKDAYS[day.dayOfWeek - 1]!)) continue;
    const atMs = atLocal(day, time, zone);
    if (atMs >= fromMs) return atMs;
  }
  throw new RangeError(`No ${time} on ${weekdays.join(', ')} within a week.`);
}

/** The instant of a local date and time. @param date `YYYY-MM-DD` */
export const momentOn = (date: string, time: string, zone: string): number =>
  atLocal(Temporal.PlainDate.from(date), time, zone);

const atLocal = (date: Temporal.PlainDate, time: string, zone: string): number =>
  date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;

/**
 * Reads an instant that somebody wrote: ISO 8601, with its offset or, without one, by the clocks of `zone`.
 * @returns `null` for anything else
 */
export function readMoment(text: string, zone: string): number | null {
  try {
    if (/(Z|[+-]\d\d:?\d\d)$/.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

/**
 * The day of a year on which a date comes round.
 * @param leapDay where 29 February falls in other years
 */
export function anniversary(date: string, year: number, leapDay: 'feb-28' | 'mar-1'): Temporal.PlainDate {
  const { month, day } = Temporal.PlainDate.from(date);
  const isLeapDay = month === 2 && day === 29;
  if (!isLeapDay || Temporal.PlainDate.from({ year, month: 1, day: 1 }).inLeapYear)
    return Temporal.PlainDate.from({ year, month, day });
  return leapDay === 'feb-28'
    ? Temporal.PlainDate.from({ year, month: 2, day: 28 })
    : Temporal.PlainDate.from({ year, month: 3, day: 1 });
}

/** The day that it is in a zone, from its first instant to that of the next. */
export function dayOf(atMs: number, zone: string): { startMs: number; endMs: number } {
  const day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate();
  return {
    startMs: day.toZonedDateTime(zone).epochMilliseconds,
    endMs: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  };
}

/** How a person would say an instant in a zone: `Mon 30 Nov, 07:00 (Asia/Tokyo)`. */
export function sayMoment(atMs: number, zone: string): string {
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(atMs);
  return `${local} (${zone})`;
}
