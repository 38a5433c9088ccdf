import { evaluateGroup, readPath } from '@signalbox/engine/conditions';
import { isPurchaseKey, isToldByShops, keptOutSince, mayEnter, opening } from '@signalbox/engine/graph';
import type { RunStart } from '@signalbox/engine/interpret';
import { runId } from '@signalbox/engine/run-id';
import { sql, type Insertable } from 'kysely';
import { date, type Tx } from '../database.js';
import { notify } from '../listen.js';
import type { Schema } from '../schema.js';
import type { Person } from './find-contact.js';
import { contactFacts } from '../contact-facts.js';
import { segmentsOf } from '../segments/segments.js';
import { learnKeys } from './learn-keys.js';
import { livePlans, type LiveJourney, type LivePlan, type LiveVersion } from './live-plans.js';
import { metRefs, putIntoOutbox, runEvent, type StoredEvent } from './take-event.js';

/** Begins the entry key of a run that stands for itself, as its version let people in always. */
const OF_ITS_EVENT = 'event/';

/** Starts a run of every journey that the event lets the person into. */
export async function startRuns(
  tx: Tx,
  event: StoredEvent,
  person: Person,
  live: LiveVersion[],
  nowMs: number,
): Promise<string[]> {
  const started: string[] = [];
  for (const journey of await livePlans.startedBy(tx, event, live)) {
    const { trigger, settings } = journey.plan;
    if (event.occurredAtMs < nowMs - trigger.maxAgeMs) continue;
    if (!event.startsJourney && !evaluateGroup(trigger.where, { event: event.properties })) continue;
    if (opening(settings, nowMs) !== 'open') continue;
    if (settings.entryFilter) {
      const contact = await contactFacts(tx, person.id);
      const segment = await segmentsOf(tx, person.id);
      if (!evaluateGroup(settings.entryFilter, { contact, segment, event: event.properties })) continue;
    }
    const id = await startRun(tx, journey, event, person, nowMs);
    if (id !== null) started.push(id);
  }
  return started;
}

async function startRun(
  tx: Tx,
  journey: LiveJourney,
  event: StoredEvent,
  person: Person,
  nowMs: number,
): Promise<string | null> {
  const keys = correlationKeys(journey, event);
  const { reentry } = journey.plan.settings;
  const entryKey = reentry.kind === 'always' ? `${OF_ITS_EVENT}${event.id}` : (keys[0] ?? '');
  const inside = await tx
    .selectFrom('runs')
    .select(['id', 'entry_key'])
    .where('journey_id', '=', journey.journeyId)
    .where('contact_id', '=', person.id)
    .where(reentry.kind === 'always' ? sql<boolean>`entry_key = ${entryKey}` : isForSame(keys))
    .where('ended_at', 'is', null)
    .where('replaced_by', 'is', null)
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .forUpdate()
    .execute();
  const [active] = inside;
  const lastAtMs = active ? undefined : await lastEntryThatCounts(tx, journey, person, keys, nowMs);
  if (mayEnter(reentry, { isInside: active !== undefined, lastAtMs }, nowMs) !== 'yes') return null;

  const id = runId(journey.journeyId, event.id, person.id);
  const start: RunStart = {
    runId: id,
    journeyId: journey.journeyId,
    contactId: person.id,
    planHash: journey.hash,
    entryEvent: runEvent(journey, event, journey.plan.trigger.event),
    startedAtMs: nowMs,
  };
  for (const former of inside) await replace(tx, former.id, id, nowMs);
  await tx
    .insertInto('runs')
    .values({
      id,
      journey_id: journey.journeyId,
      version: journey.version,
      plan_hash: journey.hash,
      contact_id: person.id,
      entry_event_id: event.id,
      start: JSON.stringify(start),
      entry_key: active && !active.entry_key.startsWith(OF_ITS_EVENT) ? active.entry_key : entryKey,
      started_at: date(nowMs),
    })
    .execute();
  await subscribe(tx, id, journey, event, person, keys);
  await tx
    .insertInto('outbox')
    .values({
      run_id: id,
      kind: 'start',
      payload: JSON.stringify(start),
      after_run: active?.id ?? null,
      next_attempt_at: date(nowMs),
      created_at: date(nowMs),
    })
    .execute();
  await lookBack(tx, id, journey, event, person, keys, nowMs);
  await notify(tx, 'live', { kind: 'run', runId: id, journeyId: journey.journeyId });
  return id;
}

/** What holds a run's events together, the surest first; none means: all that the person does. */
export function correlationKeys(journey: LiveJourney, event: Pick<StoredEvent, 'keys'>): string[] {
  const { correlation } = journey.plan.settings;
  if (correlation.by === 'purchase') return event.keys.filter(isPurchaseKey);
  if (correlation.by === 'property')
    return event.keys.filter((key) => key.startsWith(`property:${correlation.path}/`));
  return [];
}

/** When the person last came in for the same thing, if that may keep them out now. */
async function lastEntryThatCounts(
  tx: Tx,
  journey: LiveJourney,
  person: Person,
  keys: string[],
  nowMs: number,
): Promise<number | undefined> {
  const sinceMs = keptOutSince(journey.plan.settings.reentry, nowMs);
  if (sinceMs === Infinity) return undefined;
  const last = await tx
    .selectFrom('runs')
    .select('started_at')
    .where('journey_id', '=', journey.journeyId)
    .where('contact_id', '=', person.id)
    .where(isForSame(keys))
    .$if(sinceMs !== -Infinity, (query) => query.where('started_at', '>', date(sinceMs)))
    .limit(1)
    .executeTakeFirst();
  return last?.started_at.getTime();
}

