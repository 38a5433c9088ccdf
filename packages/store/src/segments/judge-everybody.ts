import type { SegmentRule } from '@signalbox/engine/segments';
import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import { compileRule } from './compile-rule.js';

/**
 * Judges everybody by a segment's rule, and writes down who belongs, and when to look again. Nothing may judge anybody
 * by that segment meanwhile (see `recountSegments`). Tells of nobody.
 * @param sparesDue leaves out who has a mark that is to be told, or whose time has come: another judges them, and tells
 */
export async function judgeEverybody(
  tx: Tx,
  {
    segmentId,
    rules,
    sparesDue,
  }: { segmentId: string; rules: ReadonlyMap<string, SegmentRule>; sparesDue: boolean },
  nowMs: number,
): Promise<void> {
  const rule = rules.get(segmentId);
  if (!rule) return;
  const { joins, belongs, nextAt } = compileRule(rule, { nowMs, rules });
  await sql`select set_config('work_mem', '64MB', true)`.execute(tx);
  // In a statement of its own, which several processes of PostgreSQL may share; who has nothing written down of them is left out.
  // By their ids, for whatever is written then comes in the order of its index.
  await sql`
    create temporary table judged on commit drop as
    select id, belongs, next_at from (
      select c.id, ${belongs} as belongs, ${nextAt}::timestamptz as next_at from contacts c ${joins} offset 0
    ) as all_people
    where belongs or next_at is not null order by id`.execute(tx);
  await sql`analyze judged`.execute(tx);
  const isSpared = (id: string) =>
    sparesDue
      ? sql`(exists (select from segment_marks m
            where m.segment_id = ${segmentId}::uuid and m.contact_id = ${sql.ref(id)} and not m.quiet)
          or exists (select from segment_checks d
            where d.segment_id = ${segmentId}::uuid and d.contact_id = ${sql.ref(id)} and d.due_at <= ${date(nowMs)}))`
      : sql`false`;
  await sql`
    delete from segment_members m where m.segment_id = ${segmentId}::uuid
      and not exists (select from judged j where j.id = m.contact_id and j.belongs) and not ${isSpared('m.contact_id')}`.execute(
    tx,
  );
  await sql`
    delete from segment_checks k where k.segment_id = ${segmentId}::uuid
      and not exists (select from judged j where j.id = k.contact_id and j.next_at is not null)
      and not ${isSpared('k.contact_id')}`.execute(tx);
  await sql`
    insert into segment_members (segment_id, contact_id, entered_at)
    select ${segmentId}::uuid, id, ${date(nowMs)} from judged j where belongs and not ${isSpared('j.id')} order by id
    on conflict do nothing`.execute(tx);
  await sql`
    insert into segment_checks (segment_id, contact_id, due_at)
    select ${segmentId}::uuid, id, next_at from judged j where next_at is not null and not ${isSpared('j.id')} order by id
    on conflict (segment_id, contact_id) do update set due_at = excluded.due_at
      where segment_checks.due_at <> excluded.due_at`.execute(tx);
}
