import { sql } from 'kysely';
import { date, type Database } from '../database.js';

/** Adds to a person's points, or takes from them, once for each key. @returns the balance afterwards */
export async function changePoints(
  database: Database,
  change: { key: string; contactId: string; points: number; reason: string; atMs: number },
): Promise<number> {
  await database.kysely
    .insertInto('points_entries')
    .values({
      key: change.key,
      contact_id: change.contactId,
      points: change.points,
      reason: change.reason,
      at: date(change.atMs),
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  return pointsBalance(database, change.contactId);
}

export async function pointsBalance(database: Database, contactId: string): Promise<number> {
  const { balance } = await database.kysely
    .selectFrom('points_entries')
    .select(sql<number>`coalesce(sum(points), 0)::int`.as('balance'))
    .where('contact_id', '=', contactId)
    .executeTakeFirstOrThrow();
  return balance;
}
