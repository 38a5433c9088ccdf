import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';
import { notify } from '../listen.js';
import { judgeEverybody } from './judge-everybody.js';
import { loadRules } from './load-rules.js';
import { askForRecount } from './segments.js';

const IS_SEEN_BY_ALL = sql<boolean>`coalesce(
  seen_saved_xid = saved_xid and seen_xid < pg_snapshot_xmin(pg_current_snapshot()), false)`;

/**
 * Counts each segment that asks for it through, in one go. What changes meanwhile is marked, and judged afterwards by
 * `settleMarks`; who writes marks sees the segment, for a recount waits for all transactions that began before that could
 * be seen. Who asks may have been long at it (a file's rows), so that is not when they began.
 * Where only many people came and the rule is as it was, whoever is due to be judged is left to that, which tells it.
 * @returns whether any is left
 */
export async function recountSegments(database: Database, nowMs: number): Promise<boolean> {
  const strange = await database.kysely
    .selectFrom('segments')
    .select('id')
    .where('knows_reads', '=', false)
    .execute();
  if (strange.length > 0)
    await database.kysely.transaction().execute((tx) =>
      askForRecount(
        tx,
        strange.map(({ id }) => id),
      ),
    );
  await sql`
    update segments set seen_saved_xid = saved_xid, seen_xid = pg_current_xact_id()
    where id in (
      select id from segments where counted_at is null and seen_saved_xid is distinct from saved_xid
      for update skip locked)`.execute(database.kysely);
  const { rows } = await sql<{ id: string; ready: boolean }>`
    select id, ${IS_SEEN_BY_ALL} as ready from segments
    where counted_at is null order by updated_at`.execute(database.kysely);
  for (const { id, ready } of rows) if (ready) await recount(database, id, nowMs);
  return rows.length > 0;
}

function recount(database: Database, segmentId: string, nowMs: number): Promise<void> {
  return database.kysely.transaction().execute(async (tx) => {
    // One worker counts it; the others go on to the next.
    const { rows: free } = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`recount/${segmentId}`}, 0)) as free`.execute(tx);
    if (!free[0]?.free) return;
    const segment = await tx
      .selectFrom('segments')
      .select(['saved_xid', 'tells_first', 'is_rule_new'])
      .where('id', '=', segmentId)
      .where('counted_at', 'is', null)
      // Saved again while others were counted: not before that, too, can be seen by all.
      .where(IS_SEEN_BY_ALL)
      .executeTakeFirst();
    if (!segment) return;
    const rules = await loadRules(tx, [segmentId]);
    await judgeEverybody(tx, { segmentId, rules, sparesDue: !segment.is_rule_new }, nowMs);
    if (segment.tells_first) await enterOneByOne(tx, segmentId);
    const { numUpdatedRows } = await tx
      .updateTable('segments')
      .set({ counted_at: date(nowMs), tells_first: false, is_rule_new: false })
      .where('id', '=', segmentId)
      // Saved again meanwhile: it will be counted again.
      .where('saved_xid', '=', segment.saved_xid)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await notify(tx, 'live', { kind: 'segment', segmentId });
  });
}

/** All who belong are taken out and marked, so that each enters, and is told of, like anybody who comes later. */
async function enterOneByOne(tx: Tx, segmentId: string): Promise<void> {
  await sql`
    with gone as (delete from segment_members where segment_id = ${segmentId}::uuid returning contact_id)
    insert into segment_marks (segment_id, contact_id, quiet) select ${segmentId}::uuid, contact_id, false from gone`.execute(
    tx,
  );
}
