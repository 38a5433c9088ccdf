import { date, lockNames, type Database, type Tx } from './database.js';
import { notify } from './listen.js';
import { closeOptIns } from './opt-in.js';
import { BACK_IN_STOCK, leaveAllLines, REFUSED, STOPPED } from './waitlist/leave-all-lines.js';

export interface ConsentRow {
  purpose: string;
  state: 'granted' | 'denied';
  source: string;
  /** What proves it: the wording as shown, the page, the address. */
  evidence: Record<string, unknown>;
  at: Date;
}

/** What a number has last said about a purpose. */
export async function consentState(
  { kysely }: { kysely: Pick<Tx, 'selectFrom'> },
  phone: string,
  purpose: string,
): Promise<'granted' | 'denied' | 'none'> {
  const row = await kysely
    .selectFrom('consents')
    .select('state')
    .where('phone', '=', phone)
    .where('purpose', '=', purpose)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.state ?? 'none';
}

export function listConsents(database: Database, contactId: string): Promise<ConsentRow[]> {
  return database.kysely
    .selectFrom('consents')
    .select(['purpose', 'state', 'source', 'evidence', 'at'])
    .where('contact_id', '=', contactId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function isSuppressed(database: Database, phone: string): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('suppressions')
    .select('phone')
    .where('phone', '=', phone)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * How long after its row in the ledger a request to the carrier may begin, at most; who comes later must ask again.
 * Measured by each side's own clock.
 */
export const BEGINS_WITHIN_MS = 4_000;
/** The last part of it is for the request to get off. */
export const ASKED_WITHIN_MS = 3_000;
const LOOKS_EVERY_MS = 25;

/**
 * Puts a number into the STOP ledger. When this has returned, no marketing text to it begins to be sent: not one whose
 * row was written just before, either, which is waited for.
 * @returns false if it was there already
 */
export async function suppress(
  database: Database,
  phone: string,
  reason: string,
  atMs: number,
): Promise<boolean> {
  const isNew = await database.kysely.transaction().execute(async (tx: Tx) => {
    await lockNames(tx, [`phone/${phone}`]);
    const row = await tx
      .insertInto('suppressions')
      .values({ phone, reason, at: date(atMs) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('phone')
      .executeTakeFirst();
    await closeOptIns(tx, phone, atMs);
    await leaveAllLines(tx, phone, STOPPED, atMs);
    await notify(tx, 'live', { kind: 'phone', number: phone });
    return row !== undefined;
  });
  await untilNoneBegins(database, phone);
  return isNew;
}

/** Of a process that died nothing is heard, so that the wait ends by itself when its request can begin no more. */
async function untilNoneBegins(database: Database, phone: string): Promise<void> {
  const sinceMs = performance.now();
  while (performance.now() - sinceMs < BEGINS_WITHIN_MS) {
    const row = await database.kysely
      .selectFrom('messages')
      .select('id')
      .where('phone', '=', phone)
      .where('state', '=', 'sending')
      .where('purpose', '!=', 'transactional')
      .executeTakeFirst();
    if (!row) return;
    await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY_MS));
  }
}

/** Takes a number out of the STOP ledger, at the person's own wish. @returns false if it was not there */
export async function unsuppress(database: Database, phone: string): Promise<boolean> {
  const row = await database.kysely
    .deleteFrom('suppressions')
    .where('phone', '=', phone)
    .returning('phone')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * What a person said about one purpose, in whatever way. Append-only: the newest row is in force.
 * When this has returned, no text against a "no" begins.
 */
export function recordConsent(
  database: Database,
  consent: {
    contactId: string;
    phone: string;
    purpose: string;
    state: 'granted' | 'denied';
    source: string;
    evidence: Record<string, unknown>;
  },
  atMs: number,
): Promise<void> {
  const { contactId, phone, purpose, state, source, evidence } = consent;
  return database.kysely.transaction().execute(async (tx) => {
    await lockNames(tx, [`phone/${phone}`]);
    await tx
      .insertInto('consents')
      .values({
        contact_id: contactId,
        phone,
        purpose,
        state,
        source,
        evidence: JSON.stringify(evidence),
        at: date(atMs),
        recorded_at: date(atMs),
      })
      .execute();
    if (purpose === BACK_IN_STOCK && state === 'denied') await leaveAllLines(tx, phone, REFUSED, atMs);
    await notify(tx, 'live', { kind: 'phone', number: phone });
  });
}
