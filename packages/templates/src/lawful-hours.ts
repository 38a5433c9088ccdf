import type { Shop } from './define-template.js';
import { timeAndDay } from './local-time.js';
import { DAY } from './questions.js';

const HALF_HOUR = 30 * 60_000;
/** Longer than over any night, Sunday and holiday. */
const MOST_DAYS = 5;

type Hours = Pick<Shop, 'mayReachMs' | 'timeZone'>;

/**
 * The last instant, not after `wantedMs`, at which texts may leave; with half an hour to spare for those in line if it is
 * an earlier one. `null` if there is none from `fromMs` on.
 */
export function lastLawfulMs(wantedMs: number, fromMs: number, { mayReachMs }: Hours): number | null {
  const isLawful = (ms: number) => mayReachMs(ms) === ms;
  if (isLawful(wantedMs)) return wantedMs;
  const earliestMs = Math.max(fromMs, wantedMs - MOST_DAYS * DAY);
  for (let ms = wantedMs - HALF_HOUR; ms >= earliestMs; ms -= HALF_HOUR)
    if (isLawful(ms) && isLawful(ms + HALF_HOUR)) return ms;
  return null;
}

const LOOKED_AT = 3 * DAY;

/** How much of the time between two instants texts may leave in, to half an hour; of more than three days, as in those. */
export function lawfulMsWithin(fromMs: number, untilMs: number, { mayReachMs }: Hours): number {
  const lookedAtMs = Math.min(untilMs - fromMs, LOOKED_AT);
  const endMs = fromMs + lookedAtMs;
  let sum = 0;
  for (let ms = mayReachMs(fromMs); ms < endMs;) {
    const nextMs = Math.min(ms + HALF_HOUR, endMs);
    sum += nextMs - ms;
    ms = mayReachMs(nextMs);
  }
  return lookedAtMs > 0 ? Math.round((sum / lookedAtMs) * (untilMs - fromMs)) : 0;
}

/** What texts come to that are to leave at an instant and are of use until another; nothing if they leave at once. */
export function hoursNote(
  what: string,
  { atMs, usefulUntilMs, nowMs }: { atMs: number; usefulUntilMs: number; nowMs: number },
  hours: Hours,
): string[] {
  const { timeZone } = hours;
  const leavesMs = hours.mayReachMs(atMs);
  if (leavesMs === atMs) return [];
  const begins = `${what} at ${timeAndDay(atMs, timeZone)} comes outside the hours in which texts may reach people there`;
  // To the instant would be too late: a text is on its way for a while.
  if (leavesMs < usefulUntilMs) return [`${begins}: it leaves at ${timeAndDay(leavesMs, timeZone)}.`];
  const bestMs = lastLawfulMs(atMs, nowMs, hours);
  return [
    `${begins}, and is of no use when they begin again: nobody gets it.`,
    ...(bestMs === null ? [] : [`The nearest hour that works is ${timeAndDay(bestMs, timeZone)}.`]),
  ];
}
