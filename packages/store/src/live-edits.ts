import type { PlanSubscription } from '@signalbox/engine/graph';
import type { Interrupt, RunStart } from '@signalbox/engine/interpret';
import { sql } from 'kysely';
import { date, type Database, type Tx } from './database.js';
import { livePlans, type LivePlan } from './intake/live-plans.js';
import { subscribe } from './intake/start-runs.js';
import { runEvent, type StoredEvent } from './intake/take-event.js';
import { notify } from './listen.js';
import { isListed, type RunFilter } from './runs.js';
import type { RunStatus } from './schema.js';

type Properties = RunStart['entryEvent']['properties'];

/** Live runs of a journey: all of them, or those that every given filter lets through. */
export interface LiveRuns {
  journeyId: string;
  runIds?: string[];
  /** Where they are now. */
  nodeId?: string;
  version?: number;
  statuses?: RunStatus[];
  /** Those of the list of entries under this filter. */
  listed?: Omit<RunFilter, 'journeyId' | 'before' | 'limit'>;
}

/** What can be asked of runs by hand. `skip` and `retry` concern the step where each of them is now. */
export type RunAction =
  | { kind: 'end'; outcome: string }
  | { kind: 'hold' }
  | { kind: 'release' }
  | { kind: 'skip'; port?: string }
  | { kind: 'retry' };

const currentNode = sql<string | null>`(
  select node_id from run_steps s where s.run_id = runs.id order by seq desc limit 1)`;

const chosen = (tx: Tx, { journeyId, runIds, nodeId, version, statuses, listed }: LiveRuns) =>
  tx
    .selectFrom('runs')
    .where('journey_id', '=', journeyId)
    .where('ended_at', 'is', null)
    .$if(runIds !== undefined, (query) => query.where(sql<boolean>`id = any(${runIds}::uuid[])`))
    .$if(version !== undefined, (query) => query.where('version', '=', version!))
    .$if(statuses !== undefined, (query) => query.where('status', 'in', statuses!))
    .$if(nodeId !== undefined, (query) => query.where(currentNode, '=', nodeId!))
    .$if(listed !== undefined, (query) => query.where(isListed(listed!)));

