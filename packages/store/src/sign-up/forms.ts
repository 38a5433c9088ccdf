import { sql, type Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import { date, type Database } from '../database.js';
import type { SignUpTables } from './tables.js';

export interface SignUpFormSettings {
  /** Its address: `/f/<slug>`. */
  slug: string;
  name: string;
  /** Of the page and the confirmation. */
  language: string;
  title: string;
  lead: string;
  /** What somebody ticks. */
  wording: string;
  success: string;
  purposes: string[];
  /** They say yes from their phone before anything is granted. */
  isDouble: boolean;
  tag: string | null;
  /** A text of this word signs up, too. */
  keyword: string | null;
}

export interface SignUpForm extends SignUpFormSettings {
  id: string;
  updatedAt: Date;
  /** How often the page was opened, how many numbers signed up, and how many of those have agreed. */
  counts: { shown: number; signedUp: number; confirmed: number };
}

type Row = Selectable<SignUpTables['sign_up_forms']> & { signed_up: number; confirmed: number };

/** @param which all forms if absent */
async function read(database: Database, which = sql`true`): Promise<SignUpForm[]> {
  // Who signed up and has agreed since, in whatever way: by a yes, by the link, or at once.
  const { rows } = await sql<Row>`
    select f.*, count(s.phone)::int as signed_up,
      count(s.phone) filter (where exists (
        select 1 from consents c where c.phone = s.phone and c.purpose = f.purposes[1]
          and c.state = 'granted' and c.at >= s.at))::int as confirmed
    from sign_up_forms f left join sign_ups s on s.form_id = f.id
    where ${which} group by f.id order by f.name`.execute(database.kysely);
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    language: row.language,
    title: row.title,
    lead: row.lead,
    wording: row.wording,
    success: row.success,
    purposes: row.purposes,
    isDouble: row.is_double,
    tag: row.tag,
    keyword: row.keyword,
    updatedAt: row.updated_at,
    counts: { shown: Number(row.shown), signedUp: row.signed_up, confirmed: row.confirmed },
  }));
}

export const listSignUpForms = (database: Database): Promise<SignUpForm[]> => read(database);

export const findSignUpForm = async (database: Database, slug: string): Promise<SignUpForm | null> =>
  (await read(database, sql`f.slug = ${slug}`))[0] ?? null;

/** @param keyword in lower case */
export const signUpFormOfKeyword = async (database: Database, keyword: string): Promise<SignUpForm | null> =>
  (await read(database, sql`f.keyword = ${keyword}`))[0] ?? null;

/**
 * Makes a form, or changes it: who signs up from then on is shown the new words, what others were shown is kept.
 * @returns `taken` if another form has that address or keyword
 */
export async function saveSignUpForm(
  database: Database,
  id: string | null,
  settings: SignUpFormSettings,
  nowMs: number,
): Promise<{ id: string } | 'taken' | 'unknown'> {
  const { isDouble, ...rest } = settings;
  const row = { ...rest, is_double: isDouble, updated_at: date(nowMs) };
  try {
    if (id === null) {
      const made = { id: uuid(), ...row, created_at: date(nowMs) };
      await database.kysely.insertInto('sign_up_forms').values(made).execute();
      return { id: made.id };
    }
    const { numUpdatedRows } = await database.kysely
      .updateTable('sign_up_forms')
      .set(row)
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n ? { id } : 'unknown';
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return 'taken';
    throw error;
  }
}

/** Takes a form away; the consents that came by it stay. */
export async function deleteSignUpForm(database: Database, id: string): Promise<void> {
  await database.kysely.deleteFrom('sign_up_forms').where('id', '=', id).execute();
}

/** Counts that a form was opened. */
export async function countShown(database: Database, id: string): Promise<void> {
  await sql`update sign_up_forms set shown = shown + 1 where id = ${id}`.execute(database.kysely);
}
