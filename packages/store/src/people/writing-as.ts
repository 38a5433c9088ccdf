import { sql } from 'kysely';
import type { Tx } from '../database.js';

/** Says who writes people from here to the end of the transaction: their history tells it. */
export async function writingAs(tx: Tx, source: string): Promise<void> {
  await sql`select set_config('signalbox.source', ${source}, true)`.execute(tx);
}
