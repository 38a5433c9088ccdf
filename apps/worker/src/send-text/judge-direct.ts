import {
  decideAgain,
  hoursEndMs,
  isStillWanted,
  NEEDS_NO_CONSENT,
  type AgainFacts,
  type HoursOfWeek,
  type SendDecision,
} from '@signalbox/sms';
import {
  factsOf,
  reachesRealPhones,
  readNumber,
  readSetting,
  unreachableReason,
  type Database,
  type DirectText,
  type FactsAtBegin,
} from '@signalbox/store';
import { nameOf, whereIs } from './where-is.js';

export interface JudgingDeps {
  database: Database;
  /** As in `SendTextDeps`. */
  carrierUrl?: string;
  /** `law` if absent. */
  sendingHours?: 'law' | 'always';
  /** IANA. */
  shopTimeZone?: string;
}

export interface Judged {
  decision: SendDecision;
  /** Looks once more at what may have changed, while the number is locked. */
  mayGo?: (now: FactsAtBegin) => boolean;
  /** Unix milliseconds: later than this it may not arrive. */
  endsMs: number;
}

/** Whether a text that no run sends may go: answers always, and marketing that is sent again as its reader wants it. */
export async function judgeDirect(
  { database, carrierUrl, sendingHours = 'law', shopTimeZone = 'UTC' }: JudgingDeps,
  { phone, purpose, contactId }: DirectText,
  nowMs: number,
): Promise<Judged> {
  if (NEEDS_NO_CONSENT.has(purpose)) return { decision: { decision: 'send' }, endsMs: Infinity };
  const [contact, number, unreachable, ownHours, isReal] = await Promise.all([
    contactId ? factsOf(database, contactId) : {},
    readNumber(database.pool, { phone, purpose, cartKeys: [], nowMs }),
    unreachableReason(database, phone),
    readSetting<HoursOfWeek>(database, 'hours'),
    reachesRealPhones(database, carrierUrl),
  ]);
  const facts: AgainFacts = {
    nowMs,
    phone,
    purpose,
    topic: null,
    personName: nameOf({ phone, ...contact }),
    ...whereIs(contact, phone),
    unreachable,
    shopTimeZone,
    consent: number.consent,
    preferences: number.preferences,
    sendingHours: isReal ? 'law' : sendingHours,
    ownHours: ownHours ?? null,
  };
  return {
    decision: decideAgain(facts),
    mayGo: (now) => isStillWanted(facts, now),
    endsMs: hoursEndMs(facts),
  };
}
