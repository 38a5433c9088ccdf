import type { Checkpoint, Compared } from '@signalbox/engine/interpret';
import { sql } from 'kysely';
import type pg from 'pg';
import { contactFromJson, readable, type ContactAsJson, type ContactFacts } from './contact-facts.js';
import { date, kyselyOver, transaction, type Database, type Tx } from './database.js';
import { hint } from './hint.js';
import { storable } from './intake/storable.js';
import { leftTexts } from './left-texts.js';
import type { JourneyStatus, RunStatus } from './schema.js';

/**
 * Records how far a run has come. Asking twice changes nothing: steps are upserted by their sequence, and any that
 * a later state no longer has are removed.
 *
 * One statement: every run writes one before each of its waits, so a trip to the database here is a trip for all.
 */
export async function saveCheckpoint(
  database: Database,
  checkpoint: Checkpoint,
): Promise<{ paused: boolean }> {
  const { runId, planHash, status, steps, atMs } = checkpoint;
  const isParked = status === 'parked';
  const isShort = planHash === undefined && !isParked;
  const run = isShort
    ? await writeCheckpoint(database.pool, checkpoint)
    : await transaction(database, async (client) => {
        const tx = kyselyOver(client);
        if (planHash !== undefined) await recordMove(tx, runId, planHash, steps, atMs);
        const written = await writeCheckpoint(client, checkpoint);
        // The lock keeps a resume from passing a run by that is just being parked.
        return written && isParked
          ? { ...written, journeyStatus: await lockedStatus(tx, written.journeyId) }
          : written;
      });
  if (!run) return { paused: false };
  hint(database, 'live', { kind: 'run', runId, journeyId: run.journeyId });
  if (run.isAwaited) hint(database, 'outbox');
  return { paused: run.journeyStatus === 'paused' };
}

/** A step that the run has left. */
const BEEN = `exists (
  select from unnest($8::text[], $9::int[], $11::timestamptz[]) as step (node_id, visit, left_at)
  where left_at is not null and messages.send_key = concat_ws('/', run.id, step.node_id, step.visit))`;

/**
 * Prepared by name. A run's subscriptions stay a while after its end: Temporal may redo a last task, and the run then
 * goes on (`sweepSubscriptions`).
 */
const WRITE = `
  with run as (
    update runs set status = $2, outcome = $3::text, wakes_at = $4, ended_at = $5::timestamptz, vars = $6
    from journeys
    where runs.id = $1 and journeys.id = runs.journey_id and not ($15 and journeys.status = 'paused')
    returning runs.id, runs.contact_id is null as is_erased
  ), kept as (
    insert into run_steps (run_id, seq, node_id, visit, entered_at, left_at, port, reason, compared)
    select run.id, seq, node_id, visit, entered_at, left_at, port, reason, case when not run.is_erased then compared end
    from run, unnest(
      $7::int[], $8::text[], $9::int[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::text[], $16::jsonb[]
    ) as step (seq, node_id, visit, entered_at, left_at, port, reason, compared)
    on conflict (run_id, seq) do update set node_id = excluded.node_id, visit = excluded.visit,
      entered_at = excluded.entered_at, left_at = excluded.left_at, port = excluded.port, reason = excluded.reason,
      compared = excluded.compared, is_provisional = false
  ), gone as (
    delete from run_steps using run where run_steps.run_id = run.id and run_steps.seq > $14::int
  ), ${leftTexts({ at: '$17::timestamptz', outcome: '$3::text', ended: '$5::timestamptz', been: BEEN })}
  select journeys.id as "journeyId", journeys.status as "journeyStatus",
    $5::timestamptz is not null and exists (select from outbox where after_run = run.id) as "isAwaited"
  from runs join journeys on journeys.id = runs.journey_id left join run on true
  where runs.id = $1`;

interface Written {
  journeyId: string;
  journeyStatus: JourneyStatus;
  /** Something in the outbox waits for this run to end, and now may go. */
  isAwaited: boolean;
}

async function writeCheckpoint(
  client: Pick<pg.ClientBase, 'query'>,
  { runId, status, outcome, steps, vars, wakesAtMs, atMs, unlessPaused }: Checkpoint,
): Promise<Written | undefined> {
  const ended = status === 'ended';
  const each = <T>(read: (step: Checkpoint['steps'][number]) => T) => steps.map(read);
  const { rows } = await client.query<Written>({
    name: 'write-checkpoint',
    text: WRITE,
    values: [
      runId,
      status,
      outcome,
      wakesAtMs === null || ended ? null : date(wakesAtMs),
      ended ? date(atMs) : null,
      vars === undefined || ended ? null : JSON.stringify(storable(vars)),
      each(({ seq }) => seq),
      each(({ nodeId }) => nodeId),
      each(({ visit }) => visit),
      each(({ enteredAtMs }) => date(enteredAtMs)),
      each(({ leftAtMs }) => (leftAtMs === null ? null : date(leftAtMs))),
      each(({ port }) => port),
      each(({ reason }) => storable(reason)),
      steps.length === 0 ? null : Math.max(...each(({ seq }) => seq)),
      unlessPaused === true,
      each(({ compared }) => (compared?.length ? JSON.stringify(storable(compared)) : null)),
      date(atMs),
    ],
  });
  return rows[0];
}

