import type { Json, RunEvent } from '@signalbox/nodes/kernel';
import { evaluateGroup } from '@signalbox/engine/conditions';
import { propertyKeys, type PlanSubscription } from '@signalbox/engine/graph';
import { eventId } from '@signalbox/engine/run-id';
import { sql } from 'kysely';
import type pg from 'pg';
import {
  again,
  date,
  heldNames,
  isDeadlock,
  kyselyOver,
  lockNames,
  transaction,
  type Database,
  type Tx,
} from '../database.js';
import { notify } from '../listen.js';
import { happeningsOf } from '../loyalty/happenings.js';
import { settlePoints } from '../loyalty/settle-orders.js';
import { keepTold } from '../loyalty/told.js';
import { learnAttributes } from '../people/attributes.js';
import { takeCatalogue, thingsOf } from '../shop/catalogue.js';
import { takeOrders } from '../shop/orders.js';
import { PersonMoved } from './whose.js';
import { leaveToDispatcher } from '../shop/thing-events.js';
import { comeBack } from './come-back.js';
import { findOrCreateContact, identitiesOf, type Person } from './find-contact.js';
import type { IncomingEvent } from './incoming-event.js';
import { collect, learn, learnAll, takingIn, type Looks } from './seen.js';
import { markCouponsUsed, type UsedCoupon } from './mark-coupons.js';
import { markGoals } from './mark-goals.js';
import { livePlans, correlationPaths, type LivePlan } from './live-plans.js';
import { nameCheckout } from './name-checkout.js';
import { receivedAt } from './received-at.js';
import { recordConsents } from './record-consents.js';
import { standingOf } from './standing.js';
import { SEGMENTS, settleMarks, tellSegments } from './settle-segments.js';
import { hush } from '../segments/hush.js';
import { startRuns } from './start-runs.js';
import { storable } from './storable.js';
import { learnKeys } from './learn-keys.js';
import { leaveToNewest } from './leave-to-newest.js';
import { isPlainHistory, takeHistory, type HistoryEvent } from './take-history.js';

interface TakeOptions {
  nowMs: number;
  /** How many came before it, or before the first of them, in the same call. */
  place?: number;
}

export interface Taken {
  status: 'taken' | 'duplicate';
  eventId: string;
  contactId: string | null;
  /** Runs that this event started. */
  started: string[];
  /** Runs that it was passed on to. */
  signalled: string[];
}

/** An event as it stands in the database. */
export interface StoredEvent {
  id: string;
  name: string;
  occurredAtMs: number;
  properties: { [key: string]: unknown };
  keys: string[];
  /** The door by which it came, where that matters. */
  source?: string;
  /** The one journey that it starts. */
  startsJourney?: string;
}

/**
 * Takes a message in: the person, their consent, the event, the runs that it starts and those that it concerns, and
 * what must be told to Temporal, all in one transaction. Messages of one person, or of one purchase, come one after
 * another; the same message twice changes nothing.
 */
export function takeEvent(
  database: Database,
  incoming: IncomingEvent,
  { nowMs, place = 0 }: TakeOptions,
): Promise<Taken> {
  const own = storable(incoming);
  return again(async () => {
    const taken = await takingIn(database, nowMs, (tx) => takeIn(tx, own, nowMs, place));
    await learnAttributes(database, [own.contact?.attributes], nowMs);
    return taken;
  }, isPassing);
}

/** Which time a campaign or a date was due at. */
const OCCURRENCE = 'occurrence';

/** People may be merged under a message's hands; it is then taken once more, as a whole. */
export const isPassing = (error: unknown): boolean =>
  error instanceof PersonMoved || isDeadlock(error) || (error as { code?: string }).code === '23503';

/**
 * Several messages in one transaction, all or none, in the order given.
 * A stretch of plain history goes in at once.
 */
export async function takeEvents(
  database: Database,
  incoming: IncomingEvent[],
  { nowMs, place = 0 }: TakeOptions,
): Promise<Taken[]> {
  const all = incoming.map(storable);
  return again(async () => {
    const taken = await takeAll(database, all, nowMs, place);
    await learnAttributes(
      database,
      all.map(({ contact }) => contact?.attributes),
      nowMs,
    );
    return taken;
  }, isPassing);
}

