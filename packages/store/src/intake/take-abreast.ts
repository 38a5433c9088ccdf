import { isDeepStrictEqual } from 'node:util';
import { isPurchaseKey, propertyKeys } from '@signalbox/engine/graph';
import { eventId } from '@signalbox/engine/run-id';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { arrayAsText } from '../copy-rows.js';
import { date, type Tx } from '../database.js';
import { notify } from '../listen.js';
import { TOLD } from '../loyalty/told.js';
import { nameOf } from '../people/names.js';
import { isAboutOrder } from '../shop/order-news.js';
import { takeOrders } from '../shop/orders.js';
import { mayNameOrder } from '../shop/purchase-owner.js';
import { comeBackOfAll, SIGNS_OF_LIFE } from './come-back.js';
import { identitiesOf, saysNothing } from './find-contact.js';
import type { ContactData, Identity, IncomingEvent } from './incoming-event.js';
import { codesUsedBy } from './mark-coupons.js';
import { markGoalsOfAll } from './mark-goals.js';
import { mayNameCheckout } from './name-checkout.js';
import { passOnAll, type OwnEvent } from './pass-on-all.js';
import type { PeopleNamed } from './people-named.js';
import { receivedAt } from './received-at.js';
import { learn } from './seen.js';
import { tellSegmentsOfAll } from './settle-segments.js';
import type { StandingOfAll } from './standing-of-all.js';
import { startRuns } from './start-runs.js';
import { takeFresh, takeWithin, type StoredEvent, type Taken } from './take-event.js';
import type { InTurn } from './turns.js';
import { isStrong, type ContactRow } from './whose.js';
import { writeNames } from './write-names.js';

/** Whether a message is only of what somebody did: it does not say who is one with whom, what they agree to, or more. */
const isPlainEvent = (incoming: IncomingEvent, { hasLedger }: StandingOfAll): boolean =>
  incoming.name !== null &&
  !incoming.isHistory &&
  !incoming.formerly &&
  !(incoming.consents ?? []).length &&
  !TOLD.has(incoming.name) &&
  !(hasLedger && isAboutOrder(incoming.name)) &&
  codesUsedBy(incoming).length === 0 &&
  !mayNameCheckout(incoming);

/** Whether it makes a difference which of two such events of one person, or one purchase, was first. */
export const asksOrder = (incoming: IncomingEvent, standing: StandingOfAll): boolean =>
  !isPlainEvent(incoming, standing) ||
  isAboutOrder(incoming.name) ||
  SIGNS_OF_LIFE.has(incoming.name!) ||
  standing.triggers.has(incoming.name!) ||
  standing.read.has(incoming.name!) ||
  (standing.areRunsRead && standing.goals.has(incoming.name!)) ||
  incoming.keys.filter(isPurchaseKey).length > 1;

/** A message, and how many came before it in the same call. */
export interface Placed {
  incoming: IncomingEvent;
  place: number;
}

type Turn = readonly InTurn<Placed>[];

/** A plain event, and whom it is of. */
interface Read extends OwnEvent {
  incoming: IncomingEvent;
  index: number;
  place: number;
  /** The person was there before. */
  isKnown: boolean;
}

/**
 * Takes in messages of which no two depend on one another, such as a turn of `turnsOf`: the same result as one by one,
 * the plain ones among them in a handful of statements. None was taken before; the caller holds all that they name.
 * @param people is brought up to date with whom the plain ones make known
 * @returns by place; and whether `people` may have changed otherwise
 */
export async function takeAbreast(
  tx: Tx,
  turn: Turn,
  people: PeopleNamed,
  standing: StandingOfAll,
  nowMs: number,
): Promise<{ taken: Map<number, Taken>; isStale: boolean }> {
  const unsettled = standing.hasSegments ? await awaitingSegments(tx, turn, people) : new Set<string>();
  const { plain, others, made, names } = readTurn(turn, people, standing, unsettled);
  const taken = new Map<number, Taken>();
  if (plain.length > 0) {
    await writePeople(tx, made, names, nowMs);
    await writeEvents(tx, plain, nowMs);
    for (const [index, one] of await tellOfAll(tx, plain, standing, nowMs)) taken.set(index, one);
  }
  for (const { item, index } of others)
    taken.set(index, await takeFresh(tx, item.incoming, nowMs, item.place));
  return { taken, isStale: others.length > 0 };
}

