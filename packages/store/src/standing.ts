import type { Database } from './database.js';
import type { Preference } from './preferences.js';

/** What speaks against texts to a number, besides consent and STOP. */
export interface Standing {
  /** Why nothing can reach it, if the carrier said so. */
  unreachable: string | null;
  preferences: Preference[];
}

/** Of many numbers at once; one that nothing speaks against is left out. */
export async function standingOf(
  { kysely }: Pick<Database, 'kysely'>,
  phones: string[],
): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>();
  if (phones.length === 0) return found;
  const [unreachable, wishes] = await Promise.all([
    kysely
      .selectFrom('unreachable_phones')
      .select(['phone', 'reason'])
      .where('phone', 'in', phones)
      .execute(),
    kysely
      .selectFrom('contact_preferences')
      .select(['phone', 'topic', 'choice', 'until'])
      .where('phone', 'in', phones)
      .orderBy('topic')
      .execute(),
  ]);
  const of = (phone: string) => {
    const known = found.get(phone) ?? { unreachable: null, preferences: [] };
    found.set(phone, known);
    return known;
  };
  for (const { phone, reason } of unreachable) of(phone).unreachable = reason;
  for (const { phone, ...wish } of wishes) of(phone).preferences.push(wish);
  return found;
}
