import { sql } from 'kysely';
import { date, type Database } from '../database.js';

/** Codes of a pool and how many are left. */
export interface CouponPool {
  pool: string;
  total: number;
  left: number;
}

/** Adds codes to a pool; those that are there already are passed over. @returns how many were new */
export async function addCoupons(database: Database, pool: string, codes: string[]): Promise<number> {
  if (codes.length === 0) return 0;
  const rows = await database.kysely
    .insertInto('coupons')
    .values([...new Set(codes)].map((code) => ({ pool, code })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('code')
    .execute();
  return rows.length;
}

export function couponPools(database: Database): Promise<CouponPool[]> {
  return database.kysely
    .selectFrom('coupons')
    .select(({ fn }) => [
      'pool',
      fn.countAll<number>().as('total'),
      fn.countAll<number>().filterWhere('issue_key', 'is', null).as('left'),
    ])
    .groupBy('pool')
    .orderBy('pool')
    .execute();
}

/**
 * A code of the pool for one key: the same one when asked again, and no code for two keys.
 * @returns `null` if none is left
 */
export async function issueCoupon(
  database: Database,
  { pool, key, contactId, nowMs }: { pool: string; key: string; contactId: string; nowMs: number },
): Promise<string | null> {
  const issued = () =>
    database.kysely
      .selectFrom('coupons')
      .select('code')
      .where('pool', '=', pool)
      .where('issue_key', '=', key)
      .executeTakeFirst();
  const own = await issued();
  if (own) return own.code;
  const { rows } = await sql<{ code: string }>`
    update coupons set issue_key = ${key}, contact_id = ${contactId}, issued_at = ${date(nowMs)}
    where (pool, code) = (
      select pool, code from coupons where pool = ${pool} and issue_key is null
      order by code limit 1 for update skip locked)
    returning code`.execute(database.kysely);
  return rows[0]?.code ?? null;
}
