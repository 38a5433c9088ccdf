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
  async startedBy(tx: Tx, event: { name: string; startsJourney?: string }): Promise<LiveJourney[]> {
    const rows = await tx
      .selectFrom('journeys')
      .innerJoin('journey_versions', (join) =>
        join
          .onRef('journey_versions.journey_id', '=', 'journeys.id')
          .onRef('journey_versions.version', '=', 'journeys.live_version'),
      )
      .select(['journeys.id', 'journey_versions.version', 'journey_versions.plan_hash'])
      .where('journeys.status', 'in', ['live', 'paused'])
      .orderBy('journeys.id')
      .execute();
    const journeys: LiveJourney[] = [];
    for (const row of rows) {
      const live = await livePlans.byHash(tx, row.plan_hash);
      const { trigger } = live.plan;
      const isStarted = event.startsJourney
        ? event.startsJourney === row.id
        : trigger.event === event.name && !trigger.direct;
      if (isStarted) journeys.push({ ...live, journeyId: row.id, version: row.version });
    }
    return journeys;
  },
};

/** The properties that any published version tells its runs apart by. */
export async function correlationPaths(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('journey_versions').select('plan_hash').distinct().execute();
  const paths = new Set<string>();
  for (const { plan_hash } of rows) {
    const { correlation } = (await livePlans.byHash(tx, plan_hash)).plan.settings;
    if (correlation.by === 'property') paths.add(correlation.path);
  }
  return [...paths];
}
