import { planHash, type JourneyGraph, type Plan } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { stopCampaignsOf } from './campaigns.js';
import { again, date, type Database, type Tx } from './database.js';
import { notify } from './listen.js';
import { askRuns, countLiveRuns } from './live-edits.js';
import type { JourneyStatus, MessageState } from './schema.js';
import type { StoppedItself } from './self-stop.js';

export interface JourneyRow {
  id: string;
  name: string;
  draft: JourneyGraph;
  revision: number;
  liveVersion: number | null;
  status: JourneyStatus;
  createdAt: Date;
  updatedAt: Date;
  /** The graph of the live version. */
  liveGraph: JourneyGraph | null;
  /** Why it stopped itself, until somebody resumes it. */
  stoppedItself: StoppedItself | null;
}

interface NewJourney {
  name: string;
  graph: unknown;
  nowMs: number;
}

export async function createJourney(
  database: Database,
  journey: NewJourney,
): Promise<{ id: string; revision: number }> {
  return (await createJourneyAs(database, { id: uuid(), ...journey }))!;
}

/**
 * Makes a journey under an id of the caller's, so that it is the same one in several workspaces.
 * @returns `null` if there is, or was, a journey of this id
 */
export async function createJourneyAs(
  database: Database,
  { id, name, graph, nowMs }: NewJourney & { id: string },
): Promise<{ id: string; revision: number } | null> {
  const made = await database.kysely
    .insertInto('journeys')
    .values({
      id,
      name,
      draft: JSON.stringify(graph),
      live_version: null,
      created_at: date(nowMs),
      updated_at: date(nowMs),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return null;
  await notify(database.kysely, 'live', { kind: 'journey', journeyId: id });
  return { id, revision: 1 };
}

const journeyRows = (tx: Tx) =>
  tx
    .selectFrom('journeys')
    .leftJoin('journey_versions', (join) =>
      join
        .onRef('journey_versions.journey_id', '=', 'journeys.id')
        .onRef('journey_versions.version', '=', 'journeys.live_version'),
    )
    .select([
      'journeys.id',
      'journeys.name',
      'journeys.draft',
      'journeys.revision',
      'journeys.live_version as liveVersion',
      'journeys.status',
      'journeys.created_at as createdAt',
      'journeys.updated_at as updatedAt',
      'journey_versions.graph as liveGraph',
      sql<StoppedItself | null>`journeys.stopped_itself`.as('stoppedItself'),
    ]);

export async function getJourney(database: Database, id: string): Promise<JourneyRow | null> {
  return (await journeyRows(database.kysely).where('journeys.id', '=', id).executeTakeFirst()) ?? null;
}

export interface JourneyCounts {
  inside: number;
  entered: number;
  sent: number;
  notSent: number;
}

export async function listJourneys(database: Database): Promise<(JourneyRow & { counts: JourneyCounts })[]> {
  const { kysely } = database;
  const count = sql<number>`count(*)`;
  // Each by an index that holds all that is counted.
  const [journeys, entered, inside, messages] = await Promise.all([
    journeyRows(kysely)
      .where('journeys.status', '!=', 'archived')
      .orderBy('journeys.updated_at', 'desc')
      .execute(),
    kysely
      .selectFrom('runs')
      .select(['journey_id', count.as('runs')])
      .groupBy('journey_id')
      .execute(),
    kysely
      .selectFrom('runs')
      .select(['journey_id', count.as('runs')])
      .where('ended_at', 'is', null)
      .groupBy('journey_id')
      .execute(),
    kysely
      .selectFrom('messages')
      .select(['journey_id', 'state', count.as('texts')])
      .where('journey_id', 'is not', null)
      .groupBy(['journey_id', 'state'])
      .execute(),
  ]);
  return journeys.map((journey) => {
    const runsOf = (counted: typeof entered) =>
      counted.find(({ journey_id }) => journey_id === journey.id)?.runs ?? 0;
    const textsIn = (states: MessageState[]) =>
      messages
        .filter(({ journey_id, state }) => journey_id === journey.id && states.includes(state))
        .reduce((sum, { texts }) => sum + texts, 0);
    return {
      ...journey,
      counts: {
        inside: runsOf(inside),
        entered: runsOf(entered),
        sent: textsIn(['accepted', 'sent', 'delivered', 'undelivered']),
        notSent: textsIn(['suppressed', 'failed', 'unknown']),
      },
    };
  });
}

/** What is not put away, the last changed first. */
export const journeyNames = (database: Database): Promise<{ id: string; name: string }[]> =>
  database.kysely
    .selectFrom('journeys')
    .select(['id', 'name'])
    .where('status', '!=', 'archived')
    .orderBy('updated_at', 'desc')
    .execute();

/** Those that were drawn together, the first made first; not what was put away. */
export const journeysDrawnTogether = (
  database: Database,
  set: string,
): Promise<{ id: string; name: string; draft: JourneyGraph }[]> =>
  database.kysely
    .selectFrom('journeys')
    .select(['id', 'name', sql<JourneyGraph>`draft`.as('draft')])
    // As it is written: a draft may hold what can't be read as a text.
    .where(sql<boolean>`(draft -> 'drawnBy' -> 'set')::text = ${JSON.stringify(set)}`)
    .where('status', '!=', 'archived')
    .orderBy('created_at')
    .execute();

/** A save with an old revision changes nothing and returns what is stored. */
export async function saveDraft(
  database: Database,
  {
    id,
    revision,
    graph,
    name,
    nowMs,
  }: { id: string; revision: number; graph: unknown; name?: string; nowMs: number },
): Promise<{ saved: true; revision: number } | { saved: false; current: JourneyRow } | null> {
  const row = await database.kysely
    .updateTable('journeys')
    .set({
      draft: JSON.stringify(graph),
      revision: revision + 1,
      updated_at: date(nowMs),
      ...(name === undefined ? {} : { name }),
    })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('revision')
    .executeTakeFirst();
  if (row) {
    await notify(database.kysely, 'live', { kind: 'journey', journeyId: id });
    return { saved: true, revision: row.revision };
  }
  const current = await getJourney(database, id);
  return current && { saved: false, current };
}

/**
 * Makes the draft the next version. Versions never change.
 * @returns `null` if the draft is no longer at this revision
 */
export function publishVersion(
  database: Database,
  {
    id,
    revision,
    graph,
    plan,
    nowMs,
    by,
    memberId,
    note,
    settle,
  }: {
    id: string;
    revision: number;
    graph: JourneyGraph;
    plan: Plan;
    nowMs: number;
    by?: 'editor' | 'api';
    memberId?: string | null;
    note?: string;
    /** What becomes of the people inside, within the same transaction: a version is never live without it. */
    settle?: (tx: Tx, version: number) => Promise<unknown>;
  },
): Promise<{ version: number; planHash: string } | null> {
  const publish = async (tx: Tx) => {
    const journey = await tx
      .selectFrom('journeys')
      .select(['revision'])
      .where('id', '=', id)
      // Events that let people in meanwhile need not wait.
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (journey?.revision !== revision) return null;
    const hash = await savePlan(tx, plan);
    const { last } = await tx
      .selectFrom('journey_versions')
      .select(({ fn }) => fn.max<number | null>('version').as('last'))
      .where('journey_id', '=', id)
      .executeTakeFirstOrThrow();
    const version = (last ?? 0) + 1;
    await tx
      .insertInto('journey_versions')
      .values({
        journey_id: id,
        version,
        graph: JSON.stringify(graph),
        plan_hash: hash,
        published_at: date(nowMs),
        published_by: by ?? null,
        published_by_member: memberId ?? null,
        note: note ?? null,
      })
      .execute();
    await tx
      .updateTable('journeys')
      .set({
        live_version: version,
        updated_at: date(nowMs),
        status: sql`case when status = 'paused' then 'paused' else 'live' end`,
      })
      .where('id', '=', id)
      .execute();
    if (plan.trigger.clock !== 'schedule') await stopCampaignsOf(tx, id, OTHER_START, nowMs);
    await settle?.(tx, version);
    await notify(tx, 'live', { kind: 'journey', journeyId: id });
    return { version, planHash: hash };
  };
  return again(() => database.kysely.transaction().execute(publish));
}

/** Stores a plan under its hash. */
export async function savePlan(tx: Tx, plan: Plan): Promise<string> {
  const hash = planHash(plan);
  await tx
    .insertInto('plans')
    .values({ hash, plan: JSON.stringify(plan) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return hash;
}

/** How important a plan's texts are. */
export async function journeyPriority(
  database: Database,
  hash: string,
): Promise<'low' | 'normal' | 'high' | null> {
  const row = await database.kysely
    .selectFrom('plans')
    .select(sql<'low' | 'normal' | 'high' | null>`plan -> 'settings' ->> 'priority'`.as('priority'))
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row ? (row.priority ?? 'normal') : null;
}

/** @throws if there is no such plan */
export async function loadPlan(database: Database, hash: string): Promise<Plan> {
  const row = await database.kysely
    .selectFrom('plans')
    .select('plan')
    .where('hash', '=', hash)
    .executeTakeFirst();
  if (!row) throw new Error(`The plan ${hash} is not in the database.`);
  return row.plan;
}

export interface VersionRow {
  version: number;
  publishedAt: Date;
  planHash: string;
  publishedBy: 'editor' | 'api' | null;
  /** Whoever of the team it was. */
  publishedByName: string | null;
  note: string | null;
  graph: JourneyGraph;
}

const versionRows = (database: Pick<Database, 'kysely'>, journeyId: string) =>
  database.kysely
    .selectFrom('journey_versions')
    .leftJoin('members', 'members.id', 'journey_versions.published_by_member')
    .select([
      'version',
      'published_at as publishedAt',
      'plan_hash as planHash',
      'published_by as publishedBy',
      'members.name as publishedByName',
      'note',
      'graph',
    ])
    .where('journey_id', '=', journeyId);

/** The newest first: all of them, or some. */
export function listVersions(
  database: Pick<Database, 'kysely'>,
  journeyId: string,
  some?: number[],
): Promise<VersionRow[]> {
  return versionRows(database, journeyId)
    .$if(some !== undefined, (query) => query.where(sql<boolean>`version = any (${some}::int[])`))
    .orderBy('version', 'desc')
    .execute();
}

export async function getVersion(
  database: Pick<Database, 'kysely'>,
  journeyId: string,
  version: number,
): Promise<VersionRow | null> {
  return (await versionRows(database, journeyId).where('version', '=', version).executeTakeFirst()) ?? null;
}

const OTHER_START = 'The journey begins in another way now';

/** Why a journey's campaigns stop with it. */
const CLOSED: Partial<Record<JourneyStatus, string>> = {
  ended: 'The journey was ended',
  archived: 'The journey was deleted',
};

/** What is done with what fell due in a pause: it happens now, after the time that it had left, or never. */
export type Due = 'now' | 'later' | 'end';

/** Pausing takes effect at each run's next wake-up; resuming, and ending what is paused, tells those whom it holds. */
export const setJourneyStatus = (
  database: Database,
  id: string,
  status: JourneyStatus,
  nowMs: number,
  { due = 'now' }: { due?: Due } = {},
): Promise<boolean> =>
  database.kysely.transaction().execute((tx) => changeStatus(tx, id, status, nowMs, due));

/**
 * Takes nobody in any more. Those inside finish it, or leave with the outcome `ended`.
 * @returns how many were asked to leave
 */
export const endJourney = (
  database: Database,
  id: string,
  inside: 'finish' | 'end',
  nowMs: number,
): Promise<number> =>
  database.kysely.transaction().execute(async (tx) => {
    // Asked to leave before they are told to go on: whom a pause held does nothing more.
    const end = { kind: 'end', outcome: 'ended' } as const;
    const count = inside === 'end' ? await askRuns(tx, { journeyId: id }, end, nowMs) : 0;
    await changeStatus(tx, id, 'ended', nowMs, 'now');
    return count;
  });

/**
 * Puts a journey away that nobody is inside of.
 * @returns how many are inside, and then nothing is changed; `null` if there is no such journey
 */
export const archiveJourney = (database: Database, id: string, nowMs: number): Promise<number | null> =>
  database.kysely.transaction().execute(async (tx) => {
    const journey = await tx
      .selectFrom('journeys')
      .select('id')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!journey) return null;
    const inside = await countLiveRuns({ kysely: tx }, { journeyId: id });
    if (inside === 0) await changeStatus(tx, id, 'archived', nowMs, 'now');
    return inside;
  });

async function changeStatus(
  tx: Tx,
  id: string,
  status: JourneyStatus,
  nowMs: number,
  due: Due,
): Promise<boolean> {
  const before = await tx
    .selectFrom('journeys')
    .select(['status', 'paused_at'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!before) return false;
  const wasPaused = before.status === 'paused';
  await tx
    .updateTable('journeys')
    .set({
      status,
      paused_at: status === 'paused' ? date(nowMs) : null,
      updated_at: date(nowMs),
      // Whoever resumes it has seen why it stopped: it is judged by what comes from now on.
      ...(status === 'live' && wasPaused && { stopped_itself: null, judged_from: date(nowMs) }),
    })
    .where('id', '=', id)
    .execute();
  const closed = CLOSED[status];
  if (closed !== undefined) await stopCampaignsOf(tx, id, closed, nowMs);
  if (status === 'live' || (wasPaused && closed !== undefined)) {
    const resume = { kind: 'resume', due, pausedAtMs: before.paused_at?.getTime() } as const;
    // One that is held by hand or stuck may be parked beneath; if not, it heeds no resume.
    await askRuns(tx, { journeyId: id, statuses: ['parked', 'held', 'stuck'] }, resume, nowMs);
  }
  await notify(tx, 'live', { kind: 'journey', journeyId: id });
  return true;
}

export async function journeyName(database: Database, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const row = await database.kysely
    .selectFrom('journeys')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.name ?? null;
}
