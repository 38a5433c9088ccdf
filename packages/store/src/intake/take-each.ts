import { eventId } from '@signalbox/engine/run-id';
import { sql } from 'kysely';
import { again, heldNames, type Database, type Tx } from '../database.js';
import { learnAttributes } from '../people/attributes.js';
import { nameOf } from '../people/names.js';
import { ownersOfOrders } from '../shop/purchase-owner.js';
import { identitiesOf } from './find-contact.js';
import type { IncomingEvent } from './incoming-event.js';
import { codesUsedBy, ownersOfCodes } from './mark-coupons.js';
import { firstOfNewcomers } from './newcomers.js';
import { peopleNamed } from './people-named.js';
import { takingIn } from './seen.js';
import { standingOfAll } from './standing-of-all.js';
import { storable } from './storable.js';
import { asksOrder, takeAbreast, type Placed } from './take-abreast.js';
import { duplicateOf, isPassing, lockNamesOf, takeEvent, takeEvents, type Taken } from './take-event.js';
import { turnsOf } from './turns.js';

/** What one transaction takes on: whoever else asks for these people waits that long. */
const MOST_AT_ONCE = 250;
/** An event that says more than that it happened takes about as long as so many others. */
const MORE_WORK = 5;
/**
 * Names that one transaction holds. Each is a place in PostgreSQL's table of locks, which all share: with its defaults
 * some 8,000, and whoever finds it full fails.
 */
const MOST_NAMES = { live: 600, history: 2_000, alone: -1 };
/** Fewer than these are not worth a transaction together. */
const FEWEST_AT_ONCE = 4;

export interface EachOptions {
  nowMs: number;
  /** Whether an error is the message's own: it would come again, and is no reason to lose the others. */
  isOwnFault: (error: unknown) => boolean;
  /** Hears why many could not be taken in together, where that was no message's own fault. */
  tellSplit?: (error: unknown) => void;
}

/**
 * Takes in many messages, each as by `takeEvent` and with the same result as one after another, several in a
 * transaction. A message that cannot be kept costs none of the others; what is done is committed in the order given.
 * @returns by place; `null` for what could not be kept
 */
export async function takeEach(
  database: Database,
  incoming: readonly IncomingEvent[],
  options: EachOptions,
): Promise<(Taken | null)[]> {
  const results: (Taken | null)[] = [];
  for (const group of groupsOf(incoming.map(storable)))
    results.push(...(await takeGroup(database, { messages: group, place: results.length }, options)));
  return results;
}

/** Of those that are taken together; what is history, or about a thing, is kept apart from others. */
function groupsOf(all: readonly IncomingEvent[]): IncomingEvent[][] {
  const groups: IncomingEvent[][] = [];
  let work = 0;
  let names = new Set<string>();
  let before: string | undefined;
  for (const incoming of all) {
    const kind = incoming.isHistory ? 'history' : isOfSomebody(incoming) ? 'live' : 'alone';
    const own = incoming.name === null ? MORE_WORK : 1;
    const asked = lockNamesOf(incoming);
    const held = new Set([...names, ...asked]);
    const goesOn =
      kind === before && held.size <= MOST_NAMES[kind] && (kind === 'history' || work + own <= MOST_AT_ONCE);
    if (goesOn) groups.at(-1)!.push(incoming);
    else groups.push([incoming]);
    work = goesOn ? work + own : own;
    names = goesOn ? held : new Set(asked);
    before = kind;
  }
  return groups;
}

/** Whether it says itself whom it is about, and nothing else. */
const isOfSomebody = (incoming: IncomingEvent): boolean =>
  identitiesOf(incoming).length > 0 &&
  !incoming.contactId &&
  !incoming.shop &&
  !incoming.isAboutThing &&
  !incoming.startsJourney;

/** Some that stood one after the other. */
interface Group {
  messages: IncomingEvent[];
  /** How many came before them. */
  place: number;
}

