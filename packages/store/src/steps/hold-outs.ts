import { sql } from 'kysely';
import type { Database } from '../database.js';

export type HoldOutSide = 'texted' | 'left-alone';

/** Of the people who came to a split that leaves some alone: how many of either side reached the journey's goal. */
export async function holdOutCounts(
  database: Database,
  { journeyId, nodeId }: { journeyId: string; nodeId: string },
): Promise<{ variant: HoldOutSide; people: number; reached: number }[]> {
  const { rows } = await sql<{ variant: HoldOutSide; people: number; reached: number }>`
    select case when s.port = 'held-out' then 'left-alone' else 'texted' end as variant,
      count(distinct r.contact_id)::int as people,
      count(distinct r.contact_id) filter (where r.goal_at is not null)::int as reached
    from run_steps s join runs r on r.id = s.run_id
    where r.journey_id = ${journeyId} and s.node_id = ${nodeId} and s.port is not null
    group by 1`.execute(database.kysely);
  return rows;
}

/** The splits of live journeys that leave some alone, where the journey has a goal to be measured by. */
export async function liveHoldOuts(database: Database): Promise<{ journeyId: string; nodeId: string }[]> {
  const { rows } = await sql<{ journeyId: string; nodeId: string }>`
    select j.id as "journeyId", node ->> 'id' as "nodeId"
    from journeys j join journey_versions v on v.journey_id = j.id and v.version = j.live_version
    cross join json_array_elements(v.graph -> 'nodes') node
    where j.status <> 'archived' and node ->> 'type' = 'random-split'
      and (node #>> '{data,config,holdOut}')::numeric > 0
      and v.graph #>> '{settings,goal,event}' is not null`.execute(database.kysely);
  return rows;
}
