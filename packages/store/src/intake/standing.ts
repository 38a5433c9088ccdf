import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import { pathsOfPlans, type LiveVersion } from './live-plans.js';
import { LONGEST_WINDOW_MS } from './mark-goals.js';
import { IS_LET_GO } from './come-back.js';

/** What an event meets: asked for at once, as every event asks for all of it. */
export interface Standing {
  /** The properties that any published version tells its runs apart by. */
  correlationPaths: string[];
  live: LiveVersion[];
  /** Whether the person has runs whose goal an event of that time may be. */
  hasOpenGoals: boolean;
  hasSegments: boolean;
  isLetGo: boolean;
}

export async function standingOf(tx: Tx, contactId: string | null, occurredAtMs: number): Promise<Standing> {
  const { rows } = await sql<Omit<Standing, 'correlationPaths'> & { hashes: string[] }>`
    select
      array(select distinct plan_hash from journey_versions) as hashes,
      (select coalesce(jsonb_agg(jsonb_build_object('journeyId', j.id, 'version', v.version, 'planHash', v.plan_hash)
          order by j.id), '[]')
        from journeys j join journey_versions v on v.journey_id = j.id and v.version = j.live_version
        where j.status in ('live', 'paused')) as live,
      exists (select from runs where contact_id = ${contactId}::uuid and goal_at is null
        and started_at <= ${date(occurredAtMs)} and started_at > ${date(occurredAtMs - LONGEST_WINDOW_MS)}) as "hasOpenGoals",
      exists (select from segments) as "hasSegments",
      exists (select from contact_tags t where t.contact_id = ${contactId}::uuid and ${sql.raw(IS_LET_GO)}) as "isLetGo"`.execute(
    tx,
  );
  const { hashes, ...rest } = rows[0]!;
  return { ...rest, correlationPaths: await pathsOfPlans(tx, hashes) };
}
