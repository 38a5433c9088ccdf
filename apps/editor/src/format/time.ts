import { locale } from '../language/i18n.js';
import { t } from '../language/t.js';

const DAY_MS = 86_400_000;

const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const timeWithSeconds = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayAndTime = new Intl.DateTimeFormat(locale, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });

/** The zone that all times on a page are in, as a person reads it: `Europe/Copenhagen`. */
export const zoneName = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const clockTime = (instant: string | number) => time.format(new Date(instant));

export const clockTimeWithSeconds = (instant: string | number) => timeWithSeconds.format(new Date(instant));

/** `Mon 30 Nov, 07:00` */
export const dayAndTimeOf = (instant: string | number) => dayAndTime.format(new Date(instant));

/** Today as a time, this year with its day, else a date. */
export function shortTime(instant: string, nowMs: number = Date.now()): string {
  const at = new Date(instant);
  const now = new Date(nowMs);
  if (at.toDateString() === now.toDateString()) return time.format(at);
  if (Math.abs(nowMs - at.getTime()) < 300 * DAY_MS) return dayAndTime.format(at);
  return date.format(at);
}

const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });

/** `Today`, `Monday 30 November`, with the year when it is another one. */
export function dayOf(instant: string, nowMs: number = Date.now()): string {
  const at = new Date(instant);
  const now = new Date(nowMs);
  if (at.toDateString() === now.toDateString()) return t('Today');
  return at.getFullYear() === now.getFullYear() ? day.format(at) : date.format(at);
}

/** `30 Nov 2026` */
export const shortDate = (instant: string) => date.format(new Date(instant));

/** Everything, zone included: for a tooltip. */
export const wholeTime = (instant: string) => whole.format(new Date(instant));
