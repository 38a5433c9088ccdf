import type { LastKnown, RunStart } from '@signalbox/engine/interpret';
import { sql } from 'kysely';
import { date, kyselyOver, transaction, type Database } from './database.js';
import { leftTexts } from './left-texts.js';
import { notify } from './listen.js';
import { runSteps } from './runs.js';

export interface OverdueRun {
  id: string;
  start: RunStart;
}

/**
 * A page of live runs that should have done something by now, and have nothing left in the outbox that would make them.
 * @param afterId the last of the page before; `''` for the first page
 */
export function overdueRuns(
  database: Database,
  { lateBeforeMs, afterId, limit }: { lateBeforeMs: number; afterId: string; limit: number },
): Promise<OverdueRun[]> {
  const late = date(lateBeforeMs);
  return leftToThemselves(database, { afterId, limit })
    .where((where) =>
      where.or([
        where.and([where('status', '=', 'starting'), where('started_at', '<', late)]),
        where.and([where('status', '=', 'waiting'), where('wakes_at', '<', late)]),
        // Shown where a step keeps failing: by itself it has said nothing yet.
        where.and([
          where('started_at', '<', late),
          where('id', 'in', (steps) =>
            steps.selectFrom('run_steps').select('run_id').where('is_provisional', '=', true),
          ),
        ]),
      ]),
    )
    .execute();
}

/** A page of live runs that began a while ago, whatever they wait for. */
export function livingRuns(
  database: Database,
  { begunBeforeMs, afterId, limit }: { begunBeforeMs: number; afterId: string; limit: number },
): Promise<OverdueRun[]> {
  return leftToThemselves(database, { afterId, limit })
    .where('started_at', '<', date(begunBeforeMs))
    .execute();
}

/** Some live runs for which the outbox was tried in vain several times: their workflow may be gone. */
export const runsOutOfReach = (
  database: Database,
  { attempts, limit }: { attempts: number; limit: number },
): Promise<OverdueRun[]> =>
  database.kysely
    .selectFrom('runs')
    .select(['id', 'start'])
    .where('ended_at', 'is', null)
    .where('id', 'in', (rows) => rows.selectFrom('outbox').select('run_id').where('attempts', '>=', attempts))
    // Whoever can't be helped keeps nobody from having a turn.
    .orderBy(sql`random()`)
    .limit(limit)
    .execute();

/** With which outcome a run is asked to end by what the outbox still has for it; `null` if it is not. */
export async function askedToEnd(database: Database, runId: string): Promise<string | null> {
  const row = await database.kysely
    .selectFrom('outbox')
    .select(sql<string>`payload ->> 'outcome'`.as('outcome'))
    .where('run_id', '=', runId)
    .where('kind', '=', 'interrupt')
    .where(sql<boolean>`payload ->> 'kind' = 'end'`)
    .orderBy('id')
    .executeTakeFirst();
  return row?.outcome ?? null;
}

const leftToThemselves = (database: Database, { afterId, limit }: { afterId: string; limit: number }) =>
  database.kysely
    .selectFrom('runs')
    .select(['id', 'start'])
    .where('ended_at', 'is', null)
    .$if(afterId !== '', (query) => query.where('id', '>', afterId))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox')
            .select(sql`1`.as('one'))
            .whereRef('outbox.run_id', '=', 'runs.id'),
        ),
      ),
    )
    .orderBy('id')
    .limit(limit);

/** What a run's checkpoints say about it, for one that Temporal has lost. */
export async function lastKnown(database: Database, runId: string): Promise<LastKnown> {
  const { status, plan_hash, vars } = await database.kysely
    .selectFrom('runs')
    .select(['status', 'plan_hash', 'vars'])
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();
  const steps = await runSteps(database, runId, { onlySaid: true });
  return {
    steps: steps.map(({ enteredAt, leftAt, ...step }) => ({
      ...step,
      enteredAtMs: enteredAt.getTime(),
      leftAtMs: leftAt && leftAt.getTime(),
    })),
    vars: vars ?? {},
    planHash: plan_hash,
    isHeld: status === 'held',
  };
}

const LEAVE_TEXTS = `
  with run as (select $1::uuid as id),
  ${leftTexts({ at: '$2::timestamptz', outcome: '$3::text', ended: '$2::timestamptz', been: 'true' })}
  select`;

/**
 * Ends a run whose workflow is over without having said so.
 * @param asked the outcome with which it was asked to end, if it was
 * @returns false if it has ended by itself
 */
export async function markLost(
  database: Database,
  runId: string,
  nowMs: number,
  asked: string | null = null,
): Promise<boolean> {
  const journeyId = await transaction(database, async (client) => {
    const tx = kyselyOver(client);
    const row = await tx
      .updateTable('runs')
      .set({ status: 'ended', outcome: asked ?? 'stopped outside', ended_at: date(nowMs), wakes_at: null })
      .where('id', '=', runId)
      .where('ended_at', 'is', null)
      .returning('journey_id')
      .executeTakeFirst();
    if (!row) return null;
    await tx
      .updateTable('run_steps')
      .set({
        left_at: date(nowMs),
        reason:
          asked === null
            ? 'The engine was told from outside to stop here'
            : `The run was ended here: ${asked}.`,
      })
      .where('run_id', '=', runId)
      .where('left_at', 'is', null)
      .execute();
    await client.query(LEAVE_TEXTS, [runId, date(nowMs), asked]);
    return row.journey_id;
  });
  if (journeyId === null) return false;
  // What waits for it to end, such as the run that takes its place, may go now.
  await notify(database.kysely, 'outbox');
  await notify(database.kysely, 'live', { kind: 'run', runId, journeyId });
  return true;
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
    .where('seq', '=', (steps) =>
      steps
        .selectFrom('run_steps')
        .select(({ fn }) => fn.max('seq').as('last'))
        .where('run_id', '=', runId),
    )
    .execute();
  await notify(database.kysely, 'live', { kind: 'run', runId, journeyId: row.journey_id });
  return true;
}
