import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { date, lockNames, type Database, type Tx } from '../database.js';
import { findCouponPool, type CouponOffer, type CouponPoolSettings } from './coupon-pools.js';

/** A code that somebody has. */
export interface Coupon {
  pool: string;
  code: string;
  offer: CouponOffer;
  expiresAtMs: number | null;
  /** `asked`: the shop may have made it, and has not said so. `null`: no shop makes it. */
  shopState: 'asked' | 'made' | null;
}

export interface CouponRequest {
  pool: string;
  /** `run/node/visit`: the same code when asked again, and no code for two keys. */
  key: string;
  contactId: string;
  runId?: string;
  firstName?: string | null;
  expiresAtMs?: number | null;
  nowMs: number;
}

/** Neither 0 and O, nor 1, I and L, nor B and 8, S and 5, Z and 2: codes are read aloud and typed. */
const LETTERS = 'ACDEFGHJKMNPQRTUVWXY34679';
const TRIES = 20;

/** A code of the pool for one key. @returns `null` if none is left, or there is no such pool */
export function issueCoupon(database: Database, request: CouponRequest): Promise<Coupon | null> {
  const { pool: name, key } = request;
  return database.kysely.transaction().execute(async (tx) => {
    await lockNames(tx, [`coupon/${key}`]);
    const own = await couponOf(tx, key);
    if (own) return own;
    const pool = await findCouponPool(tx, name);
    if (!pool) return null;
    const code = pool.kind === 'list' ? await takeFromList(tx, request) : await makeCode(tx, pool, request);
    if (code === null) return null;
    await tellFacts(tx, request.contactId, {
      coupon_code: code,
      coupon_pool: name,
      coupon_expires_at: request.expiresAtMs ? date(request.expiresAtMs).toISOString() : null,
      coupon_used: false,
    });
    return couponOf(tx, key);
  });
}

async function takeFromList(
  tx: Tx,
  { pool, key, contactId, runId = undefined, expiresAtMs = null, nowMs }: CouponRequest,
): Promise<string | null> {
  const { rows } = await sql<{ code: string }>`
    update coupons set issue_key = ${key}, contact_id = ${contactId}, run_id = ${runId ?? null},
      issued_at = ${date(nowMs)}, expires_at = ${expiresAtMs === null ? null : date(expiresAtMs)}
    where (pool, code) = (
      select pool, code from coupons where pool = ${pool} and issue_key is null
      order by code limit 1 for update skip locked)
    returning code`.execute(tx);
  return rows[0]?.code ?? null;
}

async function makeCode(
  tx: Tx,
  { pattern, connectionId }: CouponPoolSettings,
  { pool, key, contactId, runId, firstName, expiresAtMs = null, nowMs }: CouponRequest,
): Promise<string | null> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const code = codeLike(pattern!, firstName ?? null);
    // A shop knows one code of a name, whatever our pools are called.
    const { rows } = await sql<{ code: string }>`
      insert into coupons (pool, code, issue_key, contact_id, run_id, issued_at, expires_at, shop_state)
      select ${pool}, ${code}, ${key}, ${contactId}, ${runId ?? null}::uuid, ${date(nowMs)},
        ${expiresAtMs === null ? null : date(expiresAtMs)}::timestamptz, ${connectionId ? 'asked' : null}
      where not exists (select 1 from coupons where upper(code) = ${code})
      on conflict (pool, code) do nothing returning code`.execute(tx);
    if (rows[0]) return rows[0].code;
  }
  return null;
}

