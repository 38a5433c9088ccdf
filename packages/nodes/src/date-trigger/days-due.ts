import { Temporal } from 'temporal-polyfill';

const HOUR = 3_600_000;
/** Where a day begins first. */
const AHEAD_MS = 14 * HOUR;
/** Where a day ends last, and the twelve hours in which its hour may still be caught up on. */
const BEHIND_MS = 24 * HOUR;

export interface DateOfPerson {
  /** Days after the date; before it below zero. */
  days: number;
  yearly: boolean;
  leapDay: 'feb-28' | 'mar-1';
}

/** The days that it is somewhere on Earth or was twelve hours ago, and for each the dates of people whose turn it is: `MM-DD` if every year. */
export function daysDue(
  { days, yearly, leapDay }: DateOfPerson,
  nowMs: number,
): { day: string; dates: string[] }[] {
  const dayAt = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC').toPlainDate();
  const last = dayAt(nowMs + AHEAD_MS);
  const due: { day: string; dates: string[] }[] = [];
  for (
    let day = dayAt(nowMs - BEHIND_MS);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    const date = day.subtract({ days });
    const dates = [yearly ? date.toString().slice(5) : date.toString()];
    const standsIn = leapDay === 'feb-28' ? '02-28' : '03-01';
    if (yearly && !date.inLeapYear && dates[0] === standsIn) dates.push('02-29');
    due.push({ day: day.toString(), dates });
  }
  return due;
}
