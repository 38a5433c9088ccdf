import type { RunStart } from '@signalbox/engine/interpret';
import { sql } from 'kysely';
import { date, kyselyOver, transaction, type Database } from './database.js';
import { NEXT_BY_TURNS } from './outbox-turns.js';

export interface OutboxRow {
  id: number;
  runId: string;
  kind: 'start' | 'event' | 'interrupt';
  payload: unknown;
  /** What the run's workflow is started with, should it not be there. */
  start: RunStart;
  attempts: number;
  /** Its journey lets people in by campaigns, all at once. */
  hasCampaigns: boolean;
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
  has_campaigns: boolean;
}

/**
 * Hands the first row of each run to `deliver` and removes those that were taken.
 * Rows of one run go strictly one after another, however many processes claim at once; journeys take turns.
 * @param limit of a batch, shared by the journeys that have something due
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
      text: NEXT_BY_TURNS,
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
                hasCampaigns: row.has_campaigns,
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
