import { sql } from 'kysely';
import type { Database, Tx } from '../database.js';
import type { Identity } from '../intake/incoming-event.js';

/** A name by which people are found: `phone/+4552512030`. */
export type Name = `${string}/${string}`;

export const nameOf = ({ kind, value }: Identity): Name => `${kind}/${value}`;

/** The account of a kind that each person has; of several, one. */
export async function accountsOf(
  { kysely }: Pick<Database, 'kysely'>,
  kind: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await kysely
    .selectFrom('contact_identities')
    .select(({ fn }) => ['contact_id', fn.min('value').as('value')])
    .where('kind', '=', kind)
    .where('contact_id', 'in', ids)
    .groupBy('contact_id')
    .execute();
  return new Map(rows.map(({ contact_id, value }) => [contact_id, value]));
}

/** Whose each of many names is. One look into the index each: joined as a whole, all names of everybody would be read. */
export async function ownersOf(tx: Tx, names: readonly Identity[]): Promise<Map<Name, string>> {
  const { rows } = await sql<Identity & { contact_id: string }>`
    select asked.kind, asked.value, i.contact_id
    from unnest(${names.map(({ kind }) => kind)}::text[], ${names.map(({ value }) => value)}::text[]) asked (kind, value)
    cross join lateral (
      select contact_id from contact_identities i where i.kind = asked.kind and i.value = asked.value limit 1
    ) i`.execute(tx);
  return new Map(rows.map((row) => [nameOf(row), row.contact_id]));
}

/** The same of very many names of one kind, of whom nothing is said that is nobody's. */
export async function ownersOfKind(
  tx: Tx,
  kind: string,
  values: readonly string[],
): Promise<{ value: string; contactId: string }[]> {
  if (values.length === 0) return [];
  const { rows } = await sql<{ value: string; contactId: string }>`
    select asked.value, i.contact_id as "contactId" from unnest(${values}::text[]) asked (value)
    cross join lateral (
      select contact_id from contact_identities i where i.kind = ${kind} and i.value = asked.value limit 1
    ) i`.execute(tx);
  return rows;
}
