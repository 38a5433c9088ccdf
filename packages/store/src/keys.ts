import { sql } from 'kysely';
import type { Database } from './database.js';
import type { KeyKind } from './house.js';
import type { Role } from './team.js';

export interface KeyRow {
  id: string;
  kind: KeyKind;
  role: Role | null;
  name: string;
  hint: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** All keys, the newest first; never what they are, only their last letters. */
export async function listKeys(database: Database): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select id, kind, role, name, hint, created_at as "createdAt", last_used_at as "lastUsedAt" from api_keys
    order by created_at desc, id`.execute(database.kysely);
  return rows;
}

/** @returns false if there is none with that id */
export async function revokeKey(database: Database, id: string): Promise<boolean> {
  const { rows } = await sql`delete from api_keys where id = ${id} returning id`.execute(database.kysely);
  return rows.length > 0;
}