interface Made {
  id: string;
  occurredAtMs: number;
}

/** Of those who have several messages in a turn: whom segments are to judge anew as it is, before any of them. */
async function awaitingSegments(tx: Tx, turn: Turn, { owners }: PeopleNamed): Promise<ReadonlySet<string>> {
  const circles = new Set<number>();
  const several = new Set<number>();
  for (const { circle } of turn) (circles.has(circle) ? several : circles).add(circle);
  const ids = turn
    .filter(({ circle }) => several.has(circle))
    .flatMap(({ item }) => identitiesOf(item.incoming).flatMap((one) => owners.get(nameOf(one)) ?? []));
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select distinct contact_id as id from segment_marks where contact_id = any (${[...new Set(ids)]}::uuid[])`.execute(
    tx,
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Says whose each plain event is, and which are to be taken one by one after them.
 * @param unsettled whoever has a mark of segments: what it comes to is told after their first message
 */
function readTurn(
  turn: Turn,
  { owners, rows }: PeopleNamed,
  standing: StandingOfAll,
  unsettled: ReadonlySet<string>,
) {
  const plain: Read[] = [];
  const others: InTurn<Placed>[] = [];
  const made = new Map<string, Made>();
  const names: (Identity & { contactId: string })[] = [];
  // What comes after one that is not plain stays after it.
  const waiting = new Set<number>();
  for (const one of turn) {
    const { incoming, place } = one.item;
    const { index, circle } = one;
    const identities = identitiesOf(incoming);
    const known = new Set(identities.flatMap((identity) => owners.get(nameOf(identity)) ?? []));
    const free = identities.filter((identity) => !owners.has(nameOf(identity)));
    let [contactId] = known;
    const isPlain =
      !waiting.has(circle) &&
      isPlainEvent(incoming, standing) &&
      (contactId === undefined
        ? isNobodyYet(incoming, identities)
        : known.size === 1 && !free.some(isStrong) && isTold(incoming.contact, rows.get(contactId)));
    if (!isPlain) {
      waiting.add(circle);
      others.push(one);
      continue;
    }
    if (contactId === undefined) {
      contactId = uuid();
      made.set(contactId, { id: contactId, occurredAtMs: incoming.occurredAtMs });
    }
    for (const identity of free) {
      owners.set(nameOf(identity), contactId);
      names.push({ ...identity, contactId });
    }
    const event: StoredEvent = {
      id: eventId(incoming.source, incoming.messageId),
      name: incoming.name!,
      occurredAtMs: incoming.occurredAtMs,
      properties: incoming.properties,
      keys: [...incoming.keys, ...propertyKeys(standing.correlationPaths, incoming.properties)],
      source: incoming.source,
    };
    plain.push({ incoming, index, place, event, contactId, isKnown: !made.has(contactId) });
    if (unsettled.has(contactId)) waiting.add(circle);
  }
  return { plain, others, made: [...made.values()], names };
}

/** Whoever does something for the first time, and is named by nothing that could be somebody else's. */
const isNobodyYet = (incoming: IncomingEvent, identities: readonly Identity[]): boolean =>
  saysNothing(incoming) &&
  identities.every(({ kind }) => kind !== 'phone' && kind !== 'email') &&
  !mayNameOrder(incoming.keys);

const COLUMNS = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  phone: 'phone',
  language: 'language',
  timeZone: 'time_zone',
  country: 'country',
} as const;

/** Whether a message says nothing of its person but what stands in their row. Whoever was just made has no row yet. */
function isTold(contact: ContactData = {}, row: ContactRow | undefined): boolean {
  const given = Object.entries(contact).filter(([, value]) => value !== undefined && value !== null);
  return given.every(([key, value]) => {
    if (!row) return false;
    if (Object.hasOwn(COLUMNS, key)) return row[COLUMNS[key as keyof typeof COLUMNS]] === value;
    if (key !== 'attributes') return false;
    return Object.entries(value as object).every(
      ([name, own]) => name !== 'tags' && isDeepStrictEqual(row.attributes[name], own),
    );
  });
}

async function writePeople(
  tx: Tx,
  made: readonly Made[],
  names: readonly (Identity & { contactId: string })[],
  nowMs: number,
): Promise<void> {
  if (made.length > 0)
    await tx
      .insertInto('contacts')
      .values(
        made.map(({ id, occurredAtMs }) => ({
          id,
          attributes: '{}',
          total_spent: '{}',
          created_at: date(nowMs),
          updated_at: date(occurredAtMs),
        })),
      )
      .execute();
  await writeNames(tx, names);
}

/** The events, when their people were last heard of, and word to open editors at the commit. */
async function writeEvents(tx: Tx, plain: readonly Read[], nowMs: number): Promise<void> {
  const all = <T>(pick: (read: Read) => T) => plain.map(pick);
  const heard = new Map<string, number>();
  for (const { contactId, event } of plain)
    heard.set(contactId, Math.max(event.occurredAtMs, heard.get(contactId) ?? -Infinity));
  await sql`
    with heard as (
      update contacts c set updated_at = h.at
      from unnest(${[...heard.keys()]}::uuid[], ${[...heard.values()].map(date)}::timestamptz[]) h (id, at)
      where c.id = h.id and c.updated_at < h.at
    )
    insert into events
      (id, source, message_id, name, contact_id, occurred_at, received_at, properties, keys, is_history)
    select id, source, message_id, name, contact_id, occurred_at, received_at, properties::jsonb, keys::text[], false
    from unnest(${all(({ event }) => event.id)}::uuid[], ${all(({ incoming }) => incoming.source)}::text[],
      ${all(({ incoming }) => incoming.messageId)}::text[], ${all(({ event }) => event.name)}::text[],
      ${all(({ contactId }) => contactId)}::uuid[], ${all(({ event }) => date(event.occurredAtMs))}::timestamptz[],
      ${all(({ event }) => JSON.stringify(event.properties))}::text[], ${all(({ event }) => arrayAsText(event.keys))}::text[],
      ${all(({ place }) => receivedAt(nowMs, place))}::timestamptz[])
      e (id, source, message_id, name, contact_id, occurred_at, properties, keys, received_at)
    order by received_at
    returning pg_notify('live', json_build_object('kind', 'event', 'eventId', id, 'name', name)::text)`.execute(
    tx,
  );
}

/** All that follows from events that stand in the database now. */
async function tellOfAll(
  tx: Tx,
  plain: readonly Read[],
  standing: StandingOfAll,
  nowMs: number,
): Promise<Map<number, Taken>> {
  const stored = plain.map(({ event, incoming, contactId }) => ({
    ...event,
    source: incoming.source,
    contactId,
  }));
  await takeOrders(tx, stored);
  await comeBackOfAll(tx, stored);
  for (const one of stored) learn(tx, one);
  const signalled = await passOnAll(tx, plain, nowMs);
  await markGoalsOfAll(
    tx,
    plain.filter(({ event, isKnown }) => isKnown && standing.goals.has(event.name)),
  );
  const taken = new Map<number, Taken>();
  let isAnyTold = signalled.size > 0;
  for (const { event, contactId, index } of plain) {
    const started = standing.triggers.has(event.name)
      ? await startRuns(tx, event, { id: contactId, phone: null }, standing.live, nowMs)
      : [];
    isAnyTold ||= started.length > 0;
    taken.set(index, {
      status: 'taken',
      eventId: event.id,
      contactId,
      started,
      signalled: signalled.get(event) ?? [],
    });
  }
  if (standing.hasSegments)
    await tellSegmentsOfAll(
      tx,
      takeWithin,
      new Map(plain.map(({ contactId, place }) => [contactId, place])),
      nowMs,
    );
  if (isAnyTold) await notify(tx, 'outbox');
  return taken;
}
