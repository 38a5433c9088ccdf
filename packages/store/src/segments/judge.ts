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
 * Judges people by the rules of segments, all in one statement, and writes down who belongs, and when to look again.
 * The caller holds the locks of the people's rows: two who judge the same person must not pass each other.
 * @returns who has entered or left
 */
export async function judge(
  tx: Tx,
  {
    segmentIds,
    rules,
    contactIds,
  }: {
    segmentIds: string[];
    rules: ReadonlyMap<string, SegmentRule>;
    contactIds: string[];
  },
  nowMs: number,
): Promise<MemberChange[]> {
  const judgements = segmentIds.flatMap((segmentId) => {
    const rule = rules.get(segmentId);
    if (!rule) return [];
    const { joins, belongs, nextAt } = compileRule(rule, { nowMs, contactIds, rules });
    return [
      sql`select ${segmentId}::uuid as segment_id, c.id, ${belongs} as belongs, ${nextAt} as next_at
      from contacts c ${joins} where c.id = any(${contactIds}::uuid[])`,
    ];
  });
  if (judgements.length === 0 || contactIds.length === 0) return [];
  const { rows } = await sql<MemberChange>`
    with judged as materialized (${sql.join(judgements, sql` union all `)}),
    entered as (
      insert into segment_members (segment_id, contact_id, entered_at)
      select segment_id, id, ${date(nowMs)}::timestamptz from judged where belongs
      on conflict do nothing returning segment_id, contact_id
    ), gone as (
      delete from segment_members m using judged j
      where m.segment_id = j.segment_id and m.contact_id = j.id and not j.belongs
      returning m.segment_id, m.contact_id
    ), later as (
      insert into segment_checks (segment_id, contact_id, due_at)
      select segment_id, id, next_at from judged where next_at is not null
      on conflict (segment_id, contact_id) do update set due_at = excluded.due_at
        where segment_checks.due_at <> excluded.due_at
    ), never as (
      delete from segment_checks k using judged j
      where k.segment_id = j.segment_id and k.contact_id = j.id and j.next_at is null
    )
    select segment_id as "segmentId", contact_id as "contactId", 'entered' as change from entered
    union all
    select segment_id, contact_id, 'left' from gone`.execute(tx);
  return rows;
}
