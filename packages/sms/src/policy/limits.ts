import { Temporal } from 'temporal-polyfill';
import { NEVER_LIMITED } from './purposes.js';
import { countryOfPhone, isZone, zonesOf } from './zones.js';

/** At most `count` texts a person in any stretch of `hours`, or in each day, week or month of a calendar. */
export interface SendLimit {
  count: number;
  hours: number;
  /** Counts from midnight, Monday or the first of the month, in whose zone; `hours` is then 24, 168 or 744. */
  calendar?: 'shop' | 'person';
  /** Only these purposes count and are held; all of marketing if absent. */
  purposes?: string[];
  /** So many of the places are kept for texts of high priority. */
  reserved?: number;
}

/** A text that counts: it was asked of the carrier, whatever became of it. */
export interface CountedText {
  atMs: number;
  purpose: string;
  /** It had an end time. */
  isUrgent?: boolean;
}

export type Priority = 'low' | 'normal' | 'high';

/**
 * Klaviyo advises two to six texts a month (seen 2026-11); these stop a pile-up and leave the plan to the marketer.
 * Rolling, so that midnight is no loophole.
 */
export const DEFAULT_LIMITS: SendLimit[] = [
  { count: 2, hours: 24 },
  { count: 4, hours: 7 * 24, reserved: 1 },
];

const HOUR = 3_600_000;

export interface WhoIsLimited {
  purpose: string;
  priority: Priority;
  /** For limits by the calendar. */
  timeZone?: string | null;
  country?: string | null;
  phone?: string | null;
  shopTimeZone?: string;
}

/**
 * The first instant at which one more text keeps every limit.
 * @param recent texts to the same number, in any order
 * @returns `nowMs` if that is now, and otherwise which limit it is that holds it, and how many texts have used it; fewer
 *   than it allows where what is left is kept for others
 */
export function withinLimits(
  nowMs: number,
  recent: CountedText[],
  limits: SendLimit[],
  who: WhoIsLimited,
): { atMs: number; limit: SendLimit | null; used: number } {
  let latest: ReturnType<typeof withinLimits> = { atMs: nowMs, limit: null, used: 0 };
  if (NEVER_LIMITED.has(who.purpose)) return latest;
  for (const limit of limits) {
    if (limit.purposes && !limit.purposes.includes(who.purpose)) continue;
    const places =
      limit.count - (who.priority === 'high' ? 0 : Math.min(limit.reserved ?? 0, limit.count - 1));
    const period = limit.calendar ? periodOf(nowMs, limit.hours, zoneOf(limit.calendar, who)) : null;
    const sinceMs = period?.startMs ?? nowMs - limit.hours * HOUR + 1;
    const counted = recent
      .filter((text) => text.atMs >= sinceMs)
      .filter((text) => !limit.purposes || limit.purposes.includes(text.purpose))
      .map(({ atMs }) => atMs)
      .sort((a, b) => a - b);
    // The place that must come free first: the oldest of the last `places` texts.
    const oldest = counted[counted.length - places];
    if (oldest === undefined) continue;
    const freeMs = period?.endMs ?? oldest + limit.hours * HOUR;
    if (freeMs > latest.atMs) latest = { atMs: freeMs, limit, used: counted.length };
  }
  return latest;
}

function zoneOf(calendar: 'shop' | 'person', who: WhoIsLimited): string {
  const shopTimeZone = isZone(who.shopTimeZone ?? null) ? who.shopTimeZone! : 'UTC';
  if (calendar === 'shop') return shopTimeZone;
  const phone = who.phone ?? null;
  const country = who.country ?? countryOfPhone(phone);
  return zonesOf({ timeZone: who.timeZone ?? null, place: '', country, phone, shopTimeZone })[0]!;
}

/** The day, week or month of a calendar that an instant is in. */
function periodOf(atMs: number, hours: number, zone: string): { startMs: number; endMs: number } {
  const day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate();
  const [start, length] =
    hours <= 24
      ? [day, { days: 1 }]
      : hours <= 168
        ? [day.subtract({ days: day.dayOfWeek - 1 }), { days: 7 }]
        : [day.with({ day: 1 }), { months: 1 }];
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: zone }).epochMilliseconds;
  return { startMs: at(start), endMs: at(start.add(length)) };
}

/** `2 texts in 24 hours`, `1 text a day` */
export function limitInWords({ count, hours, calendar }: SendLimit): string {
  const texts = `${count} ${count === 1 ? 'text' : 'texts'}`;
  if (calendar) return `${texts} a ${hours <= 24 ? 'day' : hours <= 168 ? 'week' : 'month'}`;
  const stretch = hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : `${hours} hours`;
  return `${texts} in ${stretch}`;
}
