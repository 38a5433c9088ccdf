import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type pg from 'pg';
import { copyRows } from '../copy-rows.js';
import type { Tx } from '../database.js';
import type { ImportedPerson } from './import-people.js';

/** Columns of `contacts` that a file may say something of, by what a row calls them. */
export const COLUMNS = {
  first_name: 'firstName',
  last_name: 'lastName',
  email: 'email',
  phone: 'phone',
  language: 'language',
  time_zone: 'timeZone',
  country: 'country',
} as const satisfies { [column: string]: keyof ImportedPerson };
export type Column = keyof typeof COLUMNS;

/** What an import did to somebody, so that it can be taken back. */
export type ImportNote = { made: true } | ChangedByImport;

/** Of who was here before. `before` names all that `after` does; `null` is what was not there. */
export interface ChangedByImport {
  before: { [column in Column]?: string | null };
  after: { [column in Column]?: string };
  attributesBefore: { [name: string]: unknown };
  attributesAfter: { [name: string]: unknown };
  tags: string[];
  names: { kind: string; value: string }[];
}

export interface Was {
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  phone: string | null;
  language: string | null;
  time_zone: string | null;
  country: string | null;
  attributes: { [name: string]: unknown };
}

export function changeOf(
  given: Omit<ImportedPerson, 'rowNo'>,
  was: Was,
): Pick<ChangedByImport, 'before' | 'after' | 'attributesBefore' | 'attributesAfter'> {
  const change: ReturnType<typeof changeOf> = {
    before: {},
    after: {},
    attributesBefore: {},
    attributesAfter: {},
  };
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const value = given[COLUMNS[column]];
    if (value === undefined || value === was[column]) continue;
    change.before[column] = was[column];
    change.after[column] = value;
  }
  for (const [name, value] of Object.entries(given.attributes ?? {})) {
    if (isDeepStrictEqual(value, was.attributes[name])) continue;
    change.attributesBefore[name] = was.attributes[name] ?? null;
    change.attributesAfter[name] = value;
  }
  return change;
}

/** Writes down whom a stretch of an import made. */
export function noteMade(client: pg.PoolClient, jobId: string, ids: readonly string[]): Promise<void> {
  const note = JSON.stringify({ made: true } satisfies ImportNote);
  return copyRows(
    client,
    'bulk_people (job_id, contact_id, done, was)',
    (function* () {
      for (const id of ids) yield [jobId, id, true, note];
    })(),
  );
}

/** Writes down whom a stretch changed: of somebody whom an earlier one changed already, what they were before that stays. */
export async function noteChanged(
  tx: Tx,
  jobId: string,
  changes: ReadonlyMap<string, ChangedByImport>,
): Promise<void> {
  if (changes.size === 0) return;
  await sql`
    insert into bulk_people as b (job_id, contact_id, done, was)
    select ${jobId}, id, true, was
    from unnest(${[...changes.keys()]}::uuid[], ${[...changes.values()].map((each) => JSON.stringify(each))}::jsonb[]) n (id, was)
    on conflict (job_id, contact_id) do update set was = case when b.was ? 'made' then b.was else jsonb_build_object(
      'before', excluded.was -> 'before' || (b.was -> 'before'), 'after', b.was -> 'after' || (excluded.was -> 'after'),
      'attributesBefore', excluded.was -> 'attributesBefore' || (b.was -> 'attributesBefore'),
      'attributesAfter', b.was -> 'attributesAfter' || (excluded.was -> 'attributesAfter'),
      'tags', b.was -> 'tags' || (excluded.was -> 'tags'), 'names', b.was -> 'names' || (excluded.was -> 'names')) end`.execute(
    tx,
  );
}
