import { sql } from 'kysely';
import type { Database } from '../database.js';
import { BY_NUMBER } from './forget-number.js';
import { tablesOfPeople } from './tables-of-people.js';

/** Everything that is held about one person, by table; `null` if there is no such person. */
export interface DataOfContact {
  person: { [field: string]: unknown };
  [table: string]: unknown;
}

/** Opens something to whoever has it (a callback, a page): no data about anybody, and the file is passed on. */
const SECRET = 'token';

/** Texts to and from a number that nobody was known by then, and what was asked about them. */
const BEFORE_KNOWN = ['messages', 'inbound_messages', 'reply_reviews'];

/** The answer to a request for access: also what tables that are added later hold. */
export async function dataOfContact(database: Database, id: string): Promise<DataOfContact | null> {
  const { kysely } = database;
  const found = await sql<{ row: { [field: string]: unknown } }>`
    select to_jsonb(contacts) as row from contacts where id = current_contact(${id})`.execute(kysely);
  const person = found.rows[0]?.row;
  if (!person) return null;
  const data: DataOfContact = { person };
  for (const { table, column } of await tablesOfPeople(kysely)) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(t) - ${SECRET}::text as row from ${sql.table(table)} t where ${sql.ref(`t.${column}`)} = ${person.id}`.execute(
      kysely,
    );
    if (rows.length > 0) data[table] = rows.map(({ row }) => row);
  }
  const steps = await sql<{ row: unknown }>`
    select to_jsonb(s) as row from run_steps s join runs r on r.id = s.run_id where r.contact_id = ${person.id}
    order by s.run_id, s.seq`.execute(kysely);
  if (steps.rows.length > 0) data.run_steps = steps.rows.map(({ row }) => row);
  const links = await sql<{ row: unknown }>`
    select to_jsonb(l) || jsonb_build_object('clicks',
      (select coalesce(jsonb_agg(c), '[]') from link_clicks c where c.code = l.code)) as row
    from links l where l.contact_id = ${person.id}`.execute(kysely);
  if (links.rows.length > 0) data.links = links.rows.map(({ row }) => row);
  for (const table of BY_NUMBER) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(t) - ${SECRET}::text as row from ${sql.table(table)} t where t.phone = ${person.phone}`.execute(
      kysely,
    );
    if (rows.length > 0) data[table] = rows.map(({ row }) => row);
  }
  for (const table of BEFORE_KNOWN) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(t) - ${SECRET}::text as row from ${sql.table(table)} t
      where t.contact_id is null and t.phone = ${person.phone}`.execute(kysely);
    if (rows.length > 0) data[table] = [...((data[table] as unknown[]) ?? []), ...rows.map(({ row }) => row)];
  }
  return data;
}
