import { earliestAllowed, earliestOfHouse, type OpenSpan } from '../earliest-allowed.js';
import { NEEDS_NO_CONSENT } from '../purposes.js';
import type { NotBefore, SendFacts } from '../send-facts.js';
import { ON_ITS_WAY_MS } from './deadline.js';

type HourFacts = Pick<
  SendFacts,
  | 'nowMs'
  | 'purpose'
  | 'phone'
  | 'country'
  | 'region'
  | 'timeZone'
  | 'shopTimeZone'
  | 'sendingHours'
  | 'ownHours'
>;

/**
 * The hours and days at which marketing may reach somebody where they are: the lawful ones, whose sources `places.ts`
 * has, and within them the house's own. Where those leave nothing of the lawful ones, the law alone holds. What could
 * only just leave before they end would arrive when they are over.
 */
export function sendingHours(atMs: number, facts: HourFacts): NotBefore | null {
  if (NEEDS_NO_CONSENT.has(facts.purpose)) return null;
  const { open, lawful } = hoursAt(atMs, facts);
  if (open.atMs === atMs && open.untilMs - atMs >= ON_ITS_WAY_MS) return null;
  if (open.atMs === atMs) return sendingHours(open.untilMs, facts);
  return {
    atMs: open.atMs,
    code: 'sending-hours',
    reason:
      lawful && lawful.atMs > atMs
        ? `Outside lawful sending hours (${lawful.zones.join(', ')})`
        : 'Outside your own sending hours',
  };
}

/** When the hours that it leaves in are over; never for what needs none. */
export function hoursEndMs(facts: HourFacts): number {
  if (NEEDS_NO_CONSENT.has(facts.purpose)) return Number.POSITIVE_INFINITY;
  return hoursAt(facts.nowMs, facts).open.untilMs;
}

function hoursAt(atMs: number, facts: HourFacts) {
  const isLawful = facts.sendingHours === 'law';
  const lawful = isLawful ? earliestAllowed(atMs, facts) : null;
  const own = facts.ownHours && earliestOfHouse(atMs, facts, { hours: facts.ownHours, isLawful });
  const open: OpenSpan = own ?? lawful ?? { atMs, untilMs: Number.POSITIVE_INFINITY };
  return { open, lawful };
}
