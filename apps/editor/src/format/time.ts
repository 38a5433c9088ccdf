import { locale } from '../language/i18n.js';
import { t } from '../language/t.js';

const DAY_MS = 86_400_000;

/** Until the shop's is known: the reader's own. */
let zone: string | undefined;

/** All times are shown by the shop's clock, wherever it is read: two people who talk of 10:00 mean the same. */
export function showTimesIn(timeZone: string): void {
  if (timeZone === zone) return;
  zone = timeZone;
  formats.clear();
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  name: string,
  options: Intl.DateTimeFormatOptions,
  timeZone: string | undefined = zone,
): Intl.DateTimeFormat {
  const known = formats.get(name) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formats.set(name, known);
  return known;
}

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const time = () => format('time', CLOCK);
const dayAndTime = () =>
  format('day-and-time', { weekday: 'short', day: 'numeric', month: 'short', ...CLOCK });
const date = () => format('date', { day: 'numeric', month: 'short', year: 'numeric' });

/** The zone that all times on a page are in, as a person reads it: `Europe/Copenhagen`. */
export const zoneName = () => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

export const clockTime = (instant: string | number) => time().format(new Date(instant));

export const clockTimeWithSeconds = (instant: string | number) =>
  format('seconds', { ...CLOCK, second: '2-digit' }).format(new Date(instant));

/** `Mon 30 Nov, 07:00` */
export const dayAndTimeOf = (instant: string | number) => dayAndTime().format(new Date(instant));

/** Today as a time, this year with its day, else a date. */
export function shortTime(instant: string, nowMs: number = Date.now()): string {
  const at = new Date(instant);
  if (calendarDay(at) === calendarDay(nowMs)) return time().format(at);
  if (Math.abs(nowMs - at.getTime()) < 300 * DAY_MS) return dayAndTime().format(at);
  return date().format(at);
}

/** `Today`, `Monday 30 November`, with the year when it is another one. */
export function dayOf(instant: string, nowMs: number = Date.now()): string {
  const at = new Date(instant);
  const [day, today] = [calendarDay(at), calendarDay(nowMs)];
  if (day === today) return t('Today');
  return day.slice(0, 4) === today.slice(0, 4)
    ? format('day', { weekday: 'long', day: 'numeric', month: 'long' }).format(at)
    : date().format(at);
}

/** `30 Nov 2026` */
export const shortDate = (instant: string) => date().format(new Date(instant));

/** Everything, zone included: for a tooltip. */
export const wholeTime = (instant: string) =>
  format('whole', { dateStyle: 'full', timeStyle: 'long' }).format(new Date(instant));

/** `2026-11-30`, the day that an instant is on by the shop's clock. */
export function calendarDay(instant: Date | number): string {
  const parts = format('calendar', {
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** A day or a time on a wall calendar, which is in no zone. */
const onTheWall = (name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  format(`${name} on the wall`, options, 'UTC');

/** `Mon 30 Nov 2026` of `2026-11-30`; what is no day stays as it is. */
export function dayInWords(day: string): string {
  const at = Date.parse(`${day.slice(0, 10)}T00:00Z`);
  if (Number.isNaN(at)) return day;
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return onTheWall('day', options).format(at).replace(',', '');
}

/** `23:59` as the reader writes it; what is no time stays as it is. */
export function clockInWords(clock: string): string {
  const at = Date.parse(`2026-01-01T${clock}Z`);
  return Number.isNaN(at) ? clock : onTheWall('clock', CLOCK).format(at);
}

/** `Mon 30 Nov 2026, 23:59` of `2026-11-30T23:59` */
export function momentInWords(moment: string): string {
  const [day = '', clock = ''] = moment.split('T');
  return clock === '' ? dayInWords(day) : `${dayInWords(day)}, ${clockInWords(clock)}`;
}

/** An instant as ISO writes it, `2026-11-30T23:59:00+01:00`, as the reader writes it by the shop's clock; `null` for anything else. */
export const instantInWords = (written: string): string | null =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(written)
    ? momentInWords(onTheShopsClock(Date.parse(written)))
    : null;

/** What the shop's clock shows at an instant: `2026-11-30T23:59`. */
export const onTheShopsClock = (instant: Date | number): string =>
  `${calendarDay(instant)}T${format('clock-parts', { ...CLOCK, hourCycle: 'h23' })
    .formatToParts(new Date(instant))
    .filter(({ type }) => type === 'hour' || type === 'minute')
    .map(({ value }) => value)
    .join(':')}`;

/**
 * The instant, as ISO 8601 in UTC, at which the shop's clock shows `2026-11-30T23:59`. A time that the clocks skip in spring
 * is the one just as long after the hour before; of one that comes twice in autumn it is the first.
 */
export function instantOnTheShopsClock(moment: string): string {
  const wanted = Date.parse(`${moment}Z`);
  // No zone is further from UTC than that, and none changes its clocks twice within two days.
  const [before, after] = [-DAY_MS, DAY_MS].map(
    (apart) => Date.parse(`${onTheShopsClock(wanted + apart)}Z`) - (wanted + apart),
  );
  const fits = [wanted - before!, wanted - after!].filter((at) => onTheShopsClock(at) === moment);
  return new Date(fits.length > 0 ? Math.min(...fits) : wanted - before!).toISOString();
}
