import { sql } from 'kysely';
import type { Database } from './database.js';

export interface Home {
  hasPeople: boolean;
  hasDemo: boolean;
}

export async function homeOf(database: Database): Promise<Home> {
  const { rows } = await sql<Home>`select
    exists (select 1 from contacts) as "hasPeople",
    exists (select 1 from contacts where is_demo) as "hasDemo"`.execute(database.kysely);
  return rows[0]!;
}
