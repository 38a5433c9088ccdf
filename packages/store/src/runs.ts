import type { Checkpoint } from '@signalbox/engine/interpret';
import { sql } from 'kysely';
import { contactFacts, type ContactFacts } from './contact-facts.js';
import { date, type Database, type Tx } from './database.js';
import { notify } from './listen.js';
import type { RunStatus } from './schema.js';
import { segmentsOf } from './segments/segments.js';

/**
 * Records how far a run has come. Asking twice changes nothing: steps are upserted by their sequence, and any that
 * a later state no longer has are removed.
 */
export function saveCheckpoint(database: Database, checkpoint: Checkpoint): Promise<{ paused: boolean }> {
  const { runId, planHash, status, outcome, steps, wakesAtMs, atMs } = checkpoint;
  return database.kysely.transaction().execute(async (tx) => {
    const ended = status === 'ended';
    if (planHash !== undefined) await recordMove(tx, runId, planHash, steps, atMs);
    const run = await tx
      .updateTable('runs')
      .set({
        status,
        outcome,
        wakes_at: wakesAtMs === null || ended ? null : date(wakesAtMs),
        ended_at: ended ? date(atMs) : null,
      })
      .where('id', '=', runId)
      .returning(['journey_id'])
      .executeTakeFirst();
    if (!run) return { paused: false };
    if (steps.length > 0) {
      const rows = steps.map((step) => ({
        run_id: runId,
        seq: step.seq,
        node_id: step.nodeId,
        visit: step.visit,
        entered_at: date(step.enteredAtMs),
        left_at: step.leftAtMs === null ? null : date(step.leftAtMs),
        port: step.port,
        reason: step.reason,
      }));
      await tx
        .insertInto('run_steps')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['run_id', 'seq']).doUpdateSet((row) => ({
            node_id: row.ref('excluded.node_id'),
            visit: row.ref('excluded.visit'),
            entered_at: row.ref('excluded.entered_at'),
            left_at: row.ref('excluded.left_at'),
            port: row.ref('excluded.port'),
            reason: row.ref('excluded.reason'),
          })),
        )
        .execute();
      const last = Math.max(...steps.map((step) => step.seq));
      await tx.deleteFrom('run_steps').where('run_id', '=', runId).where('seq', '>', last).execute();
    }
    if (ended) {
      // Its subscriptions stay a while: Temporal may redo a last task, and the run then goes on (`sweepSubscriptions`).
      // Whoever waits in the outbox for this run to end may go now.
      await notify(tx, 'outbox');
    }
    await notify(tx, 'live', { kind: 'run', runId, journeyId: run.journey_id });
    // The lock keeps a resume from passing a run by that is just being parked.
    const { status: journeyStatus } = await tx
      .selectFrom('journeys')
      .select('status')
      .where('id', '=', run.journey_id)
      .$if(status === 'parked', (query) => query.forShare())
      .executeTakeFirstOrThrow();
    return { paused: journeyStatus === 'paused' };
  });
}