async function takeGroup(database: Database, group: Group, options: EachOptions): Promise<(Taken | null)[]> {
  const { messages, place } = group;
  const { nowMs } = options;
  if (messages.length >= FEWEST_AT_ONCE) {
    try {
      return await (messages[0]!.isHistory
        ? takeEvents(database, messages, { nowMs, place })
        : takeTogether(database, group, nowMs));
    } catch (error) {
      if (!options.isOwnFault(error)) options.tellSplit?.(error);
      // Nothing of it was kept: whose fault it was shows where it is taken in alone, and the others are kept.
      const half = Math.ceil(messages.length / 2);
      const first = { messages: messages.slice(0, half), place };
      const second = { messages: messages.slice(half), place: place + half };
      const taken = await takeGroup(database, first, options);
      return [...taken, ...(await takeGroup(database, second, options))];
    }
  }
  const results: (Taken | null)[] = [];
  for (const [n, one] of messages.entries()) results.push(await takeAlone(database, one, place + n, options));
  return results;
}

async function takeAlone(
  database: Database,
  incoming: IncomingEvent,
  place: number,
  { nowMs, isOwnFault }: EachOptions,
): Promise<Taken | null> {
  try {
    return await takeEvent(database, incoming, { nowMs, place });
  } catch (error) {
    if (!isOwnFault(error)) throw error;
    return null;
  }
}

/** All or none. */
function takeTogether(database: Database, group: Group, nowMs: number): Promise<Taken[]> {
  return again(async () => {
    const taken = await takingIn(database, nowMs, (tx) => takeByTurns(tx, group, nowMs));
    await learnAttributes(
      database,
      group.messages.map(({ contact }) => contact?.attributes),
      nowMs,
    );
    return taken;
  }, isPassing);
}

async function takeByTurns(tx: Tx, group: Group, nowMs: number): Promise<Taken[]> {
  const isFresh = await takeOnce(tx, group.messages);
  const results: Taken[] = group.messages.map(({ source, messageId }) =>
    duplicateOf(eventId(source, messageId)),
  );
  const news: Placed[] = group.messages
    .map((incoming, n) => ({ incoming, place: group.place + n }))
    .filter((_, n) => isFresh[n]);
  if (news.length === 0) return results;
  const messages = news.map(({ incoming }) => incoming);
  const standing = await standingOfAll(tx);
  let people = await peopleNamed(tx, messages);
  const orders = await ownersOfOrders(
    tx,
    messages.flatMap(({ keys }) => keys),
  );
  const given = await ownersOfCodes(tx, messages.flatMap(codesUsedBy));
  // All segments judge somebody new, and what that starts is to hear of what they do next.
  const newcomers = standing.hasSegments ? firstOfNewcomers(messages, people.owners) : new Set();
  const turns = turnsOf(
    news,
    ({ incoming }) => [
      ...lockNamesOf(incoming),
      ...[...identitiesOf(incoming), ...(incoming.formerly ?? [])].flatMap(
        (identity) => people.owners.get(nameOf(identity)) ?? [],
      ),
      ...incoming.keys.flatMap((key) => orders.get(key) ?? []),
      ...codesUsedBy(incoming).flatMap((code) => given.get(code) ?? []),
    ],
    ({ incoming }) => asksOrder(incoming, standing) || newcomers.has(incoming),
  );
  let isStale = false;
  for (const turn of turns) {
    if (isStale)
      people = await peopleNamed(
        tx,
        turn.map(({ item }) => item.incoming),
      );
    const done = await takeAbreast(tx, turn, people, standing, nowMs);
    for (const [index, one] of done.taken) results[news[index]!.place - group.place] = one;
    isStale ||= done.isStale;
  }
  return results;
}

/** Holds what all of them name and notes that they were taken. @returns which were not taken before, by place */
async function takeOnce(tx: Tx, group: readonly IncomingEvent[]): Promise<boolean[]> {
  const ids = group.map(({ source, messageId }) => eventId(source, messageId));
  // The locks come first: the rows are made from what holds them.
  const { rows } = await sql<{ event_id: string }>`
    with held as materialized (${heldNames(group.flatMap(lockNamesOf))}), all_held as (select count(*) from held)
    insert into event_ids (source, message_id, event_id)
    select e.* from all_held, unnest(${group.map(({ source }) => source)}::text[],
      ${group.map(({ messageId }) => messageId)}::text[], ${ids}::uuid[]) e
    on conflict do nothing returning event_id`.execute(tx);
  const fresh = new Set(rows.map((row) => row.event_id));
  return ids.map((id) => fresh.delete(id));
}
