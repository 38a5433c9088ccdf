import type { Kysely } from 'kysely';
import type { Schema } from './schema.js';

export interface ContactFacts {
  [field: string]: unknown;
}

/** Everything that conditions and texts may read about a person, as of now; nothing of one who is not there. */
export async function contactFacts(
  kysely: Pick<Kysely<Schema>, 'selectFrom'>,
  contactId: string,
): Promise<ContactFacts> {
  const contact = await kysely
    .selectFrom('contacts')
    .selectAll()
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (!contact) return {};
  const { attributes, total_spent, last_order_at, created_at, updated_at: _, is_demo: __, ...own } = contact;
  return {
    ...attributes,
    ...own,
    total_spent,
    last_order_at: last_order_at?.toISOString() ?? null,
    created_at: created_at.toISOString(),
  };
}