async function takeAll(
  database: Database,
  all: IncomingEvent[],
  nowMs: number,
  place: number,
): Promise<Taken[]> {
  const looks: Looks = new Map();
  const results = await transaction(database, async (client) => {
    const tx = kyselyOver(client);
    collect(tx, looks);
    // All locks at once and in order: two batches that share people can then not wait for each other in a circle.
    await lockNames(tx, all.flatMap(lockNamesOf));
    const taken: Taken[] = [];
    for (let at = 0; at < all.length;) {
      let end = at;
      while (end < all.length && isPlainHistory(all[end]!)) end++;
      if (end - at > 1) {
        taken.push(...(await takeStretch({ tx, client }, all.slice(at, end), nowMs, place + at)));
        at = end;
      } else {
        taken.push(await takeIn(tx, all[at]!, nowMs, place + at));
        at++;
      }
    }
    return taken;
  });
  await learnAll(database, looks, nowMs);
  return results;
}

async function takeStretch(
  { tx, client }: { tx: Tx; client: pg.PoolClient },
  stretch: IncomingEvent[],
  nowMs: number,
  place: number,
): Promise<Taken[]> {
  const paths = await correlationPaths(tx);
  const news: HistoryEvent[] = stretch.map((incoming) => ({
    incoming,
    id: eventId(incoming.source, incoming.messageId),
    keys: [...incoming.keys, ...propertyKeys(paths, incoming.properties)],
  }));
  await hush(tx, true);
  const owners = await takeHistory({ tx, client }, news, nowMs, place);
  await hush(tx, false);
  // History may end runs, but hardly ever does: one look tells whether anybody waits for events of these names.
  const names = [...new Set(stretch.map(({ name }) => name!))];
  const awaited = await tx
    .selectFrom('run_subscriptions')
    .select('ref')
    .where('event_name', 'in', names)
    .limit(1)
    .executeTakeFirst();
  const results: Taken[] = [];
  for (const one of news) {
    const { incoming, id, keys } = one;
    const contactId = owners.get(one);
    if (contactId === undefined) {
      results.push(duplicateOf(id));
      continue;
    }
    const event: StoredEvent = { ...incoming, id, name: incoming.name!, keys };
    const signalled = awaited ? await passOn(tx, event, { id: contactId, phone: null }, nowMs) : [];
    await markCouponsUsed(tx, event);
    results.push({ status: 'taken', eventId: id, contactId, started: [], signalled });
  }
  if (results.some(({ signalled }) => signalled.length > 0)) await notify(tx, 'outbox');
  const last = results.findLast(({ status }) => status === 'taken');
  if (last) await notify(tx, 'live', { kind: 'event', eventId: last.eventId, name: names[0] });
  return results;
}

/** What is held while a message is taken in: all that name its person, its purchase and its things. */
export const lockNamesOf = (incoming: IncomingEvent): string[] => [
  ...[...identitiesOf(incoming), ...(incoming.formerly ?? [])].map(
    ({ kind, value }) => `person/${kind}/${value}`,
  ),
  ...incoming.keys,
  ...(incoming.shop ? thingsOf(incoming.shop) : []),
];

async function takeIn(tx: Tx, incoming: IncomingEvent, nowMs: number, place = 0): Promise<Taken> {
  if (!incoming.isHistory) return takeInAloud(tx, incoming, nowMs, place);
  await hush(tx, true);
  const taken = await takeInAloud(tx, incoming, nowMs, place);
  await hush(tx, false);
  return taken;
}

async function takeInAloud(tx: Tx, incoming: IncomingEvent, nowMs: number, place: number): Promise<Taken> {
  const id = eventId(incoming.source, incoming.messageId);
  return (await takeOnce(tx, incoming, id)) ? takeFresh(tx, incoming, nowMs, place) : duplicateOf(id);
}

export const duplicateOf = (id: string): Taken => ({
  status: 'duplicate',
  eventId: id,
  contactId: null,
  started: [],
  signalled: [],
});

