import { withQuery } from '../api/client.js';
import type { Counted } from './workspace.js';

const DAY = 86_400_000;

/** Since when entries are counted; from the beginning of a day, so that the question stays the same all day. */
export function countedFrom({ days }: Counted, nowMs: number = Date.now()): string | undefined {
  if (days === null) return undefined;
  const start = new Date(nowMs - (days - 1) * DAY);
  start.setHours(0, 0, 0, 0);
  return start.toISOString();
}

/** The page of the very people that a number counts. */
export const peopleBehind = (
  journeyId: string,
  { node, port, counted }: { node: string; port?: string | undefined; counted: Counted },
): string =>
  withQuery(`/journeys/${journeyId}/runs`, {
    node,
    port,
    version: counted.version === 'all' ? undefined : counted.version,
    from: countedFrom(counted),
  });
