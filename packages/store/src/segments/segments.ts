import { readRule, readsOf, type SegmentRule } from '@signalbox/engine/segments';
import { sql, type RawBuilder } from 'kysely';
import { v7 as uuid } from 'uuid';
import { date, type Database, type Tx } from '../database.js';
import { loadRules } from './load-rules.js';

export interface SegmentRow {
  id: string;
  name: string;
  rule: SegmentRule;
  /** `null` while a recount is under way. */
  countedAt: Date | null;
  members: number;
  createdAt: Date;
  updatedAt: Date;
}

export async function listSegments(database: Database, id?: string): Promise<SegmentRow[]> {
  const { rows } = await sql<SegmentRow>`
    select id, name, rule, counted_at as "countedAt", created_at as "createdAt", updated_at as "updatedAt",
      (select count(*)::int from segment_members m where m.segment_id = segments.id) as members
    from segments ${id ? sql`where id = ${id}` : sql``} order by lower(name), id`.execute(database.kysely);
  return rows.map((row) => ({ ...row, rule: readRule(row.rule) }));
}

/** Those of which nobody knows yet who belongs. */
export async function segmentsBeingCounted({ kysely }: Database): Promise<string[]> {
  const rows = await kysely.selectFrom('segments').select('id').where('counted_at', 'is', null).execute();
  return rows.map(({ id }) => id);
}

export interface SegmentToSave {
  id?: string;
  name: string;
  rule: SegmentRule;
  /** Whether those who belong from the start enter it, which may start journeys. Only for a new one. */
  tellsFirst?: boolean;
  /** When what was changed had last been saved: nothing is written over what somebody saved since. */
  seenAt?: Date | undefined;
}

/** Tells that somebody else saved the segment meanwhile. */
export class SegmentChanged extends Error {
  override name = 'SegmentChanged';
}

/**
 * Saves a segment. Only another rule makes it be counted anew; who then belongs does not “enter” it.
 * @throws SegmentChanged
 */
export function saveSegment(
  database: Database,
  { id = uuid(), name, rule, tellsFirst = false, seenAt }: SegmentToSave,
  nowMs: number,
): Promise<string> {
  return database.kysely.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('segments')
      .select(['rule', 'updated_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (before && seenAt && before.updated_at.getTime() !== seenAt.getTime()) throw new SegmentChanged();
    const values = { name, rule: JSON.stringify(rule), updated_at: date(nowMs) };
    if (!before) {
      await tx
        .insertInto('segments')
        .values({ id, created_at: date(nowMs), ...values, tells_first: tellsFirst })
        .execute();
    } else await tx.updateTable('segments').set(values).where('id', '=', id).execute();
    const isSame = before && JSON.stringify(readRule(before.rule)) === JSON.stringify(rule);
    if (!isSame) await askForRecount(tx, [id, ...(await dependents(tx, id))]);
    return id;
  });
}

/** Notes what segments read, and has them counted anew. */
export async function askForRecount(tx: Tx, ids: string[]): Promise<void> {
  for (const id of ids) {
    const rules = await loadRules(tx, [id]);
    const reads = new Map(
      [...rules.values()].flatMap(readsOf).map((read) => [`${read.kind}/${read.name}`, read]),
    );
    await tx.deleteFrom('segment_reads').where('segment_id', '=', id).execute();
    if (reads.size > 0)
      await tx
        .insertInto('segment_reads')
        .values([...reads.values()].map((read) => ({ segment_id: id, ...read })))
        .execute();
  }
  await sql`
    update segments set counted_at = null, knows_reads = true, is_rule_new = true, saved_xid = pg_current_xact_id()
    where id = any(${ids}::uuid[])`.execute(tx);
}

/** The segments whose rules ask for a segment, straight or through others. */
async function dependents(tx: Tx, id: string): Promise<string[]> {
  const rules = await loadRules(
    tx,
    (await tx.selectFrom('segments').select('id').execute()).map((row) => row.id),
  );
  const found = new Set([id]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const [other, rule] of rules) if ([...found].some((known) => asksFor(rule, known))) found.add(other);
  }
  found.delete(id);
  return [...found];
}

