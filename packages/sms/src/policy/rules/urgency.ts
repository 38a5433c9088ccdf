import type { CountedText } from '../limits.js';
import { NEVER_LIMITED } from '../purposes.js';
import { no, type No, type SendFacts } from '../send-facts.js';

/** How many texts that press for time a person may get in any stretch of days. */
export interface UrgencyAllowance {
  count: number;
  days: number;
}

/** Ours: "last chance" is believed twice a month. */
export const DEFAULT_URGENCY: UrgencyAllowance = { count: 2, days: 30 };

/** A text with an end time draws on a person's allowance; once it is used up, the text is not sent. */
export function urgency(facts: SendFacts): No | null {
  if (facts.offerEndsAtMs === null || NEVER_LIMITED.has(facts.purpose)) return null;
  if (urgentOf(facts.recent, facts.nowMs, facts.urgency) < facts.urgency.count) return null;
  const { count, days } = facts.urgency;
  return no(
    'urgency-used-up',
    `${facts.personName} has had ${count} ${count === 1 ? 'text' : 'texts'} with an end time in ${days} days`,
  );
}

const urgentOf = (recent: CountedText[], nowMs: number, { days }: UrgencyAllowance): number =>
  recent.filter((text) => text.isUrgent && text.atMs > nowMs - days * 86_400_000).length;
