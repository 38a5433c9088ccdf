import { consent } from './rules/consent.js';
import { reachable } from './rules/reachable.js';
import { sendingHours } from './rules/sending-hours.js';
import { wishes } from './rules/wishes.js';
import type { SendDecision, SendFacts } from './send-facts.js';

/** What a text rests on that a person has sent once more. */
export type AgainFacts = Parameters<typeof reachable>[0] &
  Parameters<typeof consent>[0] &
  Parameters<typeof wishes>[0] &
  Parameters<typeof sendingHours>[1];

/**
 * As `decideSend`, for a text that a person has sent once more: whether it still holds true and is worth its place in the
 * limits is theirs to say, but not whether its reader wants it, nor at which hours.
 */
export function decideAgain(facts: AgainFacts): SendDecision {
  const never = reachable(facts) ?? consent(facts) ?? wishes(facts);
  if (never) return { decision: 'not-sent', ...never };
  const later = sendingHours(facts.nowMs, facts);
  if (later) return { decision: 'held', untilMs: later.atMs, code: later.code, reason: later.reason };
  return { decision: 'send' };
}

/** Whether its reader still wants it, looked at once more while the number is locked. */
export const isStillWanted = (facts: AgainFacts, now: Pick<SendFacts, 'consent' | 'preferences'>): boolean =>
  (consent({ ...facts, ...now }) ?? wishes({ ...facts, ...now })) === null;
