import { sql } from 'kysely';
import type { Tx } from '../database.js';
import { date } from '../database.js';
import { judge, type MemberChange } from './judge.js';
import { loadRules } from './load-rules.js';

/**
 * Judges people anew by the segments that read what has changed of them. The caller holds the people's rows.
 * @returns what is to be told
 */
export async function settlePeople(tx: Tx, contactIds: string[], nowMs: number): Promise<MemberChange[]> {
  const { rows } = await sql<{ segment_id: string; contact_id: string; quiet: boolean }>`
    with taken as (
      delete from segment_marks m using segments s
      where m.contact_id = any(${contactIds}::uuid[]) and s.id = m.segment_id and s.counted_at is not null
      returning m.segment_id, m.contact_id, m.quiet)
    select segment_id, contact_id, bool_and(quiet) as quiet from taken group by segment_id, contact_id`.execute(
    tx,
  );
  if (rows.length === 0) return [];
  const marked = new Map<string, string[]>();
  for (const { segment_id, contact_id } of rows) {
    const people = marked.get(segment_id);
    if (people) people.push(contact_id);
    else marked.set(segment_id, [contact_id]);
  }
  const rules = await loadRules(tx, [...marked.keys()]);
  const changes: MemberChange[] = [];
  // Segments that look at the same people are judged at once.
  const alike = new Map<string, { segmentIds: string[]; contactIds: string[] }>();
  for (const [segmentId, people] of marked) {
    const key = people.sort().join();
    const together = alike.get(key);
    if (together) together.segmentIds.push(segmentId);
    else alike.set(key, { segmentIds: [segmentId], contactIds: people });
  }
  for (const one of alike.values()) changes.push(...(await judge(tx, { ...one, rules }, nowMs)));
  const place = ({ segmentId, contactId }: MemberChange) => `${segmentId}/${contactId}`;
  const quiet = new Set(
    rows.flatMap((row) =>
      row.quiet ? [place({ segmentId: row.segment_id, contactId: row.contact_id, change: 'left' })] : [],
    ),
  );
  return changes.filter((change) => !quiet.has(place(change)));
}

export interface Due {
  segmentId: string;
  marks: { id: number; contactId: string; quiet: boolean }[];
  contactIds: string[];
}

/** The next people whom something has changed of, or whose time has come, of one segment. */
export async function nextDue(tx: Tx, limit: number, nowMs: number): Promise<Due | null> {
  const first = await sql<{ segment_id: string }>`
    (select m.segment_id from segment_marks m join segments s on s.id = m.segment_id
      where s.counted_at is not null order by m.id limit 1)
    union all
    (select k.segment_id from segment_checks k join segments s on s.id = k.segment_id
      where s.counted_at is not null and k.due_at <= ${date(nowMs)} order by k.due_at limit 1)
    limit 1`.execute(tx);
  const segmentId = first.rows[0]?.segment_id;
  if (segmentId === undefined) return null;
  const { rows: marks } = await sql<Due['marks'][number]>`
    select id, contact_id as "contactId", quiet from segment_marks
    where segment_id = ${segmentId}::uuid order by id limit ${limit}`.execute(tx);
  const { rows: checks } = await sql<{ contact_id: string }>`
    select contact_id from segment_checks where segment_id = ${segmentId}::uuid and due_at <= ${date(nowMs)}
    order by due_at limit ${limit}`.execute(tx);
  return { segmentId, marks, contactIds: checks.map((row) => row.contact_id) };
}

/**
 * Judges those who are due, save whom somebody is changing right now: their turn comes again.
 * @returns what is to be told, and whether anything was done
 */
export async function settleDue(
  tx: Tx,
  { segmentId, marks, contactIds }: Due,
  nowMs: number,
): Promise<{ changes: MemberChange[]; judged: number }> {
  const asked = [...new Set([...contactIds, ...marks.map(({ contactId }) => contactId)])];
  const { rows: locked } = await sql<{ id: string }>`
    select id from contacts where id = any(${asked}::uuid[]) order by id for no key update skip locked`.execute(
    tx,
  );
  const mine = new Set(locked.map(({ id }) => id));
  const { rows: there } = await sql<{ id: string }>`
    select id from contacts where id = any(${asked}::uuid[])`.execute(tx);
  const known = new Set(there.map(({ id }) => id));
  // Marks of people who are gone go, too.
  const own = marks.filter(({ contactId }) => mine.has(contactId) || !known.has(contactId));
  if (own.length > 0)
    await sql`delete from segment_marks where id = any(${own.map(({ id }) => id)}::bigint[])`.execute(tx);
  const gone = [...new Set(asked.filter((id) => !known.has(id)))];
  if (gone.length > 0) await forget(tx, gone);
  const rules = await loadRules(tx, [segmentId]);
  const changes = await judge(tx, { segmentIds: [segmentId], rules, contactIds: [...mine] }, nowMs);
  const loud = new Set(own.filter(({ quiet }) => !quiet).map(({ contactId }) => contactId));
  const hushed = new Set(
    own.filter(({ contactId }) => !loud.has(contactId)).map(({ contactId }) => contactId),
  );
  return {
    changes: changes.filter(({ contactId }) => !hushed.has(contactId)),
    judged: mine.size + own.length,
  };
}

/** A recount may have written down somebody who was going at that moment. */
async function forget(tx: Tx, gone: string[]): Promise<void> {
  for (const table of ['segment_members', 'segment_checks'])
    await sql`delete from ${sql.table(table)} where contact_id = any(${gone}::uuid[])`.execute(tx);
}

/** Whether a run may begin, or go on, because somebody enters or leaves a segment. */
export async function isAnybodyListening(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ listens: boolean }>`
    select exists (select from run_subscriptions where event_name in ('Segment Entered', 'Segment Left'))
      or exists (
        select from journeys j
        join journey_versions v on v.journey_id = j.id and v.version = j.live_version
        join plans p on p.hash = v.plan_hash
        where j.status in ('live', 'paused') and p.plan -> 'trigger' ->> 'event' in ('Segment Entered', 'Segment Left')
      ) as listens`.execute(tx);
  return rows[0]!.listens;
}

/** Marks of segments that were deleted since. */
export async function sweepOrphans(tx: Tx): Promise<void> {
  await sql`delete from segment_marks m where not exists (select from segments s where s.id = m.segment_id)`.execute(
    tx,
  );
}
