import type { JourneySettings } from './journey-graph.js';

const DAY = 86_400_000;

/** Whether a journey takes people in at an instant, Unix milliseconds, by its own dates. */
export function opening(
  { startsAt, endsAt }: Pick<JourneySettings, 'startsAt' | 'endsAt'>,
  atMs: number,
): 'not-begun' | 'open' | 'over' {
  if (startsAt !== undefined && atMs < Date.parse(startsAt)) return 'not-begun';
  return endsAt !== undefined && atMs >= Date.parse(endsAt) ? 'over' : 'open';
}

/** A person's former entries into a journey, for the same thing. */
export interface FormerEntries {
  isInside: boolean;
  /** When they last came in, Unix milliseconds; absent if never. */
  lastAtMs?: number | undefined;
}

/**
 * Whether a person may enter a journey (again) at an instant, by its rule of re-entry; if not, why. Of a journey that
 * restarts, whoever is inside may: what they were in is over then.
 */
export function mayEnter(
  reentry: JourneySettings['reentry'],
  { isInside, lastAtMs }: FormerEntries,
  atMs: number,
): 'yes' | 'inside-already' | 'been-through' {
  if (isInside && reentry.kind !== 'always') return reentry.kind === 'restart' ? 'yes' : 'inside-already';
  return lastAtMs !== undefined && lastAtMs > keptOutSince(reentry, atMs) ? 'been-through' : 'yes';
}

/** Whoever came in later than this, Unix milliseconds, is kept out at an instant although they are inside no more. */
export function keptOutSince(reentry: JourneySettings['reentry'], atMs: number): number {
  if (reentry.kind === 'once') return -Infinity;
  return reentry.kind === 'after-days' ? atMs - reentry.days * DAY : Infinity;
}
