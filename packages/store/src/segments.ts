import { evaluateGroup } from '@signalbox/engine/conditions';
import type { RuleGroup } from '@signalbox/nodes/kernel';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { contactFacts, readable } from './contact-facts.js';
import { date, type Database, type Tx } from './database.js';
import { notify } from './listen.js';

export interface SegmentRow {
  id: string;
  name: string;
  rule: RuleGroup;
  /** `null` while a recount is under way. */
  countedAt: Date | null;
  members: number;
  updatedAt: Date;
}

/** Somebody began, or ceased, to belong to a segment. */
export interface SegmentChange {
  segmentId: string;
  segmentName: string;
  change: 'entered' | 'left';
}

const PAGE = 500;
const PREVIEW = 5_000;

export async function listSegments(database: Database): Promise<SegmentRow[]> {
  const { rows } = await sql<SegmentRow>`
    select id, name, rule, counted_at as "countedAt", updated_at as "updatedAt",
      (select count(*)::int from segment_members m where m.segment_id = segments.id) as members
    from segments order by name`.execute(database.kysely);
  return rows;
}

/** Saves a segment and begins to recount it. Who belongs already when it is saved does not "enter" it. */
export async function saveSegment(
  database: Database,
  { id = uuid(), name, rule }: { id?: string; name: string; rule: RuleGroup },
  nowMs: number,
): Promise<string> {
  const values = {
    name,
    rule: JSON.stringify(rule),
    cursor: null,
    counted_at: null,
    updated_at: date(nowMs),
  };
  await database.kysely
    .insertInto('segments')
    .values({ id, created_at: date(nowMs), ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  return id;
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

/**
 * Brings one person's memberships up to date. A segment that has never been counted through is left to its recount.
 * @returns what has changed
 */
export async function refreshSegments(tx: Tx, contactId: string, nowMs: number): Promise<SegmentChange[]> {
  const segments = await tx
    .selectFrom('segments')
    .select(['id', 'name', 'rule'])
    .where('counted_at', 'is not', null)
    .execute();
  if (segments.length === 0) return [];
  const contact = await contactFacts(tx, contactId);
  const member = await segmentsOf(tx, contactId);
  const changes: SegmentChange[] = [];
  for (const { id, name, rule } of segments) {
    const belongs = evaluateGroup(rule, { contact });
    if (belongs === (member[id] === true)) continue;
    await setMember(tx, id, [contactId], belongs, nowMs);
    changes.push({ segmentId: id, segmentName: name, change: belongs ? 'entered' : 'left' });
  }
  return changes;
}

async function setMember(tx: Tx, segmentId: string, contactIds: string[], belongs: boolean, nowMs: number) {
  if (contactIds.length === 0) return;
  if (belongs)
    await tx
      .insertInto('segment_members')
      .values(
        contactIds.map((contact_id) => ({ segment_id: segmentId, contact_id, entered_at: date(nowMs) })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await tx
      .deleteFrom('segment_members')
      .where('segment_id', '=', segmentId)
      .where('contact_id', 'in', contactIds)
      .execute();
}

/** Looks at a further page of everybody for each segment that is being recounted. @returns whether any is left */
export async function recountSegments(database: Database, nowMs: number): Promise<boolean> {
  const open = await database.kysely
    .selectFrom('segments')
    .select('id')
    .where('counted_at', 'is', null)
    .execute();
  for (const { id } of open) await recountPage(database, id, nowMs);
  return open.length > 0;
}

function recountPage(database: Database, segmentId: string, nowMs: number): Promise<void> {
  return database.kysely.transaction().execute(async (tx) => {
    const segment = await tx
      .selectFrom('segments')
      .select(['rule', 'cursor', 'counted_at'])
      .where('id', '=', segmentId)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!segment || segment.counted_at !== null) return;
    const contacts = await tx
      .selectFrom('contacts')
      .selectAll()
      .$if(segment.cursor !== null, (query) => query.where('id', '>', segment.cursor!))
      .orderBy('id')
      .limit(PAGE)
      .execute();
    const [belong, others] = [[] as string[], [] as string[]];
    for (const row of contacts)
      (evaluateGroup(segment.rule, { contact: readable(row) }) ? belong : others).push(row.id);
    await setMember(tx, segmentId, belong, true, nowMs);
    await setMember(tx, segmentId, others, false, nowMs);
    const isThrough = contacts.length < PAGE;
    await tx
      .updateTable('segments')
      .set(isThrough ? { counted_at: date(nowMs), cursor: null } : { cursor: contacts.at(-1)!.id })
      .where('id', '=', segmentId)
      .execute();
    if (isThrough) await notify(tx, 'live', { kind: 'segment', segmentId });
  });
}

/** After a stretch of history that was taken in at once: everybody is looked at anew, and nobody "enters" by it. */
export async function recountAll(tx: Tx): Promise<void> {
  await tx.updateTable('segments').set({ counted_at: null, cursor: null }).execute();
}

export interface SegmentPreview {
  /** How many of those who were looked at belong. */
  matched: number;
  looked: number;
  total: number;
  sample: { id: string; firstName: string | null; lastName: string | null; phone: string | null }[];
}

/** Who would belong, judged on the newest few thousand people. */
export async function previewSegment(database: Database, rule: RuleGroup): Promise<SegmentPreview> {
  const [rows, { total }] = await Promise.all([
    database.kysely.selectFrom('contacts').selectAll().orderBy('id', 'desc').limit(PREVIEW).execute(),
    database.kysely
      .selectFrom('contacts')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  const matching = rows.filter((row) => evaluateGroup(rule, { contact: readable(row) }));
  return {
    matched: matching.length,
    looked: rows.length,
    total,
    sample: matching.slice(0, 8).map(({ id, first_name, last_name, phone }) => ({
      id,
      firstName: first_name,
      lastName: last_name,
      phone,
    })),
  };
}
