import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS, type Weekday } from '../local-time/weekdays.js';

export interface Schedule {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM` */
  time: string;
  repeat: 'never' | 'daily' | 'weekly' | 'monthly';
  weekdays: Weekday[];
}

export interface Occurrence {
  /** Without a zone: `2026-12-01T10:00`. */
  local: string;
  /** When it begins by the clocks of the zone, Unix milliseconds. */
  atMs: number;
}

/** Where a local time comes round first. */
export const FIRST_ZONE = 'Etc/GMT-14';

/** The times at which a campaign comes round, after `afterMs` and up to `untilMs`, by the clocks of a zone. */
export function occurrences(
  schedule: Schedule,
  zone: string,
  { afterMs, untilMs }: { afterMs: number; untilMs: number },
): Occurrence[] {
  const first = Temporal.PlainDate.from(schedule.date);
  const time = Temporal.PlainTime.from(schedule.time);
  const dayOf = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();
  const last = dayOf(untilMs);
  const from = dayOf(afterMs);
  const found: Occurrence[] = [];
  for (
    let day = Temporal.PlainDate.compare(first, from) > 0 ? first : from;
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (!comesOn(day, first, schedule)) continue;
    const atMs = day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
    if (atMs > afterMs && atMs <= untilMs) found.push({ local: `${day.toString()}T${schedule.time}`, atMs });
  }
  return found;
}

/** A month that is too short for the day has it on its last. */
function comesOn(
  day: Temporal.PlainDate,
  first: Temporal.PlainDate,
  { repeat, weekdays }: Schedule,
): boolean {
  switch (repeat) {
    case 'never':
      return day.equals(first);
    case 'daily':
      return true;
    case 'weekly':
      return weekdays.length > 0
        ? weekdays.includes(WEEKDAYS[day.dayOfWeek - 1]!)
        : day.dayOfWeek === first.dayOfWeek;
    case 'monthly':
      return day.day === Math.min(first.day, day.daysInMonth);
  }
}