/** Takes in what the caller has made sure of that it was not taken before, and holds all that it names. */
export async function takeFresh(
  tx: Tx,
  incoming: IncomingEvent,
  nowMs: number,
  place: number,
): Promise<Taken> {
  // What it makes happen is received with it.
  const takeToo = (tx: Tx, happened: IncomingEvent, nowMs: number) => takeInAloud(tx, happened, nowMs, place);
  const id = eventId(incoming.source, incoming.messageId);
  if (incoming.shop) {
    const happened = await takeCatalogue(tx, incoming.shop, nowMs);
    for (const event of happened) await takeToo(tx, { ...event, isHistory: incoming.isHistory }, nowMs);
  }
  const person = await findOrCreateContact(tx, incoming, nowMs);
  if (person) await recordConsents(tx, takeToo, incoming, person, nowMs);
  if (incoming.name === null) {
    if (person) await notify(tx, 'live', { kind: 'contact', contactId: person.id });
    if (person) await tellSegments(tx, takeIn, person.id, nowMs, place);
    return { status: 'taken', eventId: id, contactId: person?.id ?? null, started: [], signalled: [] };
  }

  const standing = await standingOf(tx, person?.id ?? null, incoming.occurredAtMs);
  const keys = [...incoming.keys, ...propertyKeys(standing.correlationPaths, incoming.properties)];
  const event: StoredEvent = {
    id,
    name: incoming.name,
    occurredAtMs: incoming.occurredAtMs,
    properties: incoming.properties,
    keys,
    source: incoming.source,
    startsJourney: incoming.startsJourney,
  };
  const begun = person ? await nameCheckout(tx, incoming, person) : undefined;
  const startedLate = person && begun ? await startRuns(tx, begun, person, standing.live, nowMs) : [];
  // What need not be waited for goes along: when the person was last heard of, and word to open editors at the commit.
  await sql`
    with heard as (
      update contacts set updated_at = ${date(incoming.occurredAtMs)}
      where id = ${person?.isUnwritten ? person.id : null}::uuid and updated_at < ${date(incoming.occurredAtMs)}
    )
    insert into events
      (id, source, message_id, name, contact_id, occurred_at, received_at, properties, keys, is_history)
    values (${id}::uuid, ${incoming.source}, ${incoming.messageId}, ${incoming.name}, ${person?.id ?? null}::uuid,
      ${date(incoming.occurredAtMs)}, ${receivedAt(nowMs, place)}::timestamptz, ${JSON.stringify(incoming.properties)}::jsonb, ${keys}::text[],
      ${incoming.isHistory})
    returning pg_notify('live', ${JSON.stringify({ kind: 'event', eventId: id, name: incoming.name })})`.execute(
    tx,
  );
  const stored = { ...event, source: incoming.source, contactId: person?.id ?? null };
  const ordered = await takeOrders(tx, [stored]);
  const points = await settlePoints(tx, ordered, [stored], nowMs);
  if (person) await keepTold(tx, person.id, stored);
  if (person && standing.isLetGo) await comeBack(tx, person.id, event);
  learn(tx, stored);

  const used = await markCouponsUsed(tx, event);
  const signalled = incoming.isAboutThing
    ? await leaveToDispatcher(tx, event, nowMs)
    : await passOn(tx, event, person, nowMs);
  if (signalled.length > 0)
    await tx
      .updateTable('events')
      .set({ told_runs: signalled.slice(0, MOST_NOTED), told_count: signalled.length })
      .where('id', '=', id)
      .execute();
  for (const happened of await happeningsOf(tx, points, { id, reason: event.name }, nowMs))
    await takeToo(tx, { ...happened, isHistory: incoming.isHistory }, nowMs);
  if (person && standing.hasOpenGoals) await markGoals(tx, event, person.id);
  const started = startedLate;
  if (person && !incoming.isHistory)
    started.push(...(await startRuns(tx, event, person, standing.live, nowMs)));
  if (person && incoming.source !== SEGMENTS && standing.hasSegments)
    await tellSegments(tx, takeIn, person.id, nowMs, place);
  for (const coupon of used) if (coupon.contactId) await tellUse(tx, coupon, event, nowMs, place);
  if (signalled.length + started.length > 0) await notify(tx, 'outbox');
  return { status: 'taken', eventId: id, contactId: person?.id ?? null, started, signalled };
}

