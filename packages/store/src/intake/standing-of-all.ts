import { sql } from 'kysely';
import type { Tx } from '../database.js';
import { readProgramme } from '../loyalty/programme.js';
import { livePlans, pathsOfPlans, type LiveVersion } from './live-plans.js';

/** What all messages of a batch meet: `Standing`, and whom it makes no difference to. */
export interface StandingOfAll {
  correlationPaths: string[];
  live: LiveVersion[];
  hasSegments: boolean;
  /** The events that may start a run. */
  triggers: ReadonlySet<string>;
  /** The events that any published version has for its goal. */
  goals: ReadonlySet<string>;
  /** The events that segments look at. */
  read: ReadonlySet<string>;
  /** Whether segments look at what became of somebody's runs. */
  areRunsRead: boolean;
  /** Orders and rewards enter points into our own ledger. */
  hasLedger: boolean;
}

export async function standingOfAll(tx: Tx): Promise<StandingOfAll> {
  const { rows } = await sql<{
    hashes: string[];
    live: LiveVersion[];
    read: string[];
    areRunsRead: boolean;
    hasSegments: boolean;
  }>`
    select
      array(select distinct plan_hash from journey_versions) as hashes,
      (select coalesce(jsonb_agg(jsonb_build_object('journeyId', j.id, 'version', v.version, 'planHash', v.plan_hash)
          order by j.id), '[]')
        from journeys j join journey_versions v on v.journey_id = j.id and v.version = j.live_version
        where j.status in ('live', 'paused')) as live,
      array(select distinct name from segment_reads where kind = 'event') as read,
      exists (select from segment_reads where kind = 'journey') as "areRunsRead",
      exists (select from segments) as "hasSegments"`.execute(tx);
  const { hashes, live, read, areRunsRead, hasSegments } = rows[0]!;
  const triggers = new Set<string>();
  for (const { planHash } of live) {
    const { trigger } = (await livePlans.byHash(tx, planHash)).plan;
    if (!trigger.direct) triggers.add(trigger.event);
  }
  const goals = new Set<string>();
  for (const hash of hashes) {
    const { goal } = (await livePlans.byHash(tx, hash)).plan.settings;
    if (goal) goals.add(goal.event);
  }
  return {
    correlationPaths: await pathsOfPlans(tx, hashes),
    live,
    hasSegments,
    triggers,
    goals,
    read: new Set(read),
    areRunsRead,
    hasLedger: (await readProgramme(tx))?.kind === 'ours',
  };
}
