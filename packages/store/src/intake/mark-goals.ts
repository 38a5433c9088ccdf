import { evaluateGroup } from '@signalbox/engine/conditions';
import { date, type Tx } from '../database.js';
import { isTestOrder } from '../shop/order-news.js';
import { livePlans } from './live-plans.js';
import type { StoredEvent } from './take-event.js';

const DAY = 86_400_000;
export const LONGEST_WINDOW_MS = 366 * DAY;

/** Notes which runs of a person an event is the goal of, also of those that are over: the first such event counts. */
export async function markGoals(tx: Tx, event: StoredEvent, contactId: string): Promise<void> {
  if (isTestOrder(event.properties)) return;
  const runs = await tx
    .selectFrom('runs')
    .select(['id', 'plan_hash', 'started_at'])
    .where('contact_id', '=', contactId)
    .where('goal_at', 'is', null)
    .where('started_at', '<=', date(event.occurredAtMs))
    .where('started_at', '>', date(event.occurredAtMs - LONGEST_WINDOW_MS))
    .execute();
  const reached: string[] = [];
  for (const { id, plan_hash, started_at } of runs) {
    const { goal } = (await livePlans.byHash(tx, plan_hash)).plan.settings;
    if (goal?.event !== event.name) continue;
    const since = goal.since === 'first-text' ? await firstTextAt(tx, id) : started_at;
    const afterMs = since === null ? NaN : event.occurredAtMs - since.getTime();
    const isInTime = afterMs >= 0 && afterMs <= goal.withinDays * DAY;
    if (isInTime && evaluateGroup(goal.where, { event: event.properties })) reached.push(id);
  }
  if (reached.length === 0) return;
  await tx
    .updateTable('runs')
    .set({ goal_at: date(event.occurredAtMs), goal_event_id: event.id })
    .where('id', 'in', reached)
    .execute();
}

async function firstTextAt(tx: Tx, runId: string): Promise<Date | null> {
  const { at } = await tx
    .selectFrom('messages')
    .select(({ fn }) => fn.min('accepted_at').as('at'))
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow();
  return at;
}
