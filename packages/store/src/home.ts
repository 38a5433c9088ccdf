import { sql } from 'kysely';
import type { Database } from './database.js';

export interface HomeCounts {
  contacts: number;
  events: number;
  sent: number;
  notSent: number;
  hasDemo: boolean;
}

export async function homeCounts(database: Database): Promise<HomeCounts> {
  const { rows } = await sql<HomeCounts>`select
    (select count(*) from contacts) as contacts,
    (select count(*) from events) as events,
    (select count(*) from messages where state in ('accepted', 'sent', 'delivered', 'undelivered')) as sent,
    (select count(*) from messages where state in ('suppressed', 'failed', 'unknown')) as "notSent",
    exists (select 1 from contacts where is_demo) as "hasDemo"`.execute(database.kysely);
  return rows[0]!;
}
