import type { RunStart } from '@signalbox/engine/interpret';
import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { notify } from './listen.js';

export interface OverdueRun {
  id: string;
  start: RunStart;
}

/** Live runs that should have done something by now, and have nothing left in the outbox that would make them. */
export function overdueRuns(
  database: Database,
  { lateBeforeMs, limit }: { lateBeforeMs: number; limit: number },
): Promise<OverdueRun[]> {
  const late = date(lateBeforeMs);
  return database.kysely
    .selectFrom('runs')
    .select(['id', 'start'])
    .where('ended_at', 'is', null)
    .where((where) =>
      where.or([
        where.and([where('status', '=', 'starting'), where('started_at', '<', late)]),
        where.and([where('status', '=', 'waiting'), where('wakes_at', '<', late)]),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox')
            .select(sql`1`.as('one'))
            .whereRef('outbox.run_id', '=', 'runs.id'),
        ),
      ),
    )
    .orderBy('started_at')
    .limit(limit)
    .execute();
}

/** Ends a run whose workflow is over without having said so. */
export async function markLost(database: Database, runId: string, nowMs: number): Promise<void> {
  const row = await database.kysely
    .updateTable('runs')
    .set({ status: 'ended', outcome: 'stopped outside', ended_at: date(nowMs), wakes_at: null })
    .where('id', '=', runId)
    .where('ended_at', 'is', null)
    .returning('journey_id')
    .executeTakeFirst();
  if (!row) return;
  await database.kysely
    .updateTable('run_steps')
    .set({ left_at: date(nowMs), reason: 'The engine was told from outside to stop here' })
    .where('run_id', '=', runId)
    .where('left_at', 'is', null)
    .execute();
  await notify(database.kysely, 'live', { kind: 'run', runId, journeyId: row.journey_id });
}

/**
 * Shows a run as standing still on its step; what it does next, if anything, says otherwise again.
 * @returns false if it is shown so already, or over
 */
export async function markStuck(database: Database, runId: string, reason: string): Promise<boolean> {
  const row = await database.kysely
    .updateTable('runs')
    .set({ status: 'stuck' })
    .where('id', '=', runId)
    .where('ended_at', 'is', null)
    .where('status', '!=', 'stuck')
    .returning('journey_id')
    .executeTakeFirst();
  if (!row) return false;
  await database.kysely
    .updateTable('run_steps')
    .set({ reason })
    .where('run_id', '=', runId)
    .where('left_at', 'is', null)
    .execute();
  await notify(database.kysely, 'live', { kind: 'run', runId, journeyId: row.journey_id });
  return true;
}
