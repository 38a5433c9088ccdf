import { sql } from 'kysely';
import { date, type Database } from './database.js';

/**
 * Keeps what a nonce was first seen with.
 * @param digest of all that the request says
 * @returns false if it was seen with something else
 */
export async function nonceVouchesFor(
  database: Database,
  { nonce, digest }: { nonce: string; digest: string },
  nowMs: number,
): Promise<boolean> {
  const { rows } = await sql<{ digest: string }>`
    insert into carrier_nonces (nonce, digest, seen_at) values (${nonce}, ${digest}, ${date(nowMs)})
    on conflict (nonce) do update set nonce = excluded.nonce
    returning digest`.execute(database.kysely);
  return rows[0]!.digest === digest;
}
