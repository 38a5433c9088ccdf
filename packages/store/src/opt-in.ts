import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { date, lockNames, type Database, type Tx } from './database.js';

export interface OptInRequest {
  id: string;
  phone: string;
  purposes: string[];
  source: string;
  evidence: Record<string, unknown>;
}

/** Unless a form or a journey says otherwise, a request may be confirmed for so long. */
export const OPT_IN_DAYS = 7;

/**
 * Records that the owner of a number asked to be signed up. Nothing is granted until they say yes from that number, or
 * by the link that was sent to it. A new request takes the place of an open one.
 * @returns its id
 */
export async function requestOptIn(
  database: Database,
  request: {
    phone: string;
    purposes: string[];
    source: string;
    evidence?: Record<string, unknown>;
    /** The same key twice is one request. */
    key?: string;
  },
  { atMs, days = OPT_IN_DAYS }: { atMs: number; days?: number },
): Promise<string> {
  const { phone, purposes, source, evidence = {}, key } = request;
  return database.kysely.transaction().execute(async (tx) => {
    await lockNames(tx, [`phone/${phone}`]);
    if (key) {
      const same = await tx
        .selectFrom('opt_in_requests')
        .select('id')
        .where('phone', '=', phone)
        .where(sql<boolean>`evidence ->> 'key' = ${key}`)
        .executeTakeFirst();
      if (same) return same.id;
    }
    await closeOptIns(tx, phone, atMs);
    const id = uuid();
    await tx
      .insertInto('opt_in_requests')
      .values({
        id,
        phone,
        purposes,
        source,
        evidence: JSON.stringify(key ? { ...evidence, key } : evidence),
        requested_at: date(atMs),
        expires_at: date(atMs + days * 86_400_000),
      })
      .execute();
    return id;
  });
}

const open = (tx: Pick<Tx, 'selectFrom'>, phone: string, atMs: number) =>
  tx
    .selectFrom('opt_in_requests')
    .select(['id', 'phone', 'purposes', 'source', 'evidence'])
    .where('phone', '=', phone)
    .where('confirmed_at', 'is', null)
    .where('closed_at', 'is', null)
    .where('expires_at', '>', date(atMs))
    .orderBy('requested_at', 'desc')
    .limit(1);

/** The request of a number that waits for its yes. */
export async function openOptIn(
  database: Database,
  phone: string,
  atMs: number,
): Promise<OptInRequest | null> {
  return (await open(database.kysely, phone, atMs).executeTakeFirst()) ?? null;
}

/** What a number was last asked, answered or not. */
export async function latestOptIn(
  database: Database,
  phone: string,
): Promise<{ purposes: string[]; confirmedAt: Date | null } | null> {
  const row = await database.kysely
    .selectFrom('opt_in_requests')
    .select(['purposes', 'confirmed_at'])
    .where('phone', '=', phone)
    .orderBy('requested_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { purposes: row.purposes, confirmedAt: row.confirmed_at } : null;
}

/** Notes that the question was put, in the transaction that begins it. */
export async function markOptInAsked(
  tx: Pick<Tx, 'updateTable'>,
  phone: string,
  atMs: number,
): Promise<void> {
  await tx
    .updateTable('opt_in_requests')
    .set({ asked_at: date(atMs) })
    .where('phone', '=', phone)
    .where('confirmed_at', 'is', null)
    .where('closed_at', 'is', null)
    .execute();
}

/** Whoever said stop is not waited for. */
export async function closeOptIns(tx: Pick<Tx, 'updateTable'>, phone: string, atMs: number): Promise<void> {
  await tx
    .updateTable('opt_in_requests')
    .set({ closed_at: date(atMs) })
    .where('phone', '=', phone)
    .where('confirmed_at', 'is', null)
    .where('closed_at', 'is', null)
    .execute();
}

/**
 * Whether a yes from a number answers its request: the question was put, and nothing newer waits for an answer of the
 * same person. A yes answers the newest open question.
 */
export async function isOptInTheNewestQuestion(
  database: Database,
  phone: string,
  atMs: number,
): Promise<boolean> {
  const row = await open(database.kysely, phone, atMs)
    .where('asked_at', 'is not', null)
    .where(
      sql<boolean>`not exists (
        select 1 from messages m
        join run_subscriptions s on s.run_id = m.run_id and s.event_name = 'SMS Received'
        join runs r on r.id = m.run_id and r.ended_at is null
        where m.phone = opt_in_requests.phone and m.sending_at > opt_in_requests.asked_at
          and m.purpose <> 'opt-in-confirmation')`,
    )
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The yes: consent to each purpose that was asked for, with what was shown and how it was confirmed, and the number out
 * of the STOP ledger, all in one.
 * @returns what was granted; `null` if no request was open
 */
export function confirmOptIn(
  database: Database,
  phone: string,
  { by, atMs, evidence = {} }: { by: 'reply' | 'link'; atMs: number; evidence?: Record<string, unknown> },
): Promise<OptInRequest | null> {
  return database.kysely.transaction().execute(async (tx) => {
    await lockNames(tx, [`phone/${phone}`]);
    const request = await open(tx, phone, atMs).executeTakeFirst();
    if (!request) return null;
    const contact = await tx
      .selectFrom('contacts')
      .select('id')
      .where('phone', '=', phone)
      .orderBy('updated_at', 'desc')
      .executeTakeFirst();
    if (!contact) return null;
    await tx
      .updateTable('opt_in_requests')
      .set({ confirmed_at: date(atMs), confirmed_by: by })
      .where('id', '=', request.id)
      .execute();
    await tx
      .insertInto('consents')
      .values(
        request.purposes.map((purpose) => ({
          contact_id: contact.id,
          phone,
          purpose,
          state: 'granted' as const,
          source: `double-opt-in/${request.source}`,
          evidence: JSON.stringify({ ...request.evidence, request: request.id, by, ...evidence }),
          at: date(atMs),
          recorded_at: date(atMs),
        })),
      )
      .execute();
    await tx.deleteFrom('suppressions').where('phone', '=', phone).execute();
    return request;
  });
}
