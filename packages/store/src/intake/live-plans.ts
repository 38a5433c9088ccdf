import type { Plan } from '@signalbox/engine/graph';
import { LRUCache } from 'lru-cache';
import type { Tx } from '../database.js';

export interface LivePlan {
  hash: string;
  plan: Plan;
}

export interface LiveJourney extends LivePlan {
  journeyId: string;
  version: number;
}

/** Plans never change under their hash, so a process reads each once. */
const cache = new LRUCache<string, LivePlan>({ max: 500 });

export const livePlans = {
  async byHash(tx: Tx, hash: string): Promise<LivePlan> {
    const known = cache.get(hash);
    if (known) return known;
    const { plan } = await tx
      .selectFrom('plans')
      .select('plan')
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow();
    const live = { hash, plan };
    cache.set(hash, live);
    return live;
  },

  /** The journeys that an event may let people into: the one that it names, or those that it is the trigger of. */
  async startedBy(tx: Tx, event: TriggerEvent, live?: LiveVersion[]): Promise<LiveJourney[]> {
    const journeys: LiveJourney[] = [];
    for (const { journeyId, version, planHash } of live ?? (await liveVersions(tx))) {
      const plan = await livePlans.byHash(tx, planHash);
      const { trigger } = plan.plan;
      const isStarted = event.startsJourney
        ? event.startsJourney === journeyId
        : trigger.event === event.name && !trigger.direct;
      if (isStarted) journeys.push({ ...plan, journeyId, version });
    }
    return journeys;
  },
};

interface TriggerEvent {
  name: string;
  startsJourney?: string;
}

/** A version that people are let into, or would be were it not paused. */
export interface LiveVersion {
  journeyId: string;
  version: number;
  planHash: string;
}

const liveVersions = (tx: Tx): Promise<LiveVersion[]> =>
  tx
    .selectFrom('journeys')
    .innerJoin('journey_versions', (join) =>
      join
        .onRef('journey_versions.journey_id', '=', 'journeys.id')
        .onRef('journey_versions.version', '=', 'journeys.live_version'),
    )
    .select([
      'journeys.id as journeyId',
      'journey_versions.version',
      'journey_versions.plan_hash as planHash',
    ])
    .where('journeys.status', 'in', ['live', 'paused'])
    .orderBy('journeys.id')
    .execute();

/** The properties that any published version tells its runs apart by. */
export async function correlationPaths(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('journey_versions').select('plan_hash').distinct().execute();
  return pathsOfPlans(
    tx,
    rows.map((row) => row.plan_hash),
  );
}

export async function pathsOfPlans(tx: Tx, hashes: string[]): Promise<string[]> {
  const paths = new Set<string>();
  for (const hash of hashes) {
    const { correlation } = (await livePlans.byHash(tx, hash)).plan.settings;
    if (correlation.by === 'property') paths.add(correlation.path);
  }
  return [...paths];
}
