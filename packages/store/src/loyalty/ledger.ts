import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';

export interface PointsEntry {
  /** The same key twice is one entry. */
  key: string;
  contactId: string;
  points: number;
  reason: string;
  kind: 'earned' | 'withdrawn' | 'changed' | 'expired' | 'birthday';
  about?: string;
  expiresAtMs?: number;
  atMs: number;
}

export interface BalanceChange {
  contactId: string;
  before: number;
  after: number;
}

/** Whoever changes somebody's points holds this until the transaction ends: balances are exact. */
export async function lockPoints(tx: Tx, contactIds: string[]): Promise<void> {
  await sql`select 1 from contacts where id = any (${contactIds}::uuid[]) order by id for no key update`.execute(
    tx,
  );
}

/** Writes entries and the balances that follow. The caller holds `lockPoints`. */
export async function enterPoints(tx: Tx, entries: PointsEntry[]): Promise<BalanceChange[]> {
  if (entries.length === 0) return [];
  await tx
    .insertInto('points_entries')
    .values(
      entries.map((entry) => ({
        key: entry.key,
        contact_id: entry.contactId,
        points: entry.points,
        reason: entry.reason,
        kind: entry.kind,
        about: entry.about ?? null,
        expires_at: entry.expiresAtMs === undefined ? null : date(entry.expiresAtMs),
        at: date(entry.atMs),
      })),
    )
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const people = [...new Set(entries.map(({ contactId }) => contactId))];
  const { rows } = await sql<BalanceChange>`
    with now as (
      select c.id, c.points_balance as before,
        coalesce((select sum(points) from points_entries p where p.contact_id = c.id), 0)::int as after
      from contacts c where c.id = any (${people}::uuid[])
    )
    update contacts c set points_balance = now.after from now where c.id = now.id
    returning c.id as "contactId", now.before, now.after`.execute(tx);
  return rows.filter(({ before, after }) => before !== after);
}

export interface PointsRow {
  points: number;
  reason: string;
  kind: string;
  at: Date;
  expiresAt: Date | null;
}

/** A person's entries, the newest first. */
export async function listPoints(database: Database, contactId: string, limit = 100): Promise<PointsRow[]> {
  return database.kysely
    .selectFrom('points_entries')
    .select(['points', 'reason', 'kind', 'at', 'expires_at as expiresAt'])
    .where('contact_id', '=', contactId)
    .orderBy('at', 'desc')
    .orderBy('key')
    .limit(limit)
    .execute();
}