const asksFor = (rule: SegmentRule, id: string) => JSON.stringify(rule).includes(`"segment":"${id}"`);

/** The names on the way by which a rule would come to ask for itself; `null` if it does not. */
export async function cycleOf(database: Database, id: string, rule: SegmentRule): Promise<string[] | null> {
  const rows = await database.kysely.selectFrom('segments').select(['id', 'name', 'rule']).execute();
  const byId = new Map(rows.map((row) => [row.id, { name: row.name, rule: readRule(row.rule) }]));
  const visit = (at: SegmentRule, way: string[]): string[] | null => {
    for (const [other, { name, rule: next }] of byId) {
      if (!asksFor(at, other) || way.length > byId.size) continue;
      if (other === id) return [...way, name];
      const found = visit(next, [...way, name]);
      if (found) return found;
    }
    return null;
  };
  return visit(rule, []);
}

const names = (text: RawBuilder<string>, id: string) => sql<boolean>`${text} like ${`%${id}%`}`;

/** A graph's text but for what it remembers of its drawing, which asks for nothing; by the letter, as a graph may hold what jsonb refuses. */
const drawnOf = (graph: RawBuilder<unknown>) =>
  sql<string>`replace(${graph}::text, coalesce((${graph} -> 'drawnBy')::text, ''), '')`;
const draft = drawnOf(sql`j.draft`);
const version = drawnOf(sql`v.graph`);

export interface SegmentUse {
  kind: 'journey' | 'segment';
  id: string;
  name: string;
}

/** What would break without a segment: journeys that are live, drawn or paused, and other segments. */
export async function usesOf(database: Database, id: string): Promise<SegmentUse[]> {
  const { rows } = await sql<SegmentUse>`
    select 'segment' as kind, id, name from segments
      where id <> ${id} and rule::text like ${`%"segment": "${id}"%`}
    union all
    select 'journey', j.id, j.name from journeys j
      left join journey_versions v on v.journey_id = j.id and v.version = j.live_version
      where j.status not in ('archived', 'ended') and (${names(draft, id)} or ${names(version, id)})
    order by kind, name`.execute(database.kysely);
  return rows;
}

/**
 * Whether another rule would reach what is not about to be drawn anew: another segment, a version that was published, which
 * people may still be inside of, the draft of another journey, or one that was kept when it was drawn anew.
 * @param redrawn ids of the journeys whose drafts are drawn anew
 */
export async function isAskedForBesides(database: Database, id: string, redrawn: string[]): Promise<boolean> {
  const { rows } = await sql`
    select from segments where id <> ${id} and rule::text like ${`%"segment": "${id}"%`}
    union all
    select from journeys j where status <> 'archived' and id <> all (${redrawn}::uuid[]) and ${names(draft, id)}
    union all
    select from journeys j join journey_versions v on v.journey_id = j.id
      where j.status <> 'archived' and ${names(version, id)}
    union all
    select from replaced_drafts r where ${names(drawnOf(sql`r.graph`), id)}
    limit 1`.execute(database.kysely);
  return rows.length > 0;
}

export async function deleteSegment(database: Database, id: string): Promise<boolean> {
  const row = await database.kysely
    .deleteFrom('segments')
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ids of the segments that a person is in, each `true`: what conditions read. */
export async function segmentsOf(
  kysely: Pick<Tx, 'selectFrom'>,
  contactId: string,
): Promise<{ [id: string]: true }> {
  const rows = await kysely
    .selectFrom('segment_members')
    .select('segment_id')
    .where('contact_id', '=', sql<string>`current_contact(${contactId})`)
    .execute();
  return Object.fromEntries(rows.map(({ segment_id }) => [segment_id, true as const]));
}

/** `segmentsOf` for one who asks from outside a transaction. */
export const segmentsOfPerson = (database: Database, contactId: string) =>
  segmentsOf(database.kysely, contactId);
