import { sql } from 'kysely';
import type { Database } from './database.js';
import { addKey, type KeyKind } from './house.js';
import { sha256 } from './secrets.js';

/**
 * Makes a key that was chosen outside good, and the one that was chosen before it bad.
 * @param key none: what was chosen before is no longer good
 */
export async function keepKeyOfEnvironment(
  database: Database,
  kind: KeyKind,
  key: string | undefined,
  nowMs: number,
): Promise<void> {
  const hash = key === undefined ? null : sha256(key);
  await sql`
    delete from api_keys
    where kind = ${kind} and is_from_environment and hash is distinct from ${hash}`.execute(database.kysely);
  if (key === undefined) return;
  await addKey(database, kind, key, nowMs);
  // One that somebody named was made by them, and stays theirs.
  await sql`update api_keys set is_from_environment = true where hash = ${hash} and name = ''`.execute(
    database.kysely,
  );
}
