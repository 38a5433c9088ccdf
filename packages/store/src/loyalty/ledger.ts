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

/**
 * Writes entries, and moves the balances by them: what another programme told of a balance stays in it. The caller holds
 * `lockPoints`.
 */
export async function enterPoints(tx: Tx, entries: PointsEntry[]): Promise<BalanceChange[]> {
  if (entries.length === 0) return [];
  const entered = await tx
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
    .returning(['contact_id', 'points'])
    .execute();
  const { rows } = await sql<BalanceChange>`
    with entered as (
      select contact_id as id, sum(points)::int as points
      from jsonb_to_recordset(${JSON.stringify(entered)}::jsonb) as e (contact_id uuid, points int)
      group by contact_id
    )
    update contacts c set points_balance = c.points_balance + entered.points
    from entered where c.id = entered.id and entered.points <> 0
    returning c.id as "contactId", c.points_balance - entered.points as before, c.points_balance as after`.execute(
    tx,
  );
  return rows;
}

export interface PointsRow {
  key: string;
  points: number;
  reason: string;
  kind: string;
  at: Date;
  expiresAt: Date | null;
}

/**
 * A person's entries, the newest first.
 * @param after the key of the last one that was seen
 */
export async function listPoints(
  database: Database,
  contactId: string,
  { after, limit = 100 }: { after?: string; limit?: number } = {},
): Promise<PointsRow[]> {
  return database.kysely
    .selectFrom('points_entries')
    .select(['key', 'points', 'reason', 'kind', 'at', 'expires_at as expiresAt'])
    .where('contact_id', '=', contactId)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`exists (select from points_entries last where last.key = ${after}
        and (points_entries.at < last.at or points_entries.at = last.at and points_entries.key > last.key))`),
    )
    .orderBy('at', 'desc')
    .orderBy('key')
    .limit(limit)
    .execute();
}
