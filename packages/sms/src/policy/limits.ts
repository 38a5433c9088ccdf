/** At most `count` texts a person in any stretch of `hours`. */
export interface SendLimit {
  count: number;
  hours: number;
  /** Only these purposes count and are held; all of marketing if absent. */
  purposes?: string[];
  /** So many of the places are kept for texts of high priority. */
  reserved?: number;
}

/** A text that counts: it was asked of the carrier, whatever became of it. */
export interface CountedText {
  atMs: number;
  purpose: string;
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

/** One reminder of carts in 48 hours to a number: carriers' rule for cart texts (CTIA programme terms, seen 2026-11). */
export const CART_REMINDER_HOURS = 48;

/** What a person asked for, or must know, is never stopped by a limit, but counts towards it. */
const NEVER_HELD = new Set(['transactional', 'opt-in-confirmation', 'back-in-stock']);

const HOUR = 3_600_000;

/**
 * The first instant at which one more text keeps every limit.
 * @param recent texts to the same number, in any order
 * @returns `nowMs` if that is now, and which limit it is that holds it otherwise
 */
export function withinLimits(
  nowMs: number,
  recent: CountedText[],
  limits: SendLimit[],
  { purpose, priority }: { purpose: string; priority: Priority },
): { atMs: number; limit: SendLimit | null } {
  if (NEVER_HELD.has(purpose)) return { atMs: nowMs, limit: null };
  let latest: { atMs: number; limit: SendLimit | null } = { atMs: nowMs, limit: null };
  for (const limit of limits) {
    if (limit.purposes && !limit.purposes.includes(purpose)) continue;
    const places = limit.count - (priority === 'high' ? 0 : Math.min(limit.reserved ?? 0, limit.count - 1));
    const counted = recent
      .filter((text) => text.atMs > nowMs - limit.hours * HOUR)
      .filter((text) => !limit.purposes || limit.purposes.includes(text.purpose))
      .map(({ atMs }) => atMs)
      .sort((a, b) => a - b);
    // The place that must come free first: the oldest of the last `places` texts.
    const oldest = counted[counted.length - places];
    if (oldest === undefined) continue;
    const freeMs = oldest + limit.hours * HOUR;
    if (freeMs > latest.atMs) latest = { atMs: freeMs, limit };
  }
  return latest;
}

/** `2 texts in 24 hours` */
export function limitInWords({ count, hours }: SendLimit): string {
  const stretch = hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : `${hours} hours`;
  return `${count} ${count === 1 ? 'text' : 'texts'} in ${stretch}`;
}

/** Whether a number was reminded of a cart so short a time ago that it may not be again. */
export const wasReminded = (nowMs: number, recent: CountedText[], purpose: string): boolean =>
  purpose === 'cart-reminder' &&
  recent.some((text) => text.purpose === 'cart-reminder' && text.atMs > nowMs - CART_REMINDER_HOURS * HOUR);
