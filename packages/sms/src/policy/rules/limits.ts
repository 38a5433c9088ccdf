import { limitInWords, withinLimits, type SendLimit } from '../limits.js';
import { mostPerDay } from '../places.js';
import { NEVER_LIMITED } from '../purposes.js';
import type { NotBefore, SendFacts } from '../send-facts.js';
import { wishesOn } from './wishes.js';

/** What "fewer" on a person's own page means: ours. */
const FEWER: SendLimit = { count: 1, hours: 7 * 24 };

/**
 * The limits a person: the house's own, what the law of some states adds (`places.ts`), and the person's own wish for
 * fewer.
 */
export function limits(atMs: number, facts: SendFacts): NotBefore | null {
  if (NEVER_LIMITED.has(facts.purpose)) return null;
  const { atMs: freeMs, limit, used } = withinLimits(atMs, facts.recent, limitsOf(facts), facts);
  if (limit === null) return null;
  return {
    atMs: freeMs,
    code: 'limit',
    reason:
      used < limit.count
        ? `${facts.personName} has had ${used} of ${limitInWords(limit)}; what is left is kept for journeys of high priority`
        : `${facts.personName} has had the most there may be: ${limitInWords(limit)}`,
  };
}

function limitsOf(facts: SendFacts): SendLimit[] {
  const lawful = facts.sendingHours === 'law' ? mostPerDay(facts) : null;
  const isFewer = wishesOn(facts).some(({ choice }) => choice === 'fewer');
  return [...facts.limits, ...(lawful ? [lawful] : []), ...(isFewer ? [FEWER] : [])];
}
