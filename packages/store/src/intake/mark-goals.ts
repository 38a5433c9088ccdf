import { evaluateGroup } from '@signalbox/engine/conditions';
import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import { isTestOrder } from '../shop/order-news.js';
import { livePlans } from './live-plans.js';
import type { StoredEvent } from './take-event.js';

const DAY = 86_400_000;
export const LONGEST_WINDOW_MS = 366 * DAY;

/** Notes which runs of a person an event is the goal of, also of those that are over: the first such event counts. */
export const markGoals = (tx: Tx, event: StoredEvent, contactId: string): Promise<void> =>
  markGoalsOfAll(tx, [{ event, contactId }]);

interface MayReach {
  n: number;
  id: string;
  plan_hash: string;
  started_at: Date;
}

/** `markGoals` of several events, one after the other. */
export async function markGoalsOfAll(
  tx: Tx,
  all: readonly { event: StoredEvent; contactId: string }[],
): Promise<void> {
  const asked = all.filter(({ event }) => !isTestOrder(event.properties));
  if (asked.length === 0) return;
  const { rows } = await sql<MayReach>`
    select e.n::int as n, r.id, r.plan_hash, r.started_at
    from unnest(${asked.map(({ contactId }) => contactId)}::uuid[],
      ${asked.map(({ event }) => date(event.occurredAtMs))}::timestamptz[],
      ${asked.map(({ event }) => date(event.occurredAtMs - LONGEST_WINDOW_MS))}::timestamptz[])
      with ordinality e (contact_id, at, since, n)
    cross join lateral (
      select id, plan_hash, started_at from runs
      where contact_id = e.contact_id and goal_at is null and started_at <= e.at and started_at > e.since offset 0
    ) r order by e.n`.execute(tx);
  const reached = new Map<string, StoredEvent>();
  for (const { n, id, plan_hash, started_at } of rows) {
    const { event } = asked[n - 1]!;
    const { goal } = (await livePlans.byHash(tx, plan_hash)).plan.settings;
    if (goal?.event !== event.name || reached.has(id)) continue;
    const since = goal.since === 'first-text' ? await firstTextAt(tx, id) : started_at;
    const afterMs = since === null ? NaN : event.occurredAtMs - since.getTime();
    const isInTime = afterMs >= 0 && afterMs <= goal.withinDays * DAY;
    if (isInTime && evaluateGroup(goal.where, { event: event.properties })) reached.set(id, event);
  }
  if (reached.size === 0) return;
  const events = [...reached.values()];
  await sql`
    update runs r set goal_at = n.at, goal_event_id = n.event_id
    from unnest(${[...reached.keys()]}::uuid[], ${events.map(({ occurredAtMs }) => date(occurredAtMs))}::timestamptz[],
      ${events.map(({ id }) => id)}::uuid[]) n (run_id, at, event_id)
    where r.id = n.run_id`.execute(tx);
}

async function firstTextAt(tx: Tx, runId: string): Promise<Date | null> {
  const { at } = await tx
    .selectFrom('messages')
    .select(({ fn }) => fn.min('accepted_at').as('at'))
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow();
  return at;
}
