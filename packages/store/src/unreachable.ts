import { date, type Database, type Tx } from './database.js';

/** Why nothing can reach a number, if the carrier said so. */
export async function unreachableReason(database: Database, phone: string): Promise<string | null> {
  const row = await database.kysely
    .selectFrom('unreachable_phones')
    .select('reason')
    .where('phone', '=', phone)
    .executeTakeFirst();
  return row?.reason ?? null;
}

export async function markUnreachable(
  tx: Pick<Tx, 'insertInto'>,
  phone: string,
  reason: string,
  atMs: number,
): Promise<void> {
  await tx
    .insertInto('unreachable_phones')
    .values({ phone, reason, at: date(atMs) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The number wrote, or a text reached it. */
export async function markReachable(tx: Pick<Tx, 'deleteFrom'>, phone: string): Promise<void> {
  await tx.deleteFrom('unreachable_phones').where('phone', '=', phone).execute();
}