/** Notes that a run goes by another plan from here on; asked again it changes nothing. */
async function recordMove(
  tx: Tx,
  runId: string,
  planHash: string,
  steps: Checkpoint['steps'],
  atMs: number,
): Promise<void> {
  const run = await tx
    .selectFrom('runs')
    .innerJoin('journey_versions', (join) =>
      join
        .onRef('journey_versions.journey_id', '=', 'runs.journey_id')
        .on('journey_versions.plan_hash', '=', planHash),
    )
    .select(['runs.plan_hash', 'journey_versions.version'])
    .where('runs.id', '=', runId)
    .orderBy('journey_versions.version', 'desc')
    .executeTakeFirst();
  if (!run || run.plan_hash === planHash) return;
  await tx
    .insertInto('run_moves')
    .values({
      run_id: runId,
      from_hash: run.plan_hash,
      to_hash: planHash,
      seq: steps.at(-1)?.seq ?? 0,
      moved_at: date(atMs),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .updateTable('runs')
    .set({ plan_hash: planHash, version: run.version, moving_to: null })
    .where('id', '=', runId)
    .execute();
}

/** Removes the subscriptions of runs that ended before an instant; no event looks at them any more. */
export async function sweepSubscriptions(
  database: Database,
  { endedBeforeMs }: { endedBeforeMs: number },
): Promise<number> {
  const { numDeletedRows } = await database.kysely
    .deleteFrom('run_subscriptions')
    .using('runs')
    .whereRef('runs.id', '=', 'run_subscriptions.run_id')
    .where('runs.ended_at', '<', date(endedBeforeMs))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** What a run's steps rest on, read at one moment. */
export async function readFacts(
  database: Database,
  { contactId, journeyId }: { contactId: string; journeyId: string },
): Promise<{ contact: ContactFacts; segment: { [id: string]: true }; paused: boolean }> {
  const [contact, segment, journey] = await Promise.all([
    contactFacts(database.kysely, contactId),
    segmentsOf(database.kysely, contactId),
    database.kysely.selectFrom('journeys').select('status').where('id', '=', journeyId).executeTakeFirst(),
  ]);
  return { contact, segment, paused: journey?.status === 'paused' };
}

export interface RunRow {
  id: string;
  journeyId: string;
  journeyName: string;
  version: number;
  contactId: string;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  status: RunStatus;
  outcome: string | null;
  entryEventId: string;
  startedAt: Date;
  wakesAt: Date | null;
  endedAt: Date | null;
  currentNodeId: string | null;
}

const runRows = (database: Database) =>
  database.kysely
    .selectFrom('runs')
    .innerJoin('journeys', 'journeys.id', 'runs.journey_id')
    .innerJoin('contacts', 'contacts.id', 'runs.contact_id')
    .select((select) => [
      'runs.id',
      'runs.journey_id as journeyId',
      'journeys.name as journeyName',
      'runs.version',
      'runs.contact_id as contactId',
      'contacts.first_name as firstName',
      'contacts.last_name as lastName',
      'contacts.phone',
      'runs.status',
      'runs.outcome',
      'runs.entry_event_id as entryEventId',
      'runs.started_at as startedAt',
      'runs.wakes_at as wakesAt',
      'runs.ended_at as endedAt',
      select
        .selectFrom('run_steps')
        .select('node_id')
        .whereRef('run_id', '=', 'runs.id')
        .orderBy('seq', 'desc')
        .limit(1)
        .as('currentNodeId'),
    ]);

export async function getRun(database: Database, id: string): Promise<RunRow | null> {
  return (await runRows(database).where('runs.id', '=', id).executeTakeFirst()) ?? null;
}

export interface RunFilter {
  journeyId?: string;
  contactId?: string;
  status?: RunRow['status'];
  /** Runs that have come to this node. */
  nodeId?: string;
  /** Only those that left the node by this port; `waiting` for those that are there, `ended` for those who ended there. */
  port?: string;
  version?: number;
  /** Only those that began at or after this instant. */
  since?: Date;
  /** `startedAt` of the last run of the page before. */
  before?: Date;
  limit?: number;
}

export function listRuns(database: Database, filter: RunFilter): Promise<RunRow[]> {
  const { journeyId, contactId, status, nodeId, port, version, since, before, limit = 50 } = filter;
  return runRows(database)
    .$if(journeyId !== undefined, (query) => query.where('runs.journey_id', '=', journeyId!))
    .$if(contactId !== undefined, (query) => query.where('runs.contact_id', '=', contactId!))
    .$if(status !== undefined, (query) => query.where('runs.status', '=', status!))
    .$if(version !== undefined, (query) => query.where('runs.version', '=', version!))
    .$if(since !== undefined, (query) => query.where('runs.started_at', '>=', since!))
    .$if(before !== undefined, (query) => query.where('runs.started_at', '<', before!))
    .$if(nodeId !== undefined, (query) =>
      query.where((where) =>
        where.exists(
          where
            .selectFrom('run_steps')
            .select(sql`1`.as('one'))
            .whereRef('run_id', '=', 'runs.id')
            .where('node_id', '=', nodeId!)
            .$if(port === 'waiting', (steps) => steps.where('left_at', 'is', null))
            .$if(port === 'ended', (steps) =>
              steps.where('left_at', 'is not', null).where('port', 'is', null),
            )
            .$if(port !== undefined && port !== 'waiting' && port !== 'ended', (steps) =>
              steps.where('port', '=', port!),
            ),
        ),
      ),
    )
    .orderBy('runs.started_at', 'desc')
    .orderBy('runs.id')
    .limit(limit)
    .execute();
}

export interface StepRow {
  seq: number;
  nodeId: string;
  visit: number;
  enteredAt: Date;
  leftAt: Date | null;
  port: string | null;
  reason: string | null;
}

export function runSteps(database: Database, runId: string): Promise<StepRow[]> {
  return database.kysely
    .selectFrom('run_steps')
    .select([
      'seq',
      'node_id as nodeId',
      'visit',
      'entered_at as enteredAt',
      'left_at as leftAt',
      'port',
      'reason',
    ])
    .where('run_id', '=', runId)
    .orderBy('seq')
    .execute();
}
