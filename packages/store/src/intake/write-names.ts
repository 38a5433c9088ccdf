import { sql } from 'kysely';
import type { Tx } from '../database.js';
import type { Identity } from './incoming-event.js';
import { PersonMoved } from './whose.js';

/**
 * Writes down whose names are that were found to be nobody's.
 * @throws PersonMoved if one has become somebody's meanwhile: an import asks nobody for a name
 */
export async function writeNames(
  tx: Tx,
  names: readonly (Identity & { contactId: string })[],
): Promise<void> {
  if (names.length === 0) return;
  const { rows } = await sql`
    insert into contact_identities (kind, value, contact_id)
    select * from unnest(${names.map(({ kind }) => kind)}::text[], ${names.map(({ value }) => value)}::text[],
      ${names.map(({ contactId }) => contactId)}::uuid[])
    on conflict do nothing returning kind`.execute(tx);
  if (rows.length < names.length) throw new PersonMoved();
}
