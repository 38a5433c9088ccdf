import { sql } from 'kysely';
import type { Database } from './database.js';

export interface EventRow {
  id: string;
  source: string;
  name: string;
  contactId: string | null;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  occurredAt: Date;
  receivedAt: Date;
  properties: { [key: string]: unknown };
  isHistory: boolean;
}

const eventRows = (database: Database) =>
  database.kysely
    .selectFrom('events')
    .leftJoin('contacts', 'contacts.id', 'events.contact_id')
    .select([
      'events.id',
      'events.source',
      'events.name',
      'events.contact_id as contactId',
      'contacts.first_name as firstName',
      'contacts.last_name as lastName',
      'contacts.phone',
      'events.occurred_at as occurredAt',
      'events.received_at as receivedAt',
      'events.properties',
      'events.is_history as isHistory',
    ]);

export function listEvents(
  database: Database,
  {
    contactId,
    name,
    before,
    limit = 50,
  }: {
    contactId?: string;
    name?: string;
    /** The id of an event: older ones follow it. */
    before?: string;
    limit?: number;
  },
): Promise<EventRow[]> {
  // Each by an index of its own; what is looked at as it comes in is in the order in which it came.
  const at = contactId === undefined && name === undefined ? 'events.received_at' : 'events.occurred_at';
  return eventRows(database)
    .$if(contactId !== undefined, (query) => query.where('events.contact_id', '=', contactId!))
    .$if(name !== undefined, (query) => query.where('events.name', '=', name!))
    .$if(before !== undefined, (query) =>
      query.where(
        sql<boolean>`(${sql.ref(at)}, events.received_at, events.id) <
          (select ${sql.ref(at)}, events.received_at, events.id from events where events.id = ${before!})`,
      ),
    )
    .orderBy(at, 'desc')
    .orderBy('events.received_at', 'desc')
    .orderBy('events.id', 'desc')
    .limit(limit)
    .execute();
}

export async function getEvent(database: Database, id: string): Promise<EventRow | null> {
  return (await eventRows(database).where('events.id', '=', id).executeTakeFirst()) ?? null;
}
