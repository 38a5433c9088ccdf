import type { Database } from './database.js';
import { suppress } from './consent.js';
import type { IncomingEvent } from './intake/incoming-event.js';
import { takeEvent } from './intake/take-event.js';
import { endMarketingRuns } from './stop-runs.js';

export interface Stop {
  phone: string;
  /** Left out where only the number is known. */
  contactId?: string | null;
  /** ISO 3166-1 alpha-2 */
  country?: string | null;
  /** For the STOP ledger: `Replied “stop”`. */
  reason: string;
  source: IncomingEvent['source'];
  /** Unique within the source. */
  messageId: string;
  properties: { [key: string]: unknown };
  atMs: number;
}

/**
 * Ends marketing texts to a number, by whatever door that was wished: the number enters the STOP ledger, its runs end, and
 * `SMS Unsubscribed` is taken, which figures and journeys go by. When this has returned, no marketing text begins.
 * Said again it tells nothing twice; done by halves, it may be done again.
 * @returns false if the number was in the ledger already
 */
export async function stopTexts(database: Database, stop: Stop): Promise<boolean> {
  const { phone, contactId, country, reason, source, messageId, properties, atMs } = stop;
  const isNew = await suppress(database, phone, reason, atMs);
  await endMarketingRuns(database, phone, atMs);
  if (isNew || !(await isTold(database, phone)))
    await takeEvent(
      database,
      {
        source,
        messageId,
        name: 'SMS Unsubscribed',
        occurredAtMs: atMs,
        ...(contactId ? { contactId } : {}),
        identities: [{ kind: 'phone', value: phone }],
        contact: { phone, country: country ?? undefined },
        properties: { purpose: 'marketing', ...properties },
        keys: [],
        isHistory: false,
      },
      { nowMs: atMs },
    );
  return isNew;
}

/** Whether the event of the stop that is in the ledger has been taken. */
async function isTold(database: Database, phone: string): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('suppressions')
    .innerJoin('contacts', 'contacts.phone', 'suppressions.phone')
    .innerJoin('events', 'events.contact_id', 'contacts.id')
    .select('events.id')
    .where('suppressions.phone', '=', phone)
    .where('events.name', '=', 'SMS Unsubscribed')
    .whereRef('events.occurred_at', '>=', 'suppressions.at')
    .executeTakeFirst();
  return row !== undefined;
}