/** Holds what a message names and notes that it was taken. @returns false for one that was taken before */
async function takeOnce(tx: Tx, incoming: IncomingEvent, id: string): Promise<boolean> {
  // In one statement with the locks, which come first: the row is made from what holds them.
  const { rows } = await sql`
    with held as materialized (${heldNames(lockNamesOf(incoming))}), all_held as (select count(*) from held)
    insert into event_ids (source, message_id, event_id)
    select ${incoming.source}, ${incoming.messageId}, ${id}::uuid from all_held
    on conflict do nothing returning event_id`.execute(tx);
  return rows.length > 0;
}

/** Takes in what another transaction makes happen. */
export const takeWithin = (tx: Tx, incoming: IncomingEvent, nowMs: number, place = 0): Promise<Taken> =>
  takeIn(tx, incoming, nowMs, place);

/** Of the runs that an event was passed on to, so many are written down by name. */
export const MOST_NOTED = 20;

/** A used code is news of the person who was given it, whoever placed the order. */
async function tellUse(
  tx: Tx,
  { pool, code, contactId, orderId }: UsedCoupon,
  order: StoredEvent,
  nowMs: number,
  place: number,
): Promise<void> {
  await takeIn(
    tx,
    {
      source: 'coupons',
      messageId: `${pool}/${code}/used`,
      name: 'Coupon Used',
      occurredAtMs: order.occurredAtMs,
      contactId: contactId!,
      identities: [],
      properties: { pool, code, order_id: orderId },
      keys: order.keys,
      isHistory: false,
    },
    nowMs,
    place,
  );
}

/** Brings a person's segments up to date after a step has changed them. */
export function settleSegments(database: Database, contactId: string, nowMs: number): Promise<void> {
  return takingIn(database, nowMs, async (tx) => {
    // Whoever judges a person holds their row.
    const person = await tx
      .selectFrom('contacts')
      .select('id')
      .where('id', '=', sql<string>`current_contact(${contactId})`)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (person) await tellSegments(tx, takeIn, person.id, nowMs, 0);
  });
}

/** `settleMarks`: what is due of all segments. */
export const keepSegments = (
  database: Database,
  nowMs: number,
  options?: { budgetMs?: number },
): Promise<number> => settleMarks(database, takeIn, nowMs, options);

/** Puts the event into the outbox of every run that it may matter to. */
async function passOn(tx: Tx, event: StoredEvent, person: Person | null, nowMs: number): Promise<string[]> {
  await learnKeys(tx, event, nowMs);
  const personId = person?.id ?? null;
  const rows = await tx
    .selectFrom('run_subscriptions')
    .innerJoin('runs', 'runs.id', 'run_subscriptions.run_id')
    .select(['run_subscriptions.run_id', 'run_subscriptions.ref', 'runs.plan_hash', 'runs.moving_to'])
    .where('event_name', '=', event.name)
    .where('runs.ended_at', 'is', null)
    // What somebody did by a property is their own; what names nobody may concern whoever has its key.
    .where(
      sql<boolean>`(run_subscriptions.key is null and run_subscriptions.contact_id = ${personId}::uuid
          and (run_subscriptions.since is null or run_subscriptions.since <= ${date(event.occurredAtMs)})
        or run_subscriptions.key = any (${event.keys}::text[])
          and (run_subscriptions.contact_id is null or ${personId}::uuid is null
            or run_subscriptions.contact_id = ${personId}::uuid))`,
    )
    .execute();
  return tellRuns(tx, event, rows, nowMs);
}

