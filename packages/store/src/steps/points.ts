import { sql } from 'kysely';
import type { Database } from '../database.js';
import { enterPoints, lockPoints } from '../loyalty/ledger.js';

/** Adds to a person's points, or takes from them, once for each key. @returns the balance afterwards */
export async function changePoints(
  database: Database,
  change: { key: string; contactId: string; points: number; reason: string; atMs: number },
): Promise<number> {
  await database.kysely.transaction().execute(async (tx) => {
    // A run may hold the id of somebody who was merged into another.
    const { rows } = await sql<{ id: string }>`select current_contact(${change.contactId}) as id`.execute(tx);
    const contactId = rows[0]!.id;
    await lockPoints(tx, [contactId]);
    await enterPoints(tx, [{ ...change, contactId, kind: 'changed' }]);
  });
  return pointsBalance(database, change.contactId);
}

export async function pointsBalance(database: Database, contactId: string): Promise<number> {
  const { balance } = await database.kysely
    .selectFrom('points_entries')
    .select(sql<number>`coalesce(sum(points), 0)::int`.as('balance'))
    .where('contact_id', '=', sql<string>`current_contact(${contactId})`)
    .executeTakeFirstOrThrow();
  return balance;
}
