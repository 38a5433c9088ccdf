import type pg from 'pg';
import { date } from './database.js';
import type { CountedText } from './messages.js';
import type { Preference } from './preferences.js';

/** What speaks for or against a text to a number, and may change while the text is made. Never kept in memory. */
export interface NumberFacts {
  hasStopped: boolean;
  consent: 'granted' | 'denied' | 'none';
  preferences: Preference[];
  recent: CountedText[];
  cartRemindedAtMs: number | null;
  /** Another one as soon as any of this is. */
  mark: string;
}

const LOOKS_BACK_MS = 32 * 86_400_000;
/** The oldest text that may count at an instant. */
export const countsSince = (nowMs: number): Date => date(nowMs - LOOKS_BACK_MS);

export interface NumberRow {
  has_stopped: boolean;
  consent: 'granted' | 'denied' | null;
  wishes: [topic: string, choice: Preference['choice'], untilMs: number | null][] | null;
  recent: [atMs: number, purpose: string, isUrgent: boolean][] | null;
  cart_reminded: number | null;
  mark: string;
}

export const numberFactsOf = (row: NumberRow): NumberFacts => ({
  hasStopped: row.has_stopped,
  consent: row.consent ?? 'none',
  preferences: (row.wishes ?? []).map(([topic, choice, untilMs]) => ({
    topic,
    choice,
    until: untilMs === null ? null : date(untilMs),
  })),
  recent: (row.recent ?? []).map(([atMs, purpose, isUrgent]) => ({ atMs, purpose, isUrgent })),
  cartRemindedAtMs: row.cart_reminded,
  mark: row.mark,
});

/** Reads it all at one moment: for who has the number locked. */
export async function readNumber(
  client: Pick<pg.PoolClient, 'query'>,
  { phone, purpose, cartKeys, nowMs }: { phone: string; purpose: string; cartKeys: string[]; nowMs: number },
): Promise<NumberFacts> {
  const { rows } = await client.query<NumberRow>({
    name: 'number-facts',
    text: 'select * from number_facts($1, $2, $3, $4)',
    values: [phone, purpose, countsSince(nowMs), cartKeys],
  });
  return numberFactsOf(rows[0]!);
}
