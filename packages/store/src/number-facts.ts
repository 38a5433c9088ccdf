import type pg from 'pg';
import { date } from './database.js';
import { COUNTED_STATES, type CountedText } from './messages.js';
import type { Preference } from './preferences.js';

/** What speaks for or against a text to a number, and may change while the text is made. Never kept in memory. */
export interface NumberFacts {
  hasStopped: boolean;
  consent: 'granted' | 'denied' | 'none';
  preferences: Preference[];
  recent: CountedText[];
  cartRemindedAtMs: number | null;
}

const LOOKS_BACK_MS = 32 * 86_400_000;
/** The oldest text that may count at an instant. */
export const countsSince = (nowMs: number): Date => date(nowMs - LOOKS_BACK_MS);

const COUNTED = COUNTED_STATES.map((state) => `'${state}'`).join(', ');

/**
 * The columns of `NumberFacts`, where a number, a purpose, the oldest instant that counts and a cart's keys stand for
 * themselves in SQL.
 */
export const numberColumns = (phone: string, purpose: string, since: string, cartKeys: string): string => `
  exists (select from suppressions where suppressions.phone = ${phone}) as has_stopped,
  (select state from consents where consents.phone = ${phone} and consents.purpose = ${purpose}
   order by at desc, id desc limit 1) as consent,
  (select json_agg(json_build_array(topic, choice, extract(epoch from until) * 1000) order by topic)
   from contact_preferences w where w.phone = ${phone}) as wishes,
  (select json_agg(json_build_array(extract(epoch from t.sending_at) * 1000, t.purpose, t.is_urgent))
   from messages t where t.phone = ${phone} and t.sending_at > ${since} and t.state in (${COUNTED})) as recent,
  case when ${cartKeys}::text[] <> '{}' then
    (select extract(epoch from max(t.sending_at)) * 1000 from messages t
     where t.cart_keys && ${cartKeys}::text[] and t.state in (${COUNTED}))
  end::float8 as cart_reminded`;

export interface NumberRow {
  has_stopped: boolean;
  consent: 'granted' | 'denied' | null;
  wishes: [topic: string, choice: Preference['choice'], untilMs: number | null][] | null;
  recent: [atMs: number, purpose: string, isUrgent: boolean][] | null;
  cart_reminded: number | null;
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
});

const READ = `select ${numberColumns('$1', '$2', '$3', '$4')}`;

/** Reads it all at one moment: for who has the number locked. */
export async function readNumber(
  client: Pick<pg.PoolClient, 'query'>,
  { phone, purpose, cartKeys, nowMs }: { phone: string; purpose: string; cartKeys: string[]; nowMs: number },
): Promise<NumberFacts> {
  const { rows } = await client.query<NumberRow>({
    name: 'number-facts',
    text: READ,
    values: [phone, purpose, countsSince(nowMs), cartKeys],
  });
  return numberFactsOf(rows[0]!);
}
