import { sql } from 'kysely';
import type { Tx } from '../database.js';
import { nameOf, ownersOf, type Name } from '../people/names.js';
import { identitiesOf } from './find-contact.js';
import type { IncomingEvent } from './incoming-event.js';
import { PersonMoved, type ContactRow } from './whose.js';

/** The people whom messages name: whose each name is, and each person's row, which is locked. */
export interface PeopleNamed {
  owners: Map<Name, string>;
  rows: Map<string, ContactRow>;
}

/** @throws PersonMoved if somebody was merged or erased meanwhile */
export async function peopleNamed(tx: Tx, messages: readonly IncomingEvent[]): Promise<PeopleNamed> {
  const asked = messages.flatMap((incoming) => [...identitiesOf(incoming), ...(incoming.formerly ?? [])]);
  const owners = await ownersOf(tx, [...new Map(asked.map((one) => [nameOf(one), one])).values()]);
  const ids = [...new Set(owners.values())];
  const rows = new Map<string, ContactRow>();
  if (ids.length > 0) {
    // In one order for all who lock several.
    const found = await sql<ContactRow>`
      select * from contacts where id = any (${ids}::uuid[]) order by id for update`.execute(tx);
    for (const row of found.rows) rows.set(row.id, row);
    if (rows.size < ids.length) throw new PersonMoved();
  }
  return { owners, rows };
}
