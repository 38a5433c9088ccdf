import { sql } from 'kysely';
import { date, lockNames, type Database } from './database.js';

/** The same by the same within this time is one line, said to have happened so many times. */
const SAME_MS = 10 * 60_000;

export interface ChangeBy {
  memberId: string | null;
  keyName: string | null;
}

/** Writes down that somebody changed something. */
export async function noteChange(
  database: Database,
  { by, route, subject, nowMs }: { by: ChangeBy; route: string; subject: string | null; nowMs: number },
): Promise<void> {
  const { numAffectedRows } = await sql`
    update changes set at = ${date(nowMs)}, times = times + 1 where id = (
      select id from changes
      where at > ${date(nowMs - SAME_MS)} and route = ${route} and after is null and subject is not distinct from ${subject}
        and member_id is not distinct from ${by.memberId}::uuid and key_name is not distinct from ${by.keyName}
      order by id desc limit 1)`.execute(database.kysely);
  if (numAffectedRows) return;
  await sql`
    insert into changes (at, member_id, key_name, route, subject)
    values (${date(nowMs)}, ${by.memberId}, ${by.keyName}, ${route}, ${subject})`.execute(database.kysely);
}

/** A part of the settings, in the shape in which it is shown and put back: no secrets. */
export type SettingPart = Record<string, unknown>;

/**
 * Changes a part of the settings, and writes down with it what it was and what it is; the same again is no change.
 * @param read what is set now, or holds by itself; asked before and after the writing
 */
export async function changeSetting(
  database: Database,
  { by, route, nowMs }: { by: ChangeBy; route: string; nowMs: () => number },
  {
    read,
    write,
  }: { read: (database: Database) => Promise<SettingPart>; write: (database: Database) => Promise<void> },
): Promise<void> {
  await database.kysely.transaction().execute(async (tx) => {
    // One after the other, so that each finds what the one before it left.
    await lockNames(tx, ['settings']);
    const within = { ...database, kysely: tx };
    const before = await read(within);
    await write(within);
    const after = await read(within);
    await sql`
      insert into changes (at, member_id, key_name, route, before, after)
      select ${date(nowMs())}, ${by.memberId}::uuid, ${by.keyName}, ${route}, b, a
      from (select ${JSON.stringify(before)}::jsonb as b, ${JSON.stringify(after)}::jsonb as a) as v
      where b <> a`.execute(tx);
  });
}

export interface ChangeRow {
  id: string;
  at: Date;
  times: number;
  memberName: string | null;
  keyName: string | null;
  route: string;
  subject: string | null;
  /** What a journey, a segment or somebody of the team is called now. */
  subjectName: string | null;
  /** Of a part of the settings: what it was, and what it is since. */
  before: SettingPart | null;
  after: SettingPart | null;
}

/**
 * The newest first.
 * @param below addresses of the API, of which and of whose parts the changes are
 * @param before the id of the last one seen
 */
export async function listChanges(
  database: Database,
  {
    subject = null,
    below = null,
    before = null,
    limit,
  }: { subject?: string | null; below?: readonly string[] | null; before?: string | null; limit: number },
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select c.id::text, c.at, c.times, m.name as "memberName", c.key_name as "keyName", c.route, c.subject, c.before, c.after,
      coalesce(j.name, s.name, t.name) as "subjectName"
    from changes c
    left join members m on m.id = c.member_id
    left join journeys j on j.id::text = c.subject
    left join segments s on s.id::text = c.subject
    left join members t on t.id::text = c.subject
    where (${subject}::text is null or c.subject = ${subject})
      and (${below}::text[] is null or exists (
        select from unnest(${below}::text[]) as p (path)
        where split_part(c.route, ' ', 2) || '/' like p.path || '/%'))
      and (${before}::bigint is null or (c.at, c.id) < (select b.at, b.id from changes b where b.id = ${before}::bigint))
    order by c.at desc, c.id desc limit ${limit}`.execute(database.kysely);
  return rows;
}
