import { randomUUID } from 'node:crypto';
import type { Database } from './database.js';
import type { IncomingEvent } from './intake/incoming-event.js';
import { takeEvent } from './intake/take-event.js';

/** Somebody who has just become known. @returns their id */
export async function addPerson(database: Database, contact: IncomingEvent['contact'] = {}): Promise<string> {
  const { contactId } = await takeEvent(
    database,
    {
      source: 'test',
      messageId: randomUUID(),
      name: null,
      occurredAtMs: Date.now(),
      identities: [{ kind: 'user', value: randomUUID() }],
      contact,
      properties: {},
      keys: [],
      isHistory: false,
    },
    { nowMs: Date.now() },
  );
  return contactId!;
}
