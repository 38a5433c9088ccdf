import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';

/** What a code is worth. `other`: only the shop knows. */
export type CouponOffer =
  | { kind: 'percent'; percent: number }
  | { kind: 'amount'; amount: number; currency: string }
  | { kind: 'free-shipping' }
  | { kind: 'other' };

/** When a code ends, counted from when it is given out; `at` is a local time of the shop. */
export type CouponEnd = { kind: 'never' } | { kind: 'days'; days: number } | { kind: 'at'; at: string };

export interface CouponPoolSettings {
  kind: 'list' | 'generated';
  pattern: string | null;
  offer: CouponOffer;
  ends: CouponEnd;
  connectionId: string | null;
  lowWater: number;
}

/** Codes of a pool: how many are left, given out, and used. A generated pool has none left, and never runs out. */
export interface CouponPool extends CouponPoolSettings {
  pool: string;
  total: number;
  left: number;
  used: number;
  isLow: boolean;
}

export async function saveCouponPool(
  database: Database,
  name: string,
  { kind, pattern, offer, ends, connectionId, lowWater }: CouponPoolSettings,
  nowMs: number,
): Promise<void> {
  const settings = {
    kind,
    pattern: kind === 'generated' ? pattern : null,
    offer: JSON.stringify(offer),
    ends: JSON.stringify(ends),
    connection_id: kind === 'generated' ? connectionId : null,
    low_water: lowWater,
    low_told_at: null,
  };
  await database.kysely
    .insertInto('coupon_pools')
    .values({ name, ...settings, created_at: date(nowMs) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(settings))
    .execute();
}

export async function findCouponPool(
  tx: Pick<Tx, 'selectFrom'>,
  name: string,
): Promise<CouponPoolSettings | null> {
  const row = await tx.selectFrom('coupon_pools').selectAll().where('name', '=', name).executeTakeFirst();
  return row
    ? {
        kind: row.kind,
        pattern: row.pattern,
        offer: row.offer,
        ends: row.ends,
        connectionId: row.connection_id,
        lowWater: row.low_water,
      }
    : null;
}

export async function couponPools(database: Database): Promise<CouponPool[]> {
  const { rows } = await sql<CouponPool>`
    select name as pool, kind, pattern, offer, ends, connection_id as "connectionId", low_water as "lowWater",
      total, "left", used, kind = 'list' and "left" <= low_water as "isLow"
    from coupon_pools, lateral (select
      (select count(*)::int from coupons where pool = name) as total,
      (select count(*)::int from coupons where pool = name and issue_key is null) as "left",
      (select count(*)::int from coupons where pool = name and used_at is not null) as used) counted
    order by name`.execute(database.kysely);
  return rows;
}

/**
 * Adds codes to a list; those that are there already are passed over, also in other letters: `back-1` is `BACK-1` to a shop,
 * and would be two people's. @returns how many were new
 */
export async function addCoupons(
  database: Database,
  pool: string,
  codes: string[],
  nowMs: number,
): Promise<number> {
  if (codes.length === 0) return 0;
  return database.kysely.transaction().execute(async (tx) => {
    await tx
      .insertInto('coupon_pools')
      .values({
        name: pool,
        kind: 'list',
        pattern: null,
        offer: JSON.stringify({ kind: 'other' }),
        ends: JSON.stringify({ kind: 'never' }),
        connection_id: null,
        low_water: 50,
        created_at: date(nowMs),
      })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ low_told_at: null }))
      .execute();
    const { rows } = await sql<{ code: string }>`
      insert into coupons (pool, code)
      select distinct on (upper(given.code)) ${pool}, given.code
      from unnest(${codes}::text[]) with ordinality as given(code, place)
      where not exists (select from coupons known where known.pool = ${pool} and upper(known.code) = upper(given.code))
      order by upper(given.code), place
      on conflict do nothing returning code`.execute(tx);
    return rows.length;
  });
}

export interface GivenCoupon {
  code: string;
  contactId: string | null;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  issuedAt: Date;
  expiresAt: Date | null;
  shopState: 'asked' | 'made' | null;
  usedAt: Date | null;
  usedOrder: string | null;
}

/** Codes of a pool that people have, the newest first. */
export function givenCoupons(database: Database, pool: string, limit?: number): Promise<GivenCoupon[]> {
  return database.kysely
    .selectFrom('coupons')
    .leftJoin('contacts', 'contacts.id', 'coupons.contact_id')
    .select([
      'coupons.code',
      'coupons.contact_id as contactId',
      'contacts.first_name as firstName',
      'contacts.last_name as lastName',
      'contacts.phone',
      sql<Date>`coupons.issued_at`.as('issuedAt'),
      'coupons.expires_at as expiresAt',
      'coupons.shop_state as shopState',
      'coupons.used_at as usedAt',
      'coupons.used_order as usedOrder',
    ])
    .where('pool', '=', pool)
    .where('issue_key', 'is not', null)
    .orderBy('issued_at', 'desc')
    .$if(limit !== undefined, (query) => query.limit(limit!))
    .execute();
}