/** Whether a run was entered for the same thing; one that stands for itself has its keys in the event that it began with. */
export const isForSame = (keys: string[]) =>
  keys.length === 0
    ? sql<boolean>`(entry_key = '' or entry_key like ${`${OF_ITS_EVENT}%`})`
    : sql<boolean>`(entry_key = any (${keys}::text[]) or entry_key like ${`${OF_ITS_EVENT}%`}
        and exists (select from events e where e.id = runs.entry_event_id and e.keys && ${keys}::text[]))`;

/** The old run settles what it is sending and ends; the new one's start waits for that in the outbox. */
async function replace(tx: Tx, oldId: string, newId: string, nowMs: number): Promise<void> {
  await tx.updateTable('runs').set({ replaced_by: newId }).where('id', '=', oldId).execute();
  await tx
    .insertInto('outbox')
    .values({
      run_id: oldId,
      kind: 'interrupt',
      payload: JSON.stringify({ kind: 'end', outcome: 'replaced' }),
      next_attempt_at: date(nowMs),
      created_at: date(nowMs),
    })
    .execute();
}

/** The browser gives its cart a number of its own, by which no shop's webhook calls the order. */
const isCartOfBrowser = ({ source }: Pick<StoredEvent, 'source'>, keys: string[]): boolean =>
  source === 'storefront' && keys.some(isPurchaseKey);

export async function subscribe(
  tx: Tx,
  id: string,
  journey: LivePlan,
  entry: Pick<StoredEvent, 'properties' | 'source' | 'occurredAtMs'>,
  person: Pick<Person, 'id'>,
  keys: string[],
): Promise<void> {
  const rows = journey.plan.subscriptions.flatMap(
    ({ ref, event, about, newestOnly, ofPerson }): Insertable<Schema['run_subscriptions']>[] => {
      const row = { run_id: id, ref, event_name: event };
      if (about) {
        const value = readPath(entry.properties, about.path);
        return value === undefined
          ? []
          : [{ ...row, contact_id: null, key: `${about.key}:${String(value)}` }];
      }
      const byPerson = { ...row, contact_id: person.id, key: null };
      // A reply names nobody's cart: it comes from a person.
      if (keys.length === 0 || newestOnly) return [byPerson];
      return [
        ...keys.map((key) => ({ ...row, contact_id: isPurchaseKey(key) ? null : person.id, key })),
        ...(ofPerson || (isCartOfBrowser(entry, keys) && isToldByShops(event))
          ? [{ ...byPerson, since: date(entry.occurredAtMs) }]
          : []),
      ];
    },
  );
  if (rows.length > 0) await tx.insertInto('run_subscriptions').values(rows).execute();
}

/** Passes on what came before the run did: an order may overtake its own checkout. */
async function lookBack(
  tx: Tx,
  id: string,
  journey: LiveJourney,
  entry: StoredEvent,
  person: Person,
  keys: string[],
  nowMs: number,
): Promise<void> {
  const { subscriptions } = journey.plan;
  const names = [...new Set(subscriptions.map(({ event }) => event))];
  if (names.length === 0) return;
  const isOfCart = isCartOfBrowser(entry, keys);
  const ofPerson = subscriptions.filter((one) => one.ofPerson || (isOfCart && isToldByShops(one.event)));
  const earlier = await tx
    .selectFrom('events')
    .select(['id', 'name', 'occurred_at', 'properties', 'keys'])
    .where('name', 'in', names)
    .where('id', '!=', entry.id)
    .where(isNewsTo(entry, person, keys, new Set(ofPerson.map(({ event }) => event))))
    .orderBy('occurred_at')
    .orderBy('received_at')
    .limit(100)
    .execute();
  for (const row of earlier) {
    const event: StoredEvent = { ...row, occurredAtMs: row.occurred_at.getTime() };
    const isByKey = keys.length === 0 || event.keys.some((key) => keys.includes(key));
    const refs = metRefs(journey, event, isByKey ? undefined : new Set(ofPerson.map(({ ref }) => ref)));
    if (refs.length > 0) await putIntoOutbox(tx, id, journey, event, refs, nowMs);
    await learnKeys(tx, event, nowMs);
  }
}

/**
 * What has happened already and concerns a run that begins: by a purchase's keys, whenever it was, for it has them to
 * itself; by person or property, what came after the entry event.
 */
function isNewsTo(entry: StoredEvent, person: Person, keys: string[], ofPerson: Set<string>) {
  const isSince = sql`occurred_at >= ${date(entry.occurredAtMs)}`;
  const isTheirs = sql`contact_id = ${person.id}::uuid`;
  if (keys.length === 0) return sql<boolean>`(${isTheirs} and ${isSince})`;
  const hasKey = sql<boolean>`keys && ${keys}::text[]`;
  if (!keys.some(isPurchaseKey))
    return sql<boolean>`(${hasKey} and ${isSince} and (${isTheirs} or contact_id is null))`;
  if (ofPerson.size === 0) return hasKey;
  return sql<boolean>`(${hasKey} or name = any (${[...ofPerson]}::text[]) and ${isTheirs} and ${isSince})`;
}
