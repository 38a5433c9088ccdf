import { date, lockNames, type Database, type Tx } from './database.js';
import { notify } from './listen.js';
import { BACK_IN_STOCK, leaveAllLines, REFUSED } from './waitlist/leave-all-lines.js';

/** The topic that stands for every text that nobody has to get. */
export const ALL_TOPICS = '*';

/** A pause of all of them: a topic of its own, so that what was wished before holds again after it. */
export const PAUSE_OF_ALL = '*pause';

export interface Preference {
  /** `*`, `*pause`, a purpose (`marketing`) or a topic that a shop made up (`new arrivals`). */
  topic: string;
  /** `no` with an instant in `until` is a pause. */
  choice: 'yes' | 'fewer' | 'no';
  until: Date | null;
}

/** What a number's owner wishes of our texts. */
export function preferencesOf(
  { kysely }: { kysely: Pick<Tx, 'selectFrom'> },
  phone: string,
): Promise<Preference[]> {
  return kysely
    .selectFrom('contact_preferences')
    .select(['topic', 'choice', 'until'])
    .where('phone', '=', phone)
    .orderBy('topic')
    .execute();
}

/** Keeps a wish; the newest one about a topic is in force. When this has returned, no text against it begins. */
export async function setPreference(
  database: Database,
  phone: string,
  { topic, choice, untilMs = null }: { topic: string; choice: Preference['choice']; untilMs?: number | null },
  { source, atMs }: { source: string; atMs: number },
): Promise<void> {
  const wish = { choice, until: untilMs === null ? null : date(untilMs), source, at: date(atMs) };
  await database.kysely.transaction().execute(async (tx) => {
    await lockNames(tx, [`phone/${phone}`]);
    await tx
      .insertInto('contact_preferences')
      .values({ phone, topic, ...wish })
      .onConflict((conflict) => conflict.columns(['phone', 'topic']).doUpdateSet(wish))
      .execute();
    if (topic === BACK_IN_STOCK && choice === 'no' && untilMs === null)
      await leaveAllLines(tx, phone, REFUSED, atMs);
    await notify(tx, 'live', { kind: 'phone', number: phone });
  });
}

/** Who asks to be told of a thing takes back what they wished before of all texts about what is back. */
export async function wishBackInStock(tx: Tx, phone: string, nowMs: number): Promise<void> {
  await tx
    .updateTable('contact_preferences')
    .set({ choice: 'yes', until: null, source: 'waitlist', at: date(nowMs) })
    .where('phone', '=', phone)
    .where('topic', '=', BACK_IN_STOCK)
    .where('choice', '=', 'no')
    .where('at', '<=', date(nowMs))
    .execute();
}
