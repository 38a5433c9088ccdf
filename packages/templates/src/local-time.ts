import { Temporal } from 'temporal-polyfill';

/** A date and a time of the shop's own clock, so many hours later or earlier. */
export function shifted(date: string, time: string, byHours: number): { date: string; time: string } {
  const at = Temporal.PlainDateTime.from(`${date}T${time}`).add({ hours: byHours });
  return { date: at.toPlainDate().toString(), time: at.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/** The same with its offset: `2026-11-29T21:30:00+01:00`. */
export const instantOf = (date: string, time: string, timeZone: string): string =>
  Temporal.PlainDateTime.from(`${date}T${time}`)
    .toZonedDateTime(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });

export const isDate = (date: string): boolean => {
  try {
    return Temporal.PlainDate.from(date).toString() === date;
  } catch {
    return false;
  }
};

export const addDays = (date: string, count: number): string =>
  Temporal.PlainDate.from(date).add({ days: count }).toString();

/** From one local time to another, in hours of the clock on the wall. */
export const hoursBetween = (from: string, to: string): number =>
  Temporal.PlainDateTime.from(from).until(Temporal.PlainDateTime.from(to)).total('hours');

/** Unix milliseconds. */
export const msOf = (date: string, time: string, timeZone: string): number =>
  Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds;

/** What the shop's clock shows at an instant. */
export function localOf(ms: number, timeZone: string): { date: string; time: string } {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  return { date: at.toPlainDate().toString(), time: at.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/** `20:59 on 2026-12-06`, for a sentence. */
export function timeAndDay(ms: number, timeZone: string): string {
  const { date, time } = localOf(ms, timeZone);
  return `${time} on ${date}`;
}