async function lockedStatus(tx: Tx, journeyId: string): Promise<JourneyStatus> {
  const { status } = await tx
    .selectFrom('journeys')
    .select('status')
    .where('id', '=', journeyId)
    .forShare()
    .executeTakeFirstOrThrow();
  return status;
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
    .set({
      plan_hash: planHash,
      version: run.version,
      // It may have been asked meanwhile to go elsewhere, or back.
      moving_to: sql`case when moving_to <> ${planHash} then moving_to end`,
    })
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

/** What a run's steps rest on, read in one statement that is prepared by name. */
export async function readFacts(
  database: Database,
  { contactId, journeyId }: { contactId: string; journeyId: string },
): Promise<{ contact: ContactFacts; segment: { [id: string]: true }; paused: boolean }> {
  const { rows } = await database.pool.query<{
    contact: ContactAsJson | null;
    segmentIds: string[];
    journeyStatus: JourneyStatus | null;
  }>({
    name: 'run-facts',
    text: `
      select to_json(c) as contact,
        array(select segment_id from segment_members m where m.contact_id = me.id) as "segmentIds",
        (select status from journeys where id = $2) as "journeyStatus"
      from (select current_contact($1) as id) me left join contacts c on c.id = me.id`,
    values: [contactId, journeyId],
  });
  const { contact, segmentIds, journeyStatus } = rows[0]!;
  return {
    contact: contact ? readable(contactFromJson(contact)) : {},
    segment: Object.fromEntries(segmentIds.map((id) => [id, true as const])),
    paused: journeyStatus === 'paused',
  };
}

/** Read by everything that a run asks of the world: a pause holds at once, for any number of people. */
export async function isPaused(database: Database, journeyId: string): Promise<boolean> {
  const { rows } = await database.pool.query<{ status: JourneyStatus }>({
    name: 'is-paused',
    text: 'select status from journeys where id = $1',
    values: [journeyId],
  });
  return rows[0]?.status === 'paused';
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
  /** Only those that began before this instant. */
  until?: Date;
  /** Only those that reached the journey's goal. */
  reachedGoal?: boolean;
  /** The last run of the page before: those that began in one instant are told apart by their ids. */
  before?: { at: Date; id: string };
  limit?: number;
}

/** Conditions on `runs`: whom a filter means, in a list and in what is asked of those in it. */
export function isListed(filter: RunFilter) {
  const { journeyId, contactId, status, nodeId, port, version, since, until, reachedGoal = false } = filter;
  const conditions = [
    sql`true`,
    ...(journeyId === undefined ? [] : [sql`runs.journey_id = ${journeyId}`]),
    ...(contactId === undefined ? [] : [sql`runs.contact_id = ${contactId}`]),
    ...(status === undefined ? [] : [sql`runs.status = ${status}`]),
    // Said aloud for the index of those under way.
    ...(status === undefined || status === 'ended' ? [] : [sql`runs.ended_at is null`]),
    ...(version === undefined ? [] : [sql`runs.version = ${version}`]),
    ...(since === undefined ? [] : [sql`runs.started_at >= ${since}`]),
    ...(until === undefined ? [] : [sql`runs.started_at < ${until}`]),
    ...(reachedGoal ? [sql`runs.goal_at is not null`] : []),
    ...(nodeId === undefined
      ? []
      : [
          sql`exists (select from run_steps came where came.run_id = runs.id
            and came.node_id = ${nodeId} and ${leftBy(port)})`,
        ]),
  ];
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function leftBy(port: string | undefined) {
  if (port === undefined) return sql`true`;
  if (port === 'waiting') return sql`came.left_at is null`;
  if (port === 'ended') return sql`came.left_at is not null and came.port is null`;
  return sql`came.port = ${port}`;
}

export function listRuns(database: Database, filter: RunFilter): Promise<RunRow[]> {
  const { before, limit = 50 } = filter;
  return runRows(database)
    .where(isListed(filter))
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(runs.started_at, runs.id) < (${before!.at}, ${before!.id}::uuid)`),
    )
    .orderBy('runs.started_at', 'desc')
    .orderBy('runs.id', 'desc')
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
  /** What its conditions were compared with; none of who went by a step before that was kept. */
  compared: Compared[];
}

/** @param onlySaid what the run has said itself, without the step that it keeps failing at */
export async function runSteps(
  database: Database,
  runId: string,
  { onlySaid = false } = {},
): Promise<StepRow[]> {
  const rows = await database.kysely
    .selectFrom('run_steps')
    .select([
      'seq',
      'node_id as nodeId',
      'visit',
      'entered_at as enteredAt',
      'left_at as leftAt',
      'port',
      'reason',
      'compared',
    ])
    .where('run_id', '=', runId)
    .$if(onlySaid, (query) => query.where('is_provisional', '=', false))
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ ...row, compared: row.compared ?? [] }));
}
