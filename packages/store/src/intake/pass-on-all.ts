import { isPurchaseKey } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import { learnKeys } from './learn-keys.js';
import {
  MOST_NOTED,
  runEvent,
  runsMet,
  type FoundSubscription,
  type MetRun,
  type StoredEvent,
} from './take-event.js';

/** An event that stands in the database, and whose it is. */
export interface OwnEvent {
  event: StoredEvent;
  contactId: string;
}

/**
 * Puts each of several events into the outbox of every run that it may matter to, in their order. No two of those that
 * teach a purchase another name may be of one purchase.
 * @returns the runs that each was passed on to
 */
export async function passOnAll(
  tx: Tx,
  all: readonly OwnEvent[],
  nowMs: number,
): Promise<Map<StoredEvent, string[]>> {
  for (const { event } of all)
    if (event.keys.filter(isPurchaseKey).length > 1) await learnKeys(tx, event, nowMs);
  const found = await subscriptionsTo(tx, all);
  const told: (MetRun & { event: StoredEvent })[] = [];
  for (const [n, { event }] of all.entries())
    for (const met of await runsMet(tx, event, found.get(n) ?? [])) told.push({ ...met, event });
  if (told.length === 0) return new Map();
  // Two transactions that tell the same run something get numbers in the order in which they commit.
  await sql`select from runs where id = any (${[...new Set(told.map(({ runId }) => runId))]}::uuid[])
    order by id for update`.execute(tx);
  await sql`
    insert into outbox (run_id, kind, payload, next_attempt_at, created_at)
    select run_id, 'event', payload::jsonb, ${date(nowMs)}, ${date(nowMs)}
    from unnest(${told.map(({ runId }) => runId)}::uuid[],
      ${told.map(({ event, live, refs }) => JSON.stringify({ event: runEvent(live, event), refs }))}::text[])
      with ordinality as told (run_id, payload, n)
    order by n`.execute(tx);
  const signalled = new Map<StoredEvent, string[]>();
  for (const { event, runId } of told) signalled.set(event, [...(signalled.get(event) ?? []), runId]);
  await noteTold(tx, signalled);
  return signalled;
}

/** By the place of each event among `all`. */
async function subscriptionsTo(tx: Tx, all: readonly OwnEvent[]): Promise<Map<number, FoundSubscription[]>> {
  const keyed = all.flatMap(({ event, contactId }, n) =>
    [...new Set(event.keys)].map((key) => ({ n, name: event.name, contactId, key })),
  );
  const { rows } = await sql<FoundSubscription & { n: number }>`
    select e.n::int - 1 as n, s.run_id, s.ref, s.plan_hash, s.moving_to
    from unnest(${all.map(({ event }) => event.name)}::text[], ${all.map(({ contactId }) => contactId)}::uuid[],
      ${all.map(({ event }) => date(event.occurredAtMs))}::timestamptz[]) with ordinality e (name, contact_id, at, n)
    cross join lateral (
      select o.run_id, o.ref, r.plan_hash, r.moving_to from run_subscriptions o join runs r on r.id = o.run_id
      where o.contact_id = e.contact_id and o.event_name = e.name and o.key is null and r.ended_at is null
        and (o.since is null or o.since <= e.at) offset 0
    ) s
    union all
    select e.n, s.run_id, s.ref, s.plan_hash, s.moving_to
    from unnest(${keyed.map(({ n }) => n)}::int[], ${keyed.map(({ name }) => name)}::text[],
      ${keyed.map(({ contactId }) => contactId)}::uuid[], ${keyed.map(({ key }) => key)}::text[])
      e (n, name, contact_id, key)
    cross join lateral (
      select o.run_id, o.ref, r.plan_hash, r.moving_to from run_subscriptions o join runs r on r.id = o.run_id
      where o.key = e.key and o.event_name = e.name and (o.contact_id is null or o.contact_id = e.contact_id)
        and r.ended_at is null offset 0
    ) s`.execute(tx);
  const found = new Map<number, FoundSubscription[]>();
  for (const row of rows) {
    const own = found.get(row.n);
    if (own) own.push(row);
    else found.set(row.n, [row]);
  }
  return found;
}

async function noteTold(tx: Tx, signalled: ReadonlyMap<StoredEvent, string[]>): Promise<void> {
  const noted = [...signalled].map(([{ id }, runs]) => ({
    id,
    runs: `{${runs.slice(0, MOST_NOTED).join(',')}}`,
    count: runs.length,
  }));
  await sql`
    update events e set told_runs = n.runs::uuid[], told_count = n.count
    from unnest(${noted.map(({ id }) => id)}::uuid[], ${noted.map(({ runs }) => runs)}::text[],
      ${noted.map(({ count }) => count)}::int[]) n (id, runs, count)
    where e.id = n.id`.execute(tx);
}
