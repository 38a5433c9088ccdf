import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type pg from 'pg';
import { copyRows } from '../copy-rows.js';
import type { Tx } from '../database.js';
import { COLUMNS, noteChanged, type ChangedByImport, type Column, type Was } from './note-import.js';
import type { RowsOfPerson } from './people-of-rows.js';

/** What a file says of somebody. Two say the same if the values are the same, too. */
export type Said = Pick<ChangedByImport, 'after' | 'attributesAfter' | 'tags' | 'names'>;

/** What an import that still stands said of somebody and was so already. */
export interface SaidAgain {
  jobId: string;
  says: Said;
}

/** Writes down what a stretch says of people who were here, and was so already: even if that is nothing but that they are meant. */
export function noteSaidAgain(
  client: pg.PoolClient,
  jobId: string,
  people: readonly RowsOfPerson[],
  known: ReadonlyMap<string, Was & { tags: readonly string[] }>,
  accountKind: string,
): Promise<void> {
  return copyRows(
    client,
    'import_says (job_id, contact_id, says)',
    (function* () {
      for (const { id, isNew, given } of people)
        if (!isNew) yield [jobId, id, JSON.stringify(whatIsSo(given, known.get(id)!, accountKind))];
    })(),
  );
}

function whatIsSo(
  given: RowsOfPerson['given'],
  was: Was & { tags: readonly string[] },
  accountKind: string,
): Said {
  const says: Said = { after: {}, attributesAfter: {}, tags: [], names: [] };
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const value = given[COLUMNS[column]];
    if (value !== undefined && (value === was[column] || value === was[column]?.toLowerCase()))
      says.after[column] = value;
  }
  for (const [name, value] of Object.entries(given.attributes ?? {}))
    if (isDeepStrictEqual(value, was.attributes[name])) says.attributesAfter[name] = value;
  says.tags = (given.tags ?? []).filter((tag) => was.tags.includes(tag));
  for (const [kind, value] of [
    ['phone', given.phone],
    ['email', given.email],
    [accountKind, given.externalId],
  ] as const)
    if (value) says.names.push({ kind, value });
  return says;
}

/** Imports that were not over when this one began, or came later, and still stand. */
export async function importsBeside(
  tx: Tx,
  { id, createdAt }: { id: string; createdAt: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from people_jobs j where kind = 'import' and id <> ${id} and started_at is not null
      and (finished_at is null or finished_at >= ${createdAt})
      and not exists (select from people_jobs u where u.undoes = j.id)`.execute(tx);
  return rows.map((row) => row.id);
}

/** Until this transaction ends nobody begins to take these back, which is done by what is noted of them at that moment. */
export async function holdImports(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select from people_jobs where id = any (${ids}::uuid[]) order by id for key share`.execute(tx);
}

/** Work that takes such imports back and is not through: it goes by notes of its own. */
export async function undosBeside(
  tx: Tx,
  { id, createdAt }: { id: string; createdAt: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.id from people_jobs u join people_jobs j on j.id = u.undoes
    where u.status <> 'done' and j.kind = 'import' and j.id <> ${id} and j.finished_at >= ${createdAt}`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Of what one import did, what another says, too: it is that one's doing from now on, and goes back with it. */
export async function handOn(tx: Tx, handed: ReadonlyMap<string, Map<string, ChangedByImport>>) {
  for (const [jobId, changes] of handed) await noteChanged(tx, jobId, changes);
}

/** Whom an import made is another's making from now on. */
export async function handOnMade(tx: Tx, made: readonly { id: string; jobId: string }[]): Promise<void> {
  if (made.length === 0) return;
  await sql`
    insert into bulk_people (job_id, contact_id, done, was)
    select job_id, id, true, '{"made": true}'
    from unnest(${made.map(({ jobId }) => jobId)}::uuid[], ${made.map(({ id }) => id)}::uuid[]) n (job_id, id)
    on conflict (job_id, contact_id) do update set was = excluded.was`.execute(tx);
}

/**
 * What other imports, and work that takes them back, have as having been before them, where it came of an import that is taken
 * back: then it was what was before that.
 */
export async function correctPasts(
  tx: Tx,
  jobs: readonly string[],
  taken: ReadonlyMap<string, ChangedByImport>,
): Promise<void> {
  if (jobs.length === 0 || taken.size === 0) return;
  const { rows } = await sql<{ job_id: string; contact_id: string; was: ChangedByImport }>`
    select job_id, contact_id, was from bulk_people
    where job_id = any (${jobs}::uuid[]) and contact_id = any (${[...taken.keys()]}::uuid[]) and was ? 'before'`.execute(
    tx,
  );
  const corrected = rows.filter(({ contact_id, was }) => isCorrected(was, taken.get(contact_id)!));
  await sql`
    update bulk_people b set was = n.was
    from unnest(${corrected.map((row) => row.job_id)}::uuid[], ${corrected.map((row) => row.contact_id)}::uuid[],
      ${corrected.map((row) => JSON.stringify(row.was))}::jsonb[]) n (job_id, contact_id, was)
    where b.job_id = n.job_id and b.contact_id = n.contact_id`.execute(tx);
}

/** Corrects in place. */
function isCorrected(was: ChangedByImport, taken: ChangedByImport): boolean {
  let isNews = false;
  for (const column of Object.keys(taken.after) as Column[]) {
    if (!(column in was.before) || was.before[column] !== taken.after[column]) continue;
    was.before[column] = taken.before[column] ?? null;
    isNews = true;
  }
  for (const [name, value] of Object.entries(taken.attributesAfter)) {
    if (!(name in was.attributesBefore) || !isDeepStrictEqual(was.attributesBefore[name], value)) continue;
    was.attributesBefore[name] = taken.attributesBefore[name] ?? null;
    isNews = true;
  }
  return isNews;
}
