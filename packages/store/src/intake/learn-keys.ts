import { isPurchaseKey } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import type { Tx } from '../database.js';
import { notify } from '../listen.js';
import { tellRuns, type StoredEvent } from './take-event.js';

interface Learnt {
  run_id: string;
  ref: string;
  event_name: string;
  key: string;
  plan_hash: string;
  moving_to: string | null;
}

/**
 * A purchase is called by more and more names: its cart's, its checkout's, its order's. Gives the runs that an event
 * meets by one of them its others, whether or not they wait for that event, and tells them what has come by those.
 */
export async function learnKeys(tx: Tx, event: StoredEvent, nowMs: number): Promise<void> {
  const keys = event.keys.filter(isPurchaseKey);
  if (keys.length < 2) return;
  const { rows } = await sql<Learnt>`
    with learnt as (
      insert into run_subscriptions (run_id, ref, event_name, key)
      select distinct s.run_id, s.ref, s.event_name, further.key
      from run_subscriptions s cross join unnest(${keys}::text[]) further (key)
      where s.key = any (${keys}::text[]) and not exists (
        select from run_subscriptions o
        where o.run_id = s.run_id and o.ref = s.ref and o.event_name = s.event_name and o.key = further.key)
      returning run_id, ref, event_name, key)
    select learnt.*, runs.plan_hash, runs.moving_to
    from learnt join runs on runs.id = learnt.run_id and runs.ended_at is null`.execute(tx);
  if (rows.length === 0) return;
  const earlier = await tx
    .selectFrom('events')
    .select(['id', 'name', 'occurred_at', 'properties', 'keys'])
    .where('id', '!=', event.id)
    .where('name', 'in', [...new Set(rows.map((row) => row.event_name))])
    .where(sql<boolean>`keys && ${[...new Set(rows.map((row) => row.key))]}::text[]`)
    .orderBy('occurred_at')
    .orderBy('received_at')
    .limit(100)
    .execute();
  for (const { occurred_at, ...row } of earlier) {
    const came: StoredEvent = { ...row, occurredAtMs: occurred_at.getTime() };
    const met = rows.filter(({ event_name, key }) => event_name === came.name && came.keys.includes(key));
    if ((await tellRuns(tx, came, met, nowMs)).length > 0) await notify(tx, 'outbox');
    await learnKeys(tx, came, nowMs);
  }
}