export async function countLiveRuns(database: Pick<Database, 'kysely'>, runs: LiveRuns): Promise<number> {
  const { count } = await chosen(database.kysely, runs)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The ids of live runs, by the version that each is on. */
export async function runsByVersion(database: Database, runs: LiveRuns): Promise<Map<number, string[]>> {
  const rows = await chosen(database.kysely, runs).select(['id', 'version']).execute();
  const byVersion = new Map<number, string[]>();
  for (const { id, version } of rows) {
    const ids = byVersion.get(version) ?? [];
    ids.push(id);
    byVersion.set(version, ids);
  }
  return byVersion;
}

/** Asks something of runs, in one go: it reaches each through the outbox, whatever crashes. @returns of how many */
export const controlRuns = (
  database: Database,
  runs: LiveRuns,
  action: RunAction,
  nowMs: number,
): Promise<number> => database.kysely.transaction().execute((tx) => askRuns(tx, runs, action, nowMs));

/** `controlRuns` as a part of what else is done. */
export async function askRuns(
  tx: Tx,
  runs: LiveRuns,
  action: RunAction | Extract<Interrupt, { kind: 'resume' }>,
  nowMs: number,
): Promise<number> {
  const concerns = action.kind === 'skip' || action.kind === 'retry';
  const payload = concerns
    ? sql<string>`${JSON.stringify(action)}::jsonb || jsonb_build_object('nodeId', ${currentNode})`
    : sql<string>`${JSON.stringify(action satisfies Interrupt)}::jsonb`;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('outbox')
    .columns(['run_id', 'kind', 'payload', 'next_attempt_at', 'created_at'])
    .expression(
      chosen(tx, runs).select([
        'id',
        sql<'interrupt'>`'interrupt'`.as('kind'),
        payload.as('payload'),
        sql<Date>`${date(nowMs)}::timestamptz`.as('next_attempt_at'),
        sql<Date>`${date(nowMs)}::timestamptz`.as('created_at'),
      ]),
    )
    .executeTakeFirst();
  await notify(tx, 'outbox');
  return Number(numInsertedOrUpdatedRows ?? 0);
}

/** How many people are where, by version and step. */
export interface HeadCount {
  version: number;
  nodeId: string | null;
  count: number;
}

export async function headCounts(database: Database, journeyId: string): Promise<HeadCount[]> {
  const { rows } = await sql<HeadCount>`
    select version, ${currentNode} as "nodeId", count(*)::int as count
    from runs where journey_id = ${journeyId} and ended_at is null
    group by 1, 2 order by 1, 2`.execute(database.kysely);
  return rows;
}

/** Few enough that a statement holds them all. */
const MOVED_AT_ONCE = 1_000;

export interface MovePlan {
  journeyId: string;
  fromVersion: number;
  toVersion: number;
  /** Of each step, the one that stands for it in the other version. */
  steps: Record<string, string>;
  /** Steps that are begun anew, for their configuration is another one. */
  changed: string[];
  /** Only these runs; all of the version if absent. */
  runIds?: string[];
  /** Takes back a move to `fromVersion`: also for those who were asked to go there and have not come yet. */
  isBack?: boolean;
  /** Counts only. */
  dryRun?: boolean;
}

/**
 * Asks runs of one version to go on with another. Each does at its next wait, once what it is sending has settled; until
 * it says so events for either version reach it.
 * @returns how many were asked
 */
export const moveRuns = (database: Database, move: MovePlan, nowMs: number): Promise<number> =>
  database.kysely.transaction().execute((tx) => moveRunsWithin(tx, move, nowMs));

/** `moveRuns` as a part of what else is done. */
export async function moveRunsWithin(tx: Tx, move: MovePlan, nowMs: number): Promise<number> {
  const { journeyId, fromVersion, toVersion, steps, changed, runIds, isBack = false, dryRun = false } = move;
  const planOf = (version: number) =>
    tx
      .selectFrom('journey_versions')
      .select('plan_hash')
      .where('journey_id', '=', journeyId)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
  const { plan_hash: planHash } = await planOf(toVersion);
  const { plan_hash: leftHash } = await planOf(fromVersion);
  const live = await livePlans.byHash(tx, planHash);
  const asked = chosen(tx, { journeyId, runIds }).where((where) =>
    where.or([
      where.and([
        where('version', '=', fromVersion),
        where(currentNode, 'in', Object.keys(steps).length > 0 ? Object.keys(steps) : ['']),
      ]),
      ...(isBack ? [where.and([where('version', '=', toVersion), where('moving_to', '=', leftHash)])] : []),
    ]),
  );
  if (dryRun) {
    const { count } = await asked
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  }
  const interrupt = {
    kind: 'move' as const,
    planHash,
    steps,
    changed,
    ...(isBack && { isBack: true as const }),
  };
  let count = 0;
  // A page at a time, all in one transaction: any number of people move, or none.
  for (let afterId = ''; ;) {
    const runs = await asked
      .select(['id', 'contact_id', 'start', 'entry_event_id'])
      .$if(afterId !== '', (query) => query.where('id', '>', afterId))
      .orderBy('id')
      .limit(MOVED_AT_ONCE)
      .forUpdate()
      .execute();
    if (runs.length > 0) await askToMove(tx, runs, live, interrupt, nowMs);
    count += runs.length;
    if (runs.length < MOVED_AT_ONCE) break;
    afterId = runs.at(-1)!.id;
  }
  if (count > 0) await notify(tx, 'outbox');
  return count;
}

type Entry = Pick<StoredEvent, 'properties' | 'source' | 'occurredAtMs'> & { properties: Properties };

interface Moving {
  id: string;
  contact_id: string;
  start: RunStart;
  entry_event_id: string;
}

async function askToMove(
  tx: Tx,
  runs: Moving[],
  live: LivePlan,
  interrupt: Extract<Interrupt, { kind: 'move' }>,
  nowMs: number,
): Promise<void> {
  const ids = runs.map(({ id }) => id);
  const subscribed = await tx
    .selectFrom('run_subscriptions')
    .select(['run_id', 'ref', 'event_name', 'key'])
    .where('run_id', 'in', ids)
    .execute();
  const subscriptionsOf = new Map(ids.map((id) => [id, [] as typeof subscribed]));
  for (const row of subscribed) subscriptionsOf.get(row.run_id)!.push(row);
  const entries = await entryEvents(tx, runs, live);
  for (const { id, contact_id } of runs) {
    const own = subscriptionsOf.get(id)!;
    const isHeardOf = ({ ref, event, ofPerson }: PlanSubscription) =>
      own.some((row) => row.ref === ref && row.event_name === event && (!ofPerson || row.key === null));
    const missing = live.plan.subscriptions.filter((one) => !isHeardOf(one));
    if (missing.length === 0) continue;
    const keys = [...new Set(own.flatMap(({ key }) => (key?.includes('/') ? [key] : [])))];
    const additional = { ...live, plan: { ...live.plan, subscriptions: missing } };
    await subscribe(tx, id, additional, entries.get(id)!, { id: contact_id }, keys);
  }
  await tx.updateTable('runs').set({ moving_to: live.hash }).where('id', 'in', ids).execute();
  await tx
    .insertInto('outbox')
    .values(
      ids.map((run_id) => ({
        run_id,
        kind: 'interrupt' as const,
        payload: JSON.stringify({ ...interrupt, entry: entries.get(run_id)!.properties } satisfies Interrupt),
        next_attempt_at: date(nowMs),
        created_at: date(nowMs),
      })),
    )
    .execute();
}

/** What let each run in, with what either its plan or the new one reads of it; its start keeps that, should Temporal lose it. */
async function entryEvents(tx: Tx, runs: Moving[], live: LivePlan): Promise<Map<string, Entry>> {
  const events = await tx
    .selectFrom('events')
    .select(['id', 'source', 'name', 'occurred_at', 'properties', 'keys'])
    .where(
      'id',
      'in',
      runs.map((run) => run.entry_event_id),
    )
    .execute();
  const eventOf = new Map(events.map((event) => [event.id, event]));
  const entries = new Map<string, Entry>();
  const more: { id: string; properties: Properties }[] = [];
  for (const { id, start, entry_event_id } of runs) {
    const known = start.entryEvent.properties;
    const event = eventOf.get(entry_event_id);
    const read = event
      ? runEvent(live, { ...event, occurredAtMs: event.occurred_at.getTime() }, live.plan.trigger.event)
      : start.entryEvent;
    const properties = { ...known, ...read.properties };
    entries.set(id, { properties, source: event?.source, occurredAtMs: start.entryEvent.atMs });
    if (Object.keys(properties).length > Object.keys(known).length) more.push({ id, properties });
  }
  if (more.length > 0)
    await sql`
    update runs set start = jsonb_set(start, '{entryEvent,properties}', more.properties)
    from jsonb_to_recordset(${JSON.stringify(more)}::jsonb) as more (id uuid, properties jsonb)
    where runs.id = more.id`.execute(tx);
  return entries;
}

/**
 * Runs that were moved to a version and have taken no step since, and those that were asked to go there and have not said
 * yet that they have; each with the version that it came from. Whoever is on the way to yet another version is none of them.
 */
export async function runsToMoveBack(
  database: Database,
  { journeyId, version }: { journeyId: string; version: number },
): Promise<{ runId: string; fromVersion: number }[]> {
  const { rows } = await sql<{ runId: string; fromVersion: number }>`
    select distinct on (r.id) r.id as "runId", v.version as "fromVersion"
    from run_moves m
    join runs r on r.id = m.run_id and r.plan_hash = m.to_hash
    join journey_versions v on v.journey_id = r.journey_id and v.plan_hash = m.from_hash
    where r.journey_id = ${journeyId} and r.version = ${version} and r.ended_at is null
      and (r.moving_to is null or r.moving_to = r.plan_hash)
      and m.seq = (select max(seq) from run_steps s where s.run_id = r.id)
    order by r.id, v.version desc`.execute(database.kysely);
  const { rows: coming } = await sql<{ runId: string; fromVersion: number }>`
    select r.id as "runId", r.version as "fromVersion"
    from runs r join journey_versions v on v.journey_id = r.journey_id and v.plan_hash = r.moving_to
    where r.journey_id = ${journeyId} and v.version = ${version} and r.ended_at is null
      and r.moving_to <> r.plan_hash`.execute(database.kysely);
  return [...rows, ...coming];
}
