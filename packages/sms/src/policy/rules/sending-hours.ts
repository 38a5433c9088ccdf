import { earliestAllowed } from '../earliest-allowed.js';
import { NEEDS_NO_CONSENT } from '../purposes.js';
import type { NotBefore, SendFacts } from '../send-facts.js';

/** The hours and days at which marketing may reach somebody where they are; `sending-windows.ts` has the sources. */
export function sendingHours(atMs: number, facts: SendFacts): NotBefore | null {
  if (facts.sendingHours === 'always' || NEEDS_NO_CONSENT.has(facts.purpose)) return null;
  const allowed = earliestAllowed(atMs, facts);
  if (allowed.atMs <= atMs) return null;
  return {
    atMs: allowed.atMs,
    code: 'sending-hours',
    reason: `Outside lawful sending hours (${allowed.zones.join(', ')})`,
  };
}
