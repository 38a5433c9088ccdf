import type { SegmentRule } from '@signalbox/engine/segments';
import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import { compileRule } from './compile-rule.js';

/** Somebody began, or ceased, to belong to a segment. */
export interface MemberChange {
  segmentId: string;
  contactId: string;
  change: 'entered' | 'left';
}

/**
 * Judges people by a segment's rule and writes down who belongs, and when to look again.
 * The caller holds the locks of the people's rows: two who judge the same person must not pass each other.
 * @param contactIds everybody if absent: a recount, which nothing may pass (see `recountSegments`)
 * @returns who has entered or left; of a recount nobody
 */
export async function judge(
  tx: Tx,
  {
    segmentId,
    rules,
    contactIds,
  }: { segmentId: string; rules: ReadonlyMap<string, SegmentRule>; contactIds?: string[] },
  nowMs: number,
): Promise<MemberChange[]> {
  const rule = rules.get(segmentId);
  if (!rule || contactIds?.length === 0) return [];
  const { joins, belongs, nextAt } = compileRule(rule, { nowMs, contactIds, rules });
  const { rows } = await sql<{ contact_id: string; change: 'entered' | 'left' }>`
    with judged as materialized (
      select c.id, ${belongs} as belongs, ${nextAt} as next_at from contacts c ${joins}
      ${contactIds ? sql`where c.id = any(${contactIds}::uuid[])` : sql``}
    ), entered as (
      insert into segment_members (segment_id, contact_id, entered_at)
      select ${segmentId}::uuid, id, ${date(nowMs)}::timestamptz from judged where belongs
      on conflict do nothing returning contact_id
    ), gone as (
      delete from segment_members m using judged j
      where m.segment_id = ${segmentId}::uuid and m.contact_id = j.id and not j.belongs returning m.contact_id
    ), later as (
      insert into segment_checks (segment_id, contact_id, due_at)
      select ${segmentId}::uuid, id, next_at from judged where next_at is not null
      on conflict (segment_id, contact_id) do update set due_at = excluded.due_at
        where segment_checks.due_at <> excluded.due_at
    ), never as (
      delete from segment_checks k using judged j
      where k.segment_id = ${segmentId}::uuid and k.contact_id = j.id and j.next_at is null
    )
    select contact_id, 'entered' as change from entered where ${contactIds !== undefined}
    union all select contact_id, 'left' from gone where ${contactIds !== undefined}`.execute(tx);
  return rows.map(({ contact_id, change }) => ({ segmentId, contactId: contact_id, change }));
}
