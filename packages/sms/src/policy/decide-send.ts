import { cartReminder } from './rules/cart-reminder.js';
import { consent } from './rules/consent.js';
import { expired, wouldArriveExpired } from './rules/deadline.js';
import { letGo } from './rules/let-go.js';
import { limits } from './rules/limits.js';
import { moreImportant } from './rules/more-important.js';
import { optInRequest } from './rules/opt-in-request.js';
import { phoneAwaited } from './rules/phone-awaited.js';
import { reachable } from './rules/reachable.js';
import { sendingHours } from './rules/sending-hours.js';
import { stillTrue } from './rules/still-true.js';
import { stop } from './rules/stop.js';
import { urgency } from './rules/urgency.js';
import { wishes } from './rules/wishes.js';
import type { No, NotBefore, SendDecision, SendFacts } from './send-facts.js';

/** Rules that say no for good, in the order in which a person would want to be told. */
const NEVER: ((facts: SendFacts) => No | null)[] = [
  reachable,
  consent,
  optInRequest,
  stop,
  wishes,
  letGo,
  stillTrue,
  expired,
  cartReminder,
  urgency,
];

/** Rules that say "not before". An instant is right when all of them let it pass. */
const LATER: ((atMs: number, facts: SendFacts) => NotBefore | null)[] = [sendingHours, limits, moreImportant];

/** Each rule pushes the instant on; more rounds than this and it will not be this week. */
const MOST_ROUNDS = 50;

/**
 * Whether a text may go now, later or not at all. Pure: the same facts give the same answer.
 * Whatever is held is judged anew when its time comes.
 */
export function decideSend(facts: SendFacts): SendDecision {
  const awaited = phoneAwaited(facts);
  if (awaited) return { decision: 'held', untilMs: awaited.atMs, code: awaited.code, reason: awaited.reason };
  for (const rule of NEVER) {
    const answer = rule(facts);
    if (answer) return { decision: 'not-sent', ...answer };
  }
  const { atMs, held } = earliest(facts);
  const late = wouldArriveExpired(atMs, facts);
  // Who is over the limit for longer than a text is of use is told of the limit.
  if (late && held?.code === 'limit') return { decision: 'not-sent', code: 'limit', reason: held.reason };
  if (late) return { decision: 'not-sent', ...late, ...(atMs > facts.nowMs && { couldGoAtMs: atMs }) };
  if (held) return { decision: 'held', untilMs: atMs, code: held.code, reason: held.reason };
  return { decision: 'send' };
}

/** @returns the first instant that all rules let pass, and the first of them that did not let pass now */
function earliest(facts: SendFacts): { atMs: number; held: NotBefore | null } {
  let atMs = facts.nowMs;
  let held: NotBefore | null = null;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const answer = LATER.map((rule) => rule(atMs, facts)).find((answer) => answer !== null);
    if (!answer) return { atMs, held };
    held ??= answer;
    atMs = answer.atMs;
  }
  return { atMs, held };
}

/** What may have changed since: read again once nobody else can send to the number. */
export type FactsAtBegin = Pick<SendFacts, 'recent' | 'cartRemindedAtMs' | 'preferences' | 'consent'>;

/** Whether nothing of that speaks against a text which was decided to go. */
export function stillMayGo(facts: SendFacts, now: FactsAtBegin): boolean {
  const fresh = { ...facts, ...now };
  return (
    [consent, wishes, cartReminder, urgency].every((rule) => rule(fresh) === null) &&
    limits(facts.nowMs, fresh) === null
  );
}
