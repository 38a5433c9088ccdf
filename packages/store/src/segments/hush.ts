import { sql } from 'kysely';
import type { Tx } from '../database.js';

/** While it is hushed, what changes makes people belong to segments or not, without a word to any journey. */
export async function hush(tx: Tx, isHushed: boolean): Promise<void> {
  await sql`select set_config('signalbox.quiet', ${isHushed ? 'on' : 'off'}, true)`.execute(tx);
}