/** `BACK-{{random 4}}` becomes `BACK-7K2Q`; `{{name}}` is the first name in capitals. */
export function codeLike(pattern: string, firstName: string | null): string {
  const name = (firstName ?? '')
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll('Ø', 'O')
    .replaceAll('Æ', 'AE')
    .replaceAll(/[^A-Z]/g, '')
    .slice(0, 10);
  return pattern
    .replaceAll(/\{\{\s*name\s*\}\}/g, name || 'YOU')
    .replaceAll(/\{\{\s*random\s+(\d{1,2})\s*\}\}/g, (_, count: string) =>
      Array.from({ length: Number(count) }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
    )
    .toUpperCase();
}

/** The code given out for a key, if one was. */
export async function couponOf(tx: Pick<Tx, 'selectFrom'>, key: string): Promise<Coupon | null> {
  const row = await coupons(tx).where('issue_key', '=', key).executeTakeFirst();
  return row ? couponFrom(row) : null;
}

/** The newest code that a run was given, for the texts that follow. */
export async function couponOfRun(database: Database, runId: string): Promise<Coupon | null> {
  const row = await coupons(database.kysely)
    .where('run_id', '=', runId)
    .orderBy('issued_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? couponFrom(row) : null;
}

const coupons = (tx: Pick<Tx, 'selectFrom'>) =>
  tx
    .selectFrom('coupons')
    .innerJoin('coupon_pools', 'coupon_pools.name', 'coupons.pool')
    .select([
      'coupons.pool',
      'coupons.code',
      'coupon_pools.offer',
      'coupons.expires_at',
      'coupons.shop_state',
    ]);

const couponFrom = (row: {
  pool: string;
  code: string;
  offer: CouponOffer;
  expires_at: Date | null;
  shop_state: Coupon['shopState'];
}): Coupon => ({
  pool: row.pool,
  code: row.code,
  offer: row.offer,
  expiresAtMs: row.expires_at?.getTime() ?? null,
  shopState: row.shop_state,
});

/** The shop has the code. */
export async function markCouponMade(database: Database, key: string, shopRef: string): Promise<void> {
  await database.kysely
    .updateTable('coupons')
    .set({ shop_state: 'made', shop_ref: shopRef })
    .where('issue_key', '=', key)
    .execute();
}

/** The shop has this code for something else: the next try makes another. */
export async function dropCoupon(database: Database, key: string): Promise<void> {
  await database.kysely
    .deleteFrom('coupons')
    .where('issue_key', '=', key)
    .where('shop_state', '=', 'asked')
    .execute();
}

/**
 * Puts codes back on their lists, as the texts that they were for are not sent. One that a shop has made stays given.
 * @param whose which keys they were issued under, as in `issue_key ${whose}`
 */
export const putBack = (whose: string): string => `
  update coupons set issue_key = null, contact_id = null, run_id = null, issued_at = null, expires_at = null
  where issue_key ${whose} and shop_state is null and used_at is null
    and pool in (select name from coupon_pools where kind = 'list')`;

const PUT_BACK_ONE = putBack('= $1');

export async function releaseCoupon(database: Database, key: string): Promise<void> {
  await database.pool.query(PUT_BACK_ONE, [key]);
}

/**
 * Whether a list has come down to its low-water mark since that was told last.
 * @returns how many are left, once a time; else `null`
 */
export async function takeLowWater(database: Database, pool: string, nowMs: number): Promise<number | null> {
  const { rows } = await sql<{ left: number }>`
    update coupon_pools set low_told_at = ${date(nowMs)}
    where name = ${pool} and kind = 'list' and low_told_at is null
      and (select count(*) from (
        select 1 from coupons where coupons.pool = name and issue_key is null limit low_water + 1) as few) <= low_water
    returning (select count(*)::int from coupons where coupons.pool = name and issue_key is null) as left`.execute(
    database.kysely,
  );
  return rows[0]?.left ?? null;
}

/** What conditions and segments may ask about a person's newest code. */
export async function tellFacts(
  tx: Tx,
  contactId: string,
  facts: Record<string, string | boolean | null>,
): Promise<void> {
  await sql`update contacts set attributes = attributes || ${JSON.stringify(facts)}::jsonb where id = ${contactId}`.execute(
    tx,
  );
}
