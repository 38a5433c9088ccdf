import { sql } from 'kysely';
import { type Database } from './database.js';

export interface FoundText {
  id: string;
  body: string;
  at: Date;
  name: string;
  contactId: string | null;
  runId: string | null;
}

/** So far back, so that a search stays quick whatever was sent in all the years before. */
const LOOKED_AT = 20_000;

/** The newest texts that say something, whatever its case. */
export async function searchTexts(
  database: Database,
  words: string,
  { limit = 5 }: { limit?: number } = {},
): Promise<FoundText[]> {
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const { rows } = await sql<FoundText>`
    select m.id, m.body, m.planned_at as at, m.contact_id as "contactId", m.run_id as "runId",
      coalesce(nullif(concat_ws(' ', c.first_name, c.last_name), ''), m.phone, '') as name
    from (select * from messages order by planned_at desc limit ${LOOKED_AT}) m
    left join contacts c on c.id = m.contact_id
    where m.body ilike ${pattern}
    order by m.planned_at desc limit ${limit}`.execute(database.kysely);
  return rows;
}
