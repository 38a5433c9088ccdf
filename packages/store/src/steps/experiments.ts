import { evaluateGroup } from '@signalbox/engine/conditions';
import type { RuleGroup } from '@signalbox/nodes/kernel';
import { sql } from 'kysely';
import type { Plan } from '@signalbox/engine/graph';
import { date, type Database } from '../database.js';
import { sharesSince, type SharesSince } from './shares-since.js';

/** The variant that everybody takes now, or `null` while the experiment runs. */
export async function experimentWinner(
  database: Database,
  { journeyId, nodeId }: { journeyId: string; nodeId: string },
): Promise<string | null> {
  const row = await database.kysely
    .selectFrom('experiment_winners')
    .select('variant')
    .where('journey_id', '=', journeyId)
    .where('node_id', '=', nodeId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row?.variant ?? null;
}

/** Chooses the winner, or with `null` opens the experiment again. What somebody chose by hand no rule changes. */
export async function chooseWinner(
  database: Database,
  {
    journeyId,
    nodeId,
    variant,
    by,
    nowMs,
  }: { journeyId: string; nodeId: string; variant: string | null; by: 'hand' | 'rule'; nowMs: number },
): Promise<void> {
  await database.kysely.transaction().execute(async (transaction) => {
    if (by === 'hand')
      await transaction
        .updateTable('experiment_winners')
        .set({ ended_at: date(nowMs) })
        .where('journey_id', '=', journeyId)
        .where('node_id', '=', nodeId)
        .where('ended_at', 'is', null)
        .execute();
    if (variant === null) return;
    const chosen = { variant, chosen_by: by, chosen_at: date(nowMs) };
    await transaction
      .insertInto('experiment_winners')
      .values({ journey_id: journeyId, node_id: nodeId, ...chosen })
      .onConflict((conflict) => {
        const open = conflict.columns(['journey_id', 'node_id']).where('ended_at', 'is', null);
        // By hand only if a rule was quicker by a moment.
        return by === 'hand' ? open.doUpdateSet(chosen) : open.doNothing();
      })
      .execute();
  });
}

/** An experiment of a live journey that may decide itself and has not yet. */
export interface OpenExperiment {
  journeyId: string;
  nodeId: string;
  config: Plan['nodes'][string]['config'];
}

export async function experimentsToDecide(database: Database): Promise<OpenExperiment[]> {
  const rows = await database.kysely
    .selectFrom('journeys')
    .innerJoin('journey_versions', (join) =>
      join
        .onRef('journey_versions.journey_id', '=', 'journeys.id')
        .onRef('journey_versions.version', '=', 'journeys.live_version'),
    )
    .innerJoin('plans', 'plans.hash', 'journey_versions.plan_hash')
    .select(['journeys.id', 'plans.plan'])
    .where('journeys.status', '=', 'live')
    .where(sql<boolean>`plans.plan::text like '%experiment@%'`)
    .execute();
  const decided = await database.kysely
    .selectFrom('experiment_winners')
    .select(['journey_id', 'node_id'])
    .where('ended_at', 'is', null)
    .execute();
  return rows.flatMap(({ id, plan }) =>
    Object.entries(plan.nodes).flatMap(([nodeId, { type, config }]) =>
      type.startsWith('experiment@') &&
      config.decide === 'by-rule' &&
      !decided.some((row) => row.journey_id === id && row.node_id === nodeId)
        ? [{ journeyId: id, nodeId, config }]
        : [],
    ),
  );
}

export interface VariantCount {
  variant: string;
  /** People whose first visit to the step went this way, and whose time for the aim is over. */
  people: number;
  /** Those of them for whom the aim came within the window after it. */
  reached: number;
  /** People who went this way and still have time: a way that is slower must not look worse for it. */
  underWay: number;
}

/**
 * How many people went each way and how many of them reached the aim. A person counts once, by their first visit, so
 * that coming back makes nothing look better, and not at all if that was while everybody was sent one way, or before
 * the shares were what they are.
 */
export async function experimentCounts(
  database: Database,
  {
    journeyId,
    nodeId,
    metric,
    where,
    windowMs,
    nowMs,
  }: {
    journeyId: string;
    nodeId: string;
    metric: string;
    where?: RuleGroup;
    windowMs: number;
    nowMs: number;
  },
): Promise<{ variants: VariantCount[]; since: SharesSince | null }> {
  // Only a rule has to read the events.
  const met = where ? sql`jsonb_agg(e.properties)` : sql`case when count(*) > 0 then '[{}]'::jsonb end`;
  // So written that no index over names is taken: each person would be looked for among everybody's orders of the days.
  const named = sql`e.name || '' = ${metric}`;
  const since = await sharesSince(database, { journeyId, nodeId });
  const window = sql`make_interval(secs => ${windowMs / 1_000})`;
  const { rows } = await sql<{
    variant: string;
    isUnderWay: boolean;
    events: { [name: string]: unknown }[] | null;
    people: number;
  }>`
    with first_visits as (
      select distinct on (r.contact_id) r.contact_id, r.version, s.port, s.left_at
      from run_steps s join runs r on r.id = s.run_id
      where r.journey_id = ${journeyId} and s.node_id = ${nodeId} and s.port is not null
      order by r.contact_id, s.left_at
    )
    select port as variant, is_under_way as "isUnderWay", events, count(*)::int as people
    from (
      select port, left_at + ${window} > ${date(nowMs)} as is_under_way, (
        select ${met} from events e
        where e.contact_id = first_visits.contact_id and ${named}
          and e.occurred_at >= left_at
          and e.occurred_at < left_at + ${window}
      ) as events
      from first_visits
      where version >= ${since?.version ?? 0} and left_at >= ${date(since?.atMs ?? 0)} and not exists (
        select 1 from experiment_winners w
        where w.journey_id = ${journeyId} and w.node_id = ${nodeId}
          and left_at >= w.chosen_at and left_at < coalesce(w.ended_at, 'infinity'))
    ) visit
    group by 1, 2, 3 order by 1`.execute(database.kysely);
  const counts = new Map<string, VariantCount>();
  for (const { variant, isUnderWay, events, people } of rows) {
    const count = counts.get(variant) ?? { variant, people: 0, reached: 0, underWay: 0 };
    counts.set(variant, count);
    if (isUnderWay) {
      count.underWay += people;
      continue;
    }
    count.people += people;
    if (events?.some((event) => evaluateGroup(where, { event }))) count.reached += people;
  }
  return { variants: [...counts.values()], since };
}
