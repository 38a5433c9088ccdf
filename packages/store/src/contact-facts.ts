import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from './database.js';
import type { Schema } from './schema.js';

export interface ContactFacts {
  [field: string]: unknown;
}

/** `contactFacts` of one person. */
export const factsOf = (database: Database, contactId: string): Promise<ContactFacts> =>
  contactFacts(database.kysely, contactId);

/** Some people, the newest first, and what may be read about them. */
export async function someContacts(
  database: Database,
  limit: number,
): Promise<{ id: string; facts: ContactFacts }[]> {
  const rows = await database.kysely
    .selectFrom('contacts')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, facts: readable(row) }));
}

/** Everything that conditions and texts may read about a person, as of now; nothing of one who is not there. */
export async function contactFacts(
  kysely: Pick<Kysely<Schema>, 'selectFrom'>,
  contactId: string,
): Promise<ContactFacts> {
  const contact = await kysely
    .selectFrom('contacts')
    .selectAll()
    .where('id', '=', sql<string>`current_contact(${contactId})`)
    .executeTakeFirst();
  return contact ? readable(contact) : {};
}

/** What may be read of a row. A shop's own attribute of the same name stands where we know nothing: its `tier`. */
export function readable(contact: Selectable<Schema['contacts']>): ContactFacts {
  const { attributes, total_spent, last_order_at, created_at, updated_at: _, is_demo: __, ...own } = contact;
  const { first_order_at, predicted_next_order_at, points_at: _p, tier_at: _t, contacted_elsewhere_at } = own;
  const known: ContactFacts = {
    ...own,
    total_spent,
    last_order_at: last_order_at?.toISOString() ?? null,
    first_order_at: first_order_at?.toISOString() ?? null,
    contacted_elsewhere_at: contacted_elsewhere_at?.toISOString() ?? null,
    predicted_next_order_at: predicted_next_order_at?.toISOString() ?? null,
    created_at: created_at.toISOString(),
  };
  const facts: ContactFacts = { ...attributes };
  for (const [name, value] of Object.entries(known))
    if (value !== null || !Object.hasOwn(facts, name)) facts[name] = value;
  return facts;
}

/** A whole row as one column: a prepared query outlives a migration that adds columns to the table. */
export type ContactAsJson = {
  [name in keyof Selectable<Schema['contacts']>]: Selectable<Schema['contacts']>[name] extends Date | null
    ? string | null
    : Selectable<Schema['contacts']>[name];
};

export const contactFromJson = (json: ContactAsJson): Selectable<Schema['contacts']> => ({
  ...json,
  first_order_at: dateOf(json.first_order_at),
  last_order_at: dateOf(json.last_order_at),
  predicted_next_order_at: dateOf(json.predicted_next_order_at),
  points_at: dateOf(json.points_at),
  tier_at: dateOf(json.tier_at),
  contacted_elsewhere_at: dateOf(json.contacted_elsewhere_at),
  created_at: new Date(json.created_at!),
  updated_at: new Date(json.updated_at!),
});

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));