/** @param rows all subscriptions by which the event may concern a run */
export async function tellRuns(
  tx: Tx,
  event: StoredEvent,
  rows: FoundSubscription[],
  nowMs: number,
): Promise<string[]> {
  const signalled: string[] = [];
  for (const { runId, live, refs } of await runsMet(tx, event, rows)) {
    // Two transactions that tell the same run something get numbers in the order in which they commit.
    await tx.selectFrom('runs').select('id').where('id', '=', runId).forUpdate().execute();
    await putIntoOutbox(tx, runId, live, event, refs, nowMs);
    signalled.push(runId);
  }
  return signalled;
}

/** A subscription of a run that goes on. */
export interface FoundSubscription {
  run_id: string;
  ref: string;
  plan_hash: string;
  moving_to: string | null;
}

export interface MetRun {
  runId: string;
  live: LivePlan;
  refs: string[];
}

/** The runs that an event is to be told to, among those that have subscriptions to its name. */
export async function runsMet(
  tx: Tx,
  event: StoredEvent,
  rows: readonly FoundSubscription[],
): Promise<MetRun[]> {
  const met: MetRun[] = [];
  for (const [runId, found] of [...groupByRun(rows)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const live = await livePlans.byHash(tx, found[0]!.plan_hash);
    const among = new Set(found.map((row) => row.ref));
    const refs = metRefs(live, event, among);
    if (found[0]!.moving_to !== null) {
      // It may have moved already and not have said so yet: what either plan waits for concerns it.
      const next = await livePlans.byHash(tx, found[0]!.moving_to);
      for (const ref of metRefs(next, event, among)) if (!refs.includes(ref)) refs.push(ref);
      if (refs.length > 0) met.push({ runId, live: readingBoth(live, next), refs });
    } else if (refs.length > 0) met.push({ runId, live, refs });
  }
  return leaveToNewest(tx, met);
}

/** A plan that reads of each event what either of two reads. */
function readingBoth(live: LivePlan, next: LivePlan): LivePlan {
  const reads = { ...live.plan.reads };
  for (const [name, paths] of Object.entries(next.plan.reads)) {
    const own = Object.hasOwn(reads, name) ? reads[name]! : [];
    reads[name] = own === true || paths === true ? true : [...new Set([...own, ...paths])];
  }
  const subscriptions = [...live.plan.subscriptions, ...next.plan.subscriptions];
  return { ...live, plan: { ...live.plan, reads, subscriptions } };
}

function groupByRun<R extends { run_id: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) groups.set(row.run_id, [...(groups.get(row.run_id) ?? []), row]);
  return groups;
}

/** Which of a plan's subscriptions an event meets; `where` is judged here, so that a run hears only what concerns it. */
export function metRefs(live: LivePlan, event: StoredEvent, among?: Set<string>): string[] {
  const meets = ({ ref, event: name, where }: PlanSubscription) =>
    name === event.name && (!among || among.has(ref)) && evaluateGroup(where, { event: event.properties });
  return live.plan.subscriptions.filter(meets).map(({ ref }) => ref);
}

export async function putIntoOutbox(
  tx: Tx,
  runId: string,
  live: LivePlan,
  event: StoredEvent,
  refs: string[],
  nowMs: number,
) {
  await tx
    .insertInto('outbox')
    .values({
      run_id: runId,
      kind: 'event',
      payload: JSON.stringify({ event: runEvent(live, event), refs }),
      next_attempt_at: date(nowMs),
      created_at: date(nowMs),
    })
    .execute();
}

/**
 * The event as a run sees it: only the properties that its plan reads.
 * @param as the name under which the plan reads it, if it started a run in place of the trigger's own event
 */
export function runEvent(live: LivePlan, event: StoredEvent, as = event.name): RunEvent {
  const named = Object.hasOwn(live.plan.reads, as) ? live.plan.reads[as]! : [];
  // A trigger that keeps time asks which time it was started for.
  const reads = named !== true && live.plan.trigger.clock ? [...named, OCCURRENCE] : named;
  const properties =
    reads === true
      ? event.properties
      : Object.fromEntries(
          reads
            .filter((name) => Object.hasOwn(event.properties, name))
            .map((name) => [name, event.properties[name]]),
        );
  return {
    id: event.id,
    name: event.name,
    atMs: event.occurredAtMs,
    properties: properties as { [key: string]: Json },
  };
}
