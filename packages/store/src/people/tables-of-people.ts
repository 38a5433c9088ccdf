import { sql } from 'kysely';
import type { Tx } from '../database.js';

/** A column somewhere that names a person. */
export interface PersonColumn {
  table: string;
  column: string;
  isNullable: boolean;
  /** Columns that, with this one, may stand together only once. */
  uniqueWith: string[][];
}

/**
 * Every column that refers to a person, read from the database itself: a table that somebody adds later is merged,
 * told and erased without being named here.
 */
export async function tablesOfPeople(tx: Tx): Promise<PersonColumn[]> {
  const { rows } = await sql<{
    table: string;
    column: string;
    isNullable: boolean;
    uniqueWith: string[][] | null;
  }>`
    select c.conrelid::regclass::text as "table", a.attname as "column", not a.attnotnull as "isNullable",
      (select jsonb_agg((
         select coalesce(jsonb_agg(o.attname), '[]') from pg_attribute o
         where o.attrelid = c.conrelid and o.attnum = any (i.indkey::int2[]) and o.attnum <> a.attnum))
       from pg_index i
       where i.indrelid = c.conrelid and i.indisunique and i.indpred is null and i.indexprs is null
         and a.attnum = any (i.indkey::int2[])) as "uniqueWith"
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'contacts'::regclass and cardinality(c.conkey) = 1
      and c.conparentid = 0
    order by 1, 2`.execute(tx);
  return rows.map((row) => ({ ...row, uniqueWith: row.uniqueWith ?? [] }));
}
