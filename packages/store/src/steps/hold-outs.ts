import type { JourneyGoal } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import type { Database } from '../database.js';
import { experimentCounts, type VariantCount } from './experiments.js';
import type { SharesSince } from './shares-since.js';

const DAY = 86_400_000;

export type HoldOutSide = 'texted' | 'left-alone';

/**
 * Of the people who came to a split that leaves some alone: how many of either side reached the goal. Its days are counted
 * from the split, where the sides part: what was reached on the way to it says nothing of the texts.
 */
export async function holdOutCounts(
  database: Database,
  split: { journeyId: string; nodeId: string },
  goal: JourneyGoal | undefined,
  nowMs: number,
): Promise<{ sides: (VariantCount & { variant: HoldOutSide })[]; since: SharesSince | null }> {
  const { variants: ways, since } = await experimentCounts(database, {
    ...split,
    metric: goal?.event ?? '',
    where: goal?.where,
    windowMs: (goal?.withinDays ?? 0) * DAY,
    nowMs,
  });
  const side = (variant: HoldOutSide) => {
    const own = ways.filter((way) => (way.variant === 'held-out') === (variant === 'left-alone'));
    const sum = (count: 'people' | 'reached' | 'underWay') =>
      own.reduce((total, way) => total + way[count], 0);
    return { variant, people: sum('people'), reached: sum('reached'), underWay: sum('underWay') };
  };
  return { sides: [side('texted'), side('left-alone')], since };
}

/** The splits of live journeys that leave some alone, where the journey has a goal to be measured by. */
export async function liveHoldOuts(
  database: Database,
): Promise<{ journeyId: string; nodeId: string; goal: JourneyGoal }[]> {
  const { rows } = await sql<{ journeyId: string; nodeId: string; goal: JourneyGoal }>`
    select j.id as "journeyId", node ->> 'id' as "nodeId", v.graph #> '{settings,goal}' as goal
    from journeys j join journey_versions v on v.journey_id = j.id and v.version = j.live_version
    cross join json_array_elements(v.graph -> 'nodes') node
    where j.status <> 'archived' and node ->> 'type' = 'random-split'
      and (node #>> '{data,config,holdOut}')::numeric > 0
      and v.graph #>> '{settings,goal,event}' is not null`.execute(database.kysely);
  return rows;
}
