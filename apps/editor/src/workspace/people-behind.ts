import { withQuery } from '../api/client.js';
import type { Counted } from './workspace.js';

const DAY = 86_400_000;

/** When counted entries began; from the beginning of a day, so that the question stays the same all day. */
export function countedPeriod(
  { days, between }: Counted,
  nowMs: number = Date.now(),
): { from?: string; to?: string } {
  if (between) {
    const after = startOfDay(between.to);
    after.setDate(after.getDate() + 1);
    return { from: startOfDay(between.from).toISOString(), to: after.toISOString() };
  }
  if (days === null) return {};
  const start = new Date(nowMs - (days - 1) * DAY);
  start.setHours(0, 0, 0, 0);
  return { from: start.toISOString() };
}

/** Where the reader is. */
const startOfDay = (date: string) => new Date(`${date}T00:00:00`);

const filterOf = (counted: Counted) => ({
  version: counted.version === 'all' ? undefined : counted.version,
  ...countedPeriod(counted),
});

interface People {
  node?: string;
  port?: string | undefined;
  goal?: 'reached';
  counted: Counted;
}

/** The page of the very people that a number counts. */
export const peopleBehind = (journeyId: string, { counted, ...people }: People): string =>
  withQuery(`/journeys/${journeyId}/runs`, { ...people, ...filterOf(counted) });

interface Texts {
  node: string;
  state?: string;
  reason?: string;
  then?: 'clicked' | 'ordered';
  counted: Counted;
}

/** The page of the very texts that a number counts. */
export const textsBehind = (journey: string, { counted, ...texts }: Texts): string =>
  withQuery('/messages', { journey, ...texts, ...filterOf(counted) });
