import type { RunStart } from '@signalbox/engine/interpret';
import { sql } from 'kysely';
import { date, kyselyOver, transaction, type Database } from './database.js';

export interface OutboxRow {
  id: number;
  runId: string;
  kind: 'start' | 'event' | 'interrupt';
  payload: unknown;
  /** What the run's workflow is started with, should it not be there. */
  start: RunStart;
  attempts: number;
}

/** `closed`: the workflow has ended; the row goes once the run's own row says so too. */
export type Delivery = 'done' | 'closed' | { retryAtMs: number; error: string };

const CLOSED_RETRY_MS = 5_000;

interface ClaimedRow {
  id: number;
  run_id: string;
  kind: OutboxRow['kind'];
  payload: unknown;
  start: RunStart;
  attempts: number;
  ended_at: Date | null;
}

/** A locked head is skipped, and what stands behind it is no head: so order holds between processes. */
const CLAIM = `
  select o.id, o.run_id, o.kind, o.payload, r.start, o.attempts, r.ended_at
  from outbox o join runs r on r.id = o.run_id
  where o.next_attempt_at <= $1
    and not exists (select 1 from outbox earlier where earlier.run_id = o.run_id and earlier.id < o.id)
    and (o.after_run is null or exists (select 1 from runs former where former.id = o.after_run and former.ended_at is not null))
  order by o.id
  limit $2
  for update of o skip locked`;

/**
 * Hands the first row of each run to `deliver` and removes those that were taken.
 * Rows of one run go strictly one after another, however many processes claim at once.
 * @returns how many rows were removed
 */
export async function claimOutbox(
  database: Database,
  { limit, nowMs }: { limit: number; nowMs: number },
  deliver: (row: OutboxRow) => Promise<Delivery>,
): Promise<number> {
  return transaction(database, async (client) => {
    const { rows } = await client.query<ClaimedRow>({
      name: 'claim-outbox',
      text: CLAIM,
      values: [date(nowMs), limit],
    });

    const results = await Promise.all(
      rows.map(async (row) => ({
        row,
        // Temporal forgets what has ended; a late row must not start it again.
        delivery:
          row.ended_at !== null
            ? ('done' as const)
            : await deliver({
                id: row.id,
                runId: row.run_id,
                kind: row.kind,
                payload: row.payload,
                start: row.start,
                attempts: row.attempts,
              }),
      })),
    );
    const tx = kyselyOver(client);
    const gone: number[] = [];
    for (const { row, delivery } of results) {
      if (delivery === 'done') {
        gone.push(row.id);
        continue;
      }
      const retry =
        delivery === 'closed'
          ? {
              retryAtMs: nowMs + CLOSED_RETRY_MS,
              error: 'The workflow has ended but the run has not said so.',
            }
          : delivery;
      await tx
        .updateTable('outbox')
        .set({ attempts: row.attempts + 1, next_attempt_at: date(retry.retryAtMs), last_error: retry.error })
        .where('id', '=', row.id)
        .execute();
    }
    if (gone.length > 0) await tx.deleteFrom('outbox').where('id', 'in', gone).execute();
    return gone.length;
  });
}

/** How long the oldest row that is due has waited, in milliseconds; 0 when none does. */
export async function outboxDelayMs(database: Database, nowMs: number): Promise<number> {
  const { rows } = await sql<{ oldest: Date | null }>`
    select min(created_at) as oldest from outbox where next_attempt_at <= ${date(nowMs)} and after_run is null`.execute(
    database.kysely,
  );
  return rows[0]?.oldest ? Math.max(0, nowMs - rows[0].oldest.getTime()) : 0;
}
