import { sql } from 'kysely';
import { date, type Database } from '../database.js';
import type { CouponOffer } from './coupon-pools.js';

/**
 * Gives codes that people have and did not use another end. A shop that made them is told soon after.
 * @param of a pool's codes, or only those that runs of a journey were given
 */
export async function moveCouponEnds(
  database: Database,
  of: { pool: string; journeyId?: string },
  { atMs, nowMs }: { atMs: number; nowMs: number },
): Promise<void> {
  await sql`
    with moved as (
      update coupons set expires_at = ${date(atMs)},
        end_to_tell_at = case when shop_state = 'made' then ${date(nowMs)}::timestamptz end
      where pool = ${of.pool} and issue_key is not null and used_at is null and expires_at is distinct from ${date(atMs)}
        and (${of.journeyId ?? null}::uuid is null
          or run_id in (select id from runs where journey_id = ${of.journeyId ?? null}::uuid))
      returning contact_id, code)
    update contacts set attributes = attributes || ${JSON.stringify({ coupon_expires_at: date(atMs).toISOString() })}::jsonb
    from moved where contacts.id = moved.contact_id and contacts.attributes ->> 'coupon_code' = moved.code`.execute(
    database.kysely,
  );
}

/** Codes that are still to be given out end at a local time of the shop. */
export async function movePoolEnd(database: Database, pool: string, at: string): Promise<void> {
  await database.kysely
    .updateTable('coupon_pools')
    .set({ ends: JSON.stringify({ kind: 'at', at }) })
    .where('name', '=', pool)
    .execute();
}

export interface MovedCode {
  key: string;
  shopRef: string;
  offer: CouponOffer;
  expiresAtMs: number;
  connectionId: string;
}

/** Codes whose shop is to be told of another end by now. */
export async function codesToTell(database: Database, nowMs: number, limit = 50): Promise<MovedCode[]> {
  const rows = await database.kysely
    .selectFrom('coupons')
    .innerJoin('coupon_pools', 'coupon_pools.name', 'coupons.pool')
    .select(['issue_key', 'shop_ref', 'offer', 'expires_at', 'connection_id'])
    .where('end_to_tell_at', '<=', date(nowMs))
    .orderBy('end_to_tell_at')
    .limit(limit)
    .execute();
  return rows.flatMap(({ issue_key: key, shop_ref: shopRef, offer, expires_at, connection_id }) =>
    key && shopRef && expires_at && connection_id
      ? [{ key, shopRef, offer, expiresAtMs: expires_at.getTime(), connectionId: connection_id }]
      : [],
  );
}

/** @param againMs when the shop is told again; `null` if it knows now */
export async function markCodeTold(
  database: Database,
  { key, expiresAtMs }: Pick<MovedCode, 'key' | 'expiresAtMs'>,
  againMs: number | null,
): Promise<void> {
  await database.kysely
    .updateTable('coupons')
    .set({ end_to_tell_at: againMs === null ? null : date(againMs) })
    .where('issue_key', '=', key)
    // Moved once more meanwhile, it is to be told once more.
    .where('expires_at', '=', date(expiresAtMs))
    .execute();
}
