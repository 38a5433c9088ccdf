import { countryOfZone, type SendFacts } from '@signalbox/sms';
import { pastPeople, standingOf, type Database } from '@signalbox/store';
import { LOOKS_BACK_MS } from '../backtest/judge.js';
import { asTheyWere, type ReplayedPerson } from '../backtest/past-person.js';

/** What stands in for what is known of somebody, or what is taken for true of somebody who is made up. */
export interface Assumed {
  /** To every purpose. */
  hasConsented?: boolean | undefined;
  hasStopped?: boolean | undefined;
  /** Texts that they have had from others within the last week, spread over it. */
  recentTexts?: number | undefined;
  phone?: 'none' | 'unreachable' | undefined;
}

/** Somebody whom a draft is tried with, as the send policy sees them now. */
export type TriedPerson = Pick<ReplayedPerson, 'consentAt' | 'hasStopped' | 'others'> & {
  now: Partial<Pick<SendFacts, 'unreachable' | 'preferences'>>;
  /** Where their own fields say nothing. */
  otherwise?: Pick<SendFacts, 'phone' | 'country' | 'timeZone'>;
  /** `false`: none, whatever their fields say. */
  hasPhone?: boolean;
};

const DAY = 86_400_000;
const AT_ONCE = 2_000;
/** Nobody's: it only says that there is one. */
const SAMPLE_PHONE = '+4520000000';

/** By their ids, as they are at an instant; somebody who is not there is left out. */
export async function triedPeople(
  database: Database,
  contactIds: string[],
  nowMs: number,
): Promise<Map<string, TriedPerson>> {
  const found = new Map<string, TriedPerson>();
  for (let first = 0; first < contactIds.length; first += AT_ONCE) {
    const ids = contactIds.slice(first, first + AT_ONCE);
    const people = await database.kysely
      .transaction()
      .execute((tx) => pastPeople(tx, ids, { journeyId: null, sinceMs: nowMs - LOOKS_BACK_MS }));
    const standing = await standingOf(
      database,
      people.flatMap(({ phone }) => (phone === null ? [] : [phone])),
    );
    for (const past of people) {
      const { consentAt, hasStopped, others } = asTheyWere(past);
      found.set(past.id, { consentAt, hasStopped, others, now: standing.get(past.phone ?? '') ?? {} });
    }
  }
  return found;
}

/** Somebody who is made up: reachable where the shop is, willing and not texted of late. */
export const someoneIn = (shopTimeZone: string): TriedPerson => ({
  consentAt: () => 'granted',
  hasStopped: () => false,
  others: [],
  now: {},
  otherwise: { phone: SAMPLE_PHONE, country: countryOfZone(shopTimeZone), timeZone: shopTimeZone },
});

/** @param atMs when they come in */
export function assuming(
  person: TriedPerson,
  { hasConsented, hasStopped, recentTexts, phone }: Assumed,
  atMs: number,
): TriedPerson {
  const tried = { ...person };
  if (hasConsented !== undefined) tried.consentAt = () => (hasConsented ? 'granted' : 'none');
  if (hasStopped !== undefined) tried.hasStopped = () => hasStopped;
  if (recentTexts !== undefined)
    tried.others = Array.from({ length: recentTexts }, (_, index) => ({
      purpose: 'marketing',
      atMs: atMs - Math.round(((index + 1) * 7 * DAY) / (recentTexts + 1)),
    }));
  if (phone === 'none') tried.hasPhone = false;
  if (phone === 'unreachable') tried.now = { ...person.now, unreachable: 'the carrier says so' };
  return tried;
}
