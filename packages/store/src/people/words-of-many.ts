import { sql } from 'kysely';
import type { Database, Tx } from '../database.js';

/** What may lie beside the index unsorted. A search looks through all of it: some 20 ms. */
const UNSORTED = '16MB';

/**
 * Lets the words of people that are made from here to the end of the transaction lie beside the index that people are found by.
 * Found they are at once; sorted in by `sortWordsIn`, over another connection, while the next people are written.
 */
export async function leaveWordsForLater(tx: Tx): Promise<void> {
  await sql`select set_config('gin_pending_list_limit', ${UNSORTED}, true)`.execute(tx);
}

/** Sorts in what `leaveWordsForLater` left. Where nobody calls it, PostgreSQL does so by itself sooner or later. */
export async function sortWordsIn({ kysely }: Pick<Database, 'kysely'>): Promise<void> {
  await sql`select gin_clean_pending_list('contacts_words')`.execute(kysely);
}
