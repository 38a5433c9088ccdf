import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';
import { notify } from '../listen.js';
import type { Line } from './settings.js';

export interface Mark extends Line {
  isUrgent: boolean;
}

/** Marks the lines of variants whose stock has changed, in the transaction that changes it: none is lost. */
export async function markRestocks(tx: Tx, shop: string, variantIds: string[], nowMs: number): Promise<void> {
  if (variantIds.length === 0) return;
  // Who asked before the catalogue knew the variant stands in the shop's line from now on.
  await sql`update waitlist set shop = ${shop} where shop = '' and variant_id = any (${variantIds})`.execute(
    tx,
  );
  await takeOverLines(tx, shop, variantIds);
  const { rows } = await sql`
    insert into waitlist_marks (shop, variant_id, at)
    select distinct shop, variant_id, ${date(nowMs)}::timestamptz from waitlist
    where shop = ${shop} and variant_id = any (${variantIds}) and state in ('waiting', 'claimed')
    on conflict (shop, variant_id) do update set at = excluded.at returning shop`.execute(tx);
  if (rows.length > 0) await notify(tx, 'outbox', 'things');
}

/** A variant that was made anew, or merged into another, is known by its SKU: who waited for the old one waits for it. */
async function takeOverLines(tx: Tx, shop: string, variantIds: string[]): Promise<void> {
  await sql`
    update waitlist w set variant_id = v.variant_id, product_id = v.product_id
    from variants v join variants old on old.shop = v.shop and old.sku = v.sku and old.is_deleted
    where v.shop = ${shop} and v.variant_id = any (${variantIds}) and not v.is_deleted and v.sku <> ''
      and w.shop = v.shop and w.variant_id = old.variant_id and w.state = 'waiting'
      and not exists (select from waitlist o where o.variant_id = v.variant_id and o.phone = w.phone
        and o.state in ('waiting', 'claimed'))`.execute(tx);
}

/** Asks for a look at a line. @param isUrgent without waiting for the stock to settle */
export async function markLine(
  database: Database,
  { shop, variantId }: Line,
  { isUrgent, nowMs }: { isUrgent: boolean; nowMs: number },
): Promise<void> {
  await sql`
    insert into waitlist_marks (shop, variant_id, is_urgent, at)
    values (${shop}, ${variantId}, ${isUrgent}, ${date(nowMs)})
    on conflict (shop, variant_id) do update
    set at = excluded.at, is_urgent = waitlist_marks.is_urgent or excluded.is_urgent`.execute(
    database.kysely,
  );
  await notify(database.kysely, 'outbox', 'things');
}

/**
 * Hands marks to `carry` and removes those that were taken; several processes may claim at once. One that could not be
 * carried stays.
 * @returns how many were removed
 */
export function claimMarks(
  database: Database,
  limit: number,
  carry: (mark: Mark) => Promise<void>,
): Promise<number> {
  return database.kysely.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('waitlist_marks')
      .selectAll()
      .orderBy('at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { shop, variant_id, is_urgent } of rows) {
      await carry({ shop, variantId: variant_id, isUrgent: is_urgent });
      await tx
        .deleteFrom('waitlist_marks')
        .where('shop', '=', shop)
        .where('variant_id', '=', variant_id)
        .execute();
    }
    return rows.length;
  });
}

/** A round that is overdue by this much is held by nobody any more. */
const OVERDUE_MS = 10 * 60_000;
/** Stock that changed since may still be settling: a mark would let it begin anew. */
const SETTLED_MS = 60 * 60_000;

/** Marks every line that has people, stock and no round to come: one that was resumed, or whose journey came late. */
export async function markForgottenLines(database: Database, nowMs: number): Promise<void> {
  await sql`
    insert into waitlist_marks (shop, variant_id, at)
    select distinct w.shop, w.variant_id, ${date(nowMs)}::timestamptz from waitlist w
    join variants v on v.shop = w.shop and v.variant_id = w.variant_id
    left join waitlist_lines l on l.shop = w.shop and l.variant_id = w.variant_id
    where w.state = 'waiting' and (w.not_before is null or w.not_before <= ${date(nowMs)})
      and not coalesce(l.is_paused, false) and not v.is_deleted
      and coalesce(v.available > 0, v.stock = 'in', false)
      and coalesce(v.stock_at, v.updated_at) < ${date(nowMs - SETTLED_MS)}
      and (l.next_round_at is null or l.next_round_at < ${date(nowMs - OVERDUE_MS)})
    on conflict do nothing`.execute(database.kysely);
  await notify(database.kysely, 'outbox', 'things');
}
