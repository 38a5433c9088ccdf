import { earliestAllowed } from './earliest-allowed.js';
import {
  limitInWords,
  wasReminded,
  withinLimits,
  type CountedText,
  type Priority,
  type SendLimit,
} from './limits.js';

/** Everything that the decision rests on, read at one moment. */
export interface SendFacts {
  nowMs: number;
  /** For the sentences: who it is about. */
  personName: string;
  /** E.164, or `null`. */
  phone: string | null;
  country: string | null;
  timeZone: string | null;
  consent: 'granted' | 'denied' | 'none';
  hasStopped: boolean;
  purpose: string;
  /** `law`: the recipient's lawful hours hold; `always`: they do not. */
  sendingHours: 'law' | 'always';
  /** When the run came to the step, Unix milliseconds. */
  enteredAtMs: number;
  dropAfterMs: number;
  /** Texts to the same number that count. */
  recent: CountedText[];
  limits: SendLimit[];
  priority: Priority;
}

export type SendDecision =
  | { decision: 'send' }
  | { decision: 'held'; untilMs: number; code: string; reason: string }
  | { decision: 'not-sent'; code: string; reason: string };

const PURPOSES: Record<string, string> = {
  marketing: 'marketing texts',
  'cart-reminder': 'cart reminders',
  'back-in-stock': 'back-in-stock texts',
};

/** A text about an order or an account, and one that the person asked for, need no marketing consent. */
const NEEDS_NO_CONSENT = new Set(['transactional', 'opt-in-confirmation']);

/**
 * Whether a text may go now, later or not at all. Pure: the same facts give the same answer.
 * The order of the checks is that of the first "no" a person would want to be told.
 */
export function decideSend(facts: SendFacts): SendDecision {
  const { personName: name, purpose } = facts;
  if (facts.phone === null) return no('no-phone', `${name} has no phone number`);
  if (!NEEDS_NO_CONSENT.has(purpose)) {
    const what = PURPOSES[purpose] ?? `“${purpose}” texts`;
    if (facts.consent === 'denied') return no('consent-withdrawn', `${name} has said no to ${what}`);
    if (facts.consent !== 'granted') return no('no-consent', `${name} has not agreed to ${what}`);
  }
  if (facts.hasStopped && purpose !== 'transactional') return no('stopped', `${name} has replied STOP`);

  const expiresAtMs = facts.enteredAtMs + facts.dropAfterMs;
  if (facts.nowMs > expiresAtMs) return no('expired', 'It would have come too late');
  if (facts.sendingHours === 'law' && !NEEDS_NO_CONSENT.has(purpose)) {
    const { atMs, zone } = earliestAllowed(facts.nowMs, facts);
    if (atMs > expiresAtMs) {
      return no('expired', 'The next lawful hour comes after the text would be dropped');
    }
    if (atMs > facts.nowMs) {
      return {
        decision: 'held',
        untilMs: atMs,
        code: 'sending-hours',
        reason: `Outside lawful sending hours (${zone})`,
      };
    }
  }
  if (wasReminded(facts.nowMs, facts.recent, purpose))
    return no('cart-reminded', `${name} was reminded of a cart within the last 48 hours`);
  const { atMs, limit } = withinLimits(facts.nowMs, facts.recent, facts.limits, facts);
  if (!limit) return { decision: 'send' };
  const reason = `${name} has had the most there may be: ${limitInWords(limit)}`;
  if (atMs > expiresAtMs) return no('limit', reason);
  return { decision: 'held', untilMs: atMs, code: 'limit', reason };
}

const no = (code: string, reason: string): SendDecision => ({ decision: 'not-sent', code, reason });
