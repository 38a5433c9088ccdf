import { sql } from 'kysely';
import type { Database, Tx } from './database.js';
import { livePlans } from './intake/live-plans.js';
import { wakeHeld } from './wake-held.js';

/** The reason code of a text that is held for a number. */
export const NO_PHONE_YET = 'no-phone-yet';

/**
 * Until when a number is waited for that somebody lacks: as long as the trigger takes what let them in for news. Whom a
 * clock lets in has not just done anything, so nobody waits for theirs.
 * @param entry.atMs when what let them in happened, Unix milliseconds
 * @returns Unix milliseconds; `null` if none is waited for
 */
export async function phoneAwaitedUntil(
  database: Database,
  { planHash, atMs }: { planHash: string; atMs: number },
): Promise<number | null> {
  const { trigger } = (await livePlans.byHash(database.kysely, planHash)).plan;
  return trigger.clock ? null : atMs + trigger.maxAgeMs;
}

/**
 * Whether somebody has a number, asked once it is written down that a text is held for one. It waits for whoever is just
 * changing them: either this sees the number, or they see the text that is held.
 */
export async function hasPhoneByNow(database: Database, contactId: string): Promise<boolean> {
  const { rows } = await sql<{ phone: string | null }>`
    select phone from contacts where id = current_contact(${contactId}) for share`.execute(database.kysely);
  // Who has just become one with somebody else is gone, and the merge has seen the text.
  return (rows[0]?.phone ?? null) !== null;
}

/** Sends on the texts that are held for a number of these people, if they have one: to be asked wherever one is learnt. */
export async function wakeForPhone(tx: Tx, contactIds: string[], nowMs: number): Promise<void> {
  if (contactIds.length === 0) return;
  const isTheirs = sql<boolean>`m.contact_id = any (${contactIds}::uuid[]) and c.phone is not null`;
  await wakeHeld(tx, sql<boolean>`m.reason_code = ${NO_PHONE_YET} and ${isTheirs}`, nowMs);
}
