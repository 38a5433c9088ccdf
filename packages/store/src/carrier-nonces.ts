import { sql } from 'kysely';
import { date, type Database } from './database.js';

/**
 * Keeps what a nonce was first seen with.
 * @param digest of all that the request says
 * @param signedBy a digest of the token that signed it
 * @returns false if it was seen with something else
 */
export async function nonceVouchesFor(
  database: Database,
  { nonce, digest, signedBy }: { nonce: string; digest: string; signedBy: string },
  nowMs: number,
): Promise<boolean> {
  const { rows } = await sql<{ digest: string }>`
    insert into carrier_nonces (nonce, digest, signed_by, seen_at)
    values (${nonce}, ${digest}, ${signedBy}, ${date(nowMs)})
    on conflict (nonce) do update set signed_by = excluded.signed_by
    returning digest`.execute(database.kysely);
  return rows[0]!.digest === digest;
}

/**
 * Forgets nonces whose token is believed no more: who replays one is turned away for its signature.
 * @param believed digests of the tokens that are
 * @param seenBeforeMs later ones stay: another process may not have heard of the change yet
 */
export async function forgetNonces(
  database: Database,
  believed: readonly string[],
  seenBeforeMs: number,
): Promise<void> {
  await sql`
    delete from carrier_nonces where signed_by <> all (${believed}::text[]) and seen_at < ${date(seenBeforeMs)}`.execute(
    database.kysely,
  );
}
