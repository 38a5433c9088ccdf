import { earliestAllowed, earliestOfHouse } from '../earliest-allowed.js';
import { NEEDS_NO_CONSENT } from '../purposes.js';
import type { NotBefore, SendFacts } from '../send-facts.js';

/**
 * The hours and days at which marketing may reach somebody where they are: the lawful ones, whose sources `places.ts`
 * has, and within them the house's own. Where those leave nothing of the lawful ones, the law alone holds.
 */
export function sendingHours(atMs: number, facts: SendFacts): NotBefore | null {
  if (NEEDS_NO_CONSENT.has(facts.purpose)) return null;
  const isLawful = facts.sendingHours === 'law';
  const lawful = isLawful ? earliestAllowed(atMs, facts) : null;
  const own = facts.ownHours && earliestOfHouse(atMs, facts, { hours: facts.ownHours, isLawful });
  if (lawful && lawful.atMs > atMs)
    return {
      atMs: own ?? lawful.atMs,
      code: 'sending-hours',
      reason: `Outside lawful sending hours (${lawful.zones.join(', ')})`,
    };
  return own !== null && own > atMs
    ? { atMs: own, code: 'sending-hours', reason: 'Outside your own sending hours' }
    : null;
}
