import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';

const LONGEST = 100;

/** The source of what a step of a journey writes onto somebody. */
export const BY_STEP = 'step';

export interface TagRow {
  name: string;
  /** A list is a tag that people are asked to join, and is shown as such. */
  isList: boolean;
  people: number;
}

const tidy = (tags: string[]): string[] => [
  ...new Set(tags.map((tag) => tag.trim().slice(0, LONGEST)).filter((tag) => tag !== '')),
];

/** Puts tags on people; those that are there already stay as they are. @returns who got any */
export async function putTags(
  tx: Tx,
  contactIds: string[],
  given: string[],
  { source, atMs }: { source: string; atMs: number },
): Promise<string[]> {
  const tags = tidy(given);
  if (tags.length === 0 || contactIds.length === 0) return [];
  await sql`
    insert into tags (name, created_at) select name, ${date(atMs)} from unnest(${tags}::text[]) name order by name
    on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ contact_id: string }>`
    insert into contact_tags (contact_id, tag, source, at)
    select c.id, t.name, ${source}, ${date(atMs)}
    from unnest(${contactIds}::uuid[]) asked join contacts c on c.id = current_contact(asked),
      unnest(${tags}::text[]) with ordinality t (name, i)
    order by c.id, t.i
    on conflict do nothing returning contact_id`.execute(tx);
  return [...new Set(rows.map((row) => row.contact_id))];
}

/**
 * Takes tags off people; that they had them, and that they lost them, stays among their changes.
 * @param keepsLater leaves on what was put on after `atMs`
 * @returns who had any
 */
export async function takeTags(
  tx: Tx,
  contactIds: string[],
  given: string[],
  { source, atMs, keepsLater = false }: { source: string; atMs: number; keepsLater?: boolean },
): Promise<string[]> {
  const tags = tidy(given);
  if (tags.length === 0 || contactIds.length === 0) return [];
  const { rows } = await sql<{ contact_id: string }>`
    with taken as (
      delete from contact_tags where tag = any (${tags}::text[])
        and contact_id in (select current_contact(id) from unnest(${contactIds}::uuid[]) id)
        and (not ${keepsLater}::boolean or at <= ${date(atMs)})
      returning contact_id, tag, source, at
    ), told as (
      insert into contact_changes (contact_id, field, before, after, source, at)
      select contact_id, 'tag', null, to_jsonb(tag), source, at from taken
      union all
      select contact_id, 'tag', to_jsonb(tag), null, ${source}, ${date(atMs)} from taken
    )
    select contact_id from taken`.execute(tx);
  return [...new Set(rows.map((row) => row.contact_id))];
}

/**
 * Keeps what is said of one person's tags, each by the latest word: what is older and comes later changes nothing.
 * @param all the whole list that the source gives them: what it gave before and names no more is taken off
 */
export async function hearTags(
  tx: Tx,
  contactId: string,
  { add, remove, all }: { add: string[]; remove: string[]; all?: string[] },
  change: { source: string; atMs: number },
): Promise<void> {
  const gone = all ? await givenBy(tx, contactId, change.source, all) : [];
  const [on, off] = [tidy([...add, ...(all ?? [])]), tidy([...remove, ...gone])];
  if (on.length + off.length === 0) return;
  const { rows } = await sql<{ tag: string }>`
    insert into tag_news (contact_id, tag, at)
    select current_contact(${contactId}), tag, ${date(change.atMs)}
    from unnest(${[...new Set([...on, ...off])].sort()}::text[]) tag
    on conflict (contact_id, tag) do update set at = excluded.at where tag_news.at <= excluded.at
    returning tag`.execute(tx);
  const latest = new Set(rows.map(({ tag }) => tag));
  const newest = (tags: string[]) => tags.filter((tag) => latest.has(tag));
  await takeTags(tx, [contactId], newest(off), { ...change, keepsLater: true });
  await putTags(tx, [contactId], newest(on), change);
}

/** The tags that a source put on somebody, but for those that it still names. */
async function givenBy(tx: Tx, contactId: string, source: string, named: string[]): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select tag from contact_tags
    where contact_id = current_contact(${contactId}) and source = ${source}
      and tag <> all (${tidy(named)}::text[])`.execute(tx);
  return rows.map(({ tag }) => tag);
}

export async function listTags(database: Database): Promise<TagRow[]> {
  const { rows } = await sql<TagRow>`
    select name, is_list as "isList", (select count(*) from contact_tags where tag = name) as people
    from tags order by name limit 2000`.execute(database.kysely);
  return rows;
}

export async function getTag(database: Database, name: string): Promise<TagRow | null> {
  const { rows } = await sql<TagRow>`
    select name, is_list as "isList", (select count(*) from contact_tags where tag = name) as people
    from tags where name = ${name}`.execute(database.kysely);
  return rows[0] ?? null;
}

/** Makes a list, or a list of what is a tag. */
export async function putList(tx: Tx, name: string, nowMs: number): Promise<void> {
  await tx
    .insertInto('tags')
    .values({ name, is_list: true, created_at: date(nowMs) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ is_list: true }))
    .execute();
}

export async function saveTag(
  database: Database,
  { name, isList }: { name: string; isList: boolean },
  nowMs: number,
): Promise<void> {
  await database.kysely
    .insertInto('tags')
    .values({ name: tidy([name])[0] ?? name, is_list: isList, created_at: date(nowMs) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ is_list: isList }))
    .execute();
}
