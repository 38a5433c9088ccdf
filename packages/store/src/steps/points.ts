import { sql } from 'kysely';
import type { Database, Tx } from '../database.js';
import { enterPoints, lockPoints } from '../loyalty/ledger.js';

interface PointsToChange {
  /** The same key twice is one change. */
  key: string;
  contactId: string;
  /** Below zero to take some. */
  points: number;
  reason: string;
  /** Takes none from whoever has too few. */
  onlyIfEnough?: boolean | undefined;
  atMs: number;
}

/**
 * Adds to a person's points, or takes from them, once for each key.
 * @returns the balance afterwards, and whether there was too little to take
 */
export function changePoints(
  database: Database,
  { onlyIfEnough = false, ...change }: PointsToChange,
): Promise<{ balance: number; isShort: boolean }> {
  return database.kysely.transaction().execute(async (tx) => {
    // A run may hold the id of somebody who was merged into another.
    const { rows } = await sql<{ id: string }>`select current_contact(${change.contactId}) as id`.execute(tx);
    const contactId = rows[0]!.id;
    await lockPoints(tx, [contactId]);
    const before = await balanceOf(tx, contactId);
    const isTooMuch = onlyIfEnough && change.points < 0 && before + change.points < 0;
    if (isTooMuch && !(await isEntered(tx, change.key))) return { balance: before, isShort: true };
    await enterPoints(tx, [{ ...change, contactId, kind: 'changed' }]);
    return { balance: await balanceOf(tx, contactId), isShort: false };
  });
}

/** With what another programme told of it: what the person's texts say, too. */
async function balanceOf(tx: Tx, contactId: string): Promise<number> {
  const person = await tx
    .selectFrom('contacts')
    .select('points_balance')
    .where('id', '=', contactId)
    .executeTakeFirst();
  return person?.points_balance ?? 0;
}

async function isEntered(tx: Tx, key: string): Promise<boolean> {
  const entry = await tx.selectFrom('points_entries').select('key').where('key', '=', key).executeTakeFirst();
  return entry !== undefined;
}

/** What our own ledger comes to. */
export async function pointsBalance(database: Database, contactId: string): Promise<number> {
  const { balance } = await database.kysely
    .selectFrom('points_entries')
    .select(sql<number>`coalesce(sum(points), 0)::int`.as('balance'))
    .where('contact_id', '=', sql<string>`current_contact(${contactId})`)
    .executeTakeFirstOrThrow();
  return balance;
}
