import type { Json } from '@signalbox/nodes/kernel';
import { sql, type Transaction } from 'kysely';
import { readable, type ContactFacts } from './contact-facts.js';
import { date, type Database } from './database.js';
import { spendOf } from './shop/money.js';
import { COUNTED_STATES } from './messages.js';
import type { Schema } from './schema.js';

/** An event of the past, as a replay meets it. */
export interface PastEvent {
  id: string;
  name: string;
  contactId: string | null;
  /** When it came in, Unix milliseconds; for history that was taken in later: when it happened. */
  atMs: number;
  occurredAtMs: number;
  properties: { [key: string]: Json };
  keys: string[];
  /** Whether the shop's pages told of it. */
  isOfBrowser: boolean;
  /** Whether it asked for the very journey. */
  startsJourney: boolean;
}

/** A person, and what has been noted about them with a date. */
export interface PastPerson {
  id: string;
  phone: string | null;
  /** As they are today. */
  facts: ContactFacts;
  /** Of the number, the earliest first. */
  consents: { purpose: string; state: 'granted' | 'denied'; atMs: number }[];
  /** What ended their marketing runs, or those for one purpose, the earliest first. */
  stops: { atMs: number; purpose?: string }[];
  /** When they took a STOP back. */
  returnsAtMs: number[];
  orders: { atMs: number; currency: string | null; minor: number }[];
  /** Ids of the segments that they are in today. */
  segments: string[];
  /** How that came, the latest first. */
  segmentChanges: { segmentId: string; change: 'entered' | 'left'; atMs: number }[];
  /** Texts to the number that count, of others than the journey. */
  texts: { purpose: string; atMs: number; isUrgent: boolean }[];
}

export interface PastSettings {
  journeyId: string;
  /** Names of the events that matter. */
  names: string[];
  /** Whether so does what tells of a purchase by two of its names. */
  byPurchase: boolean;
  fromMs: number;
  toMs: number;
}

export type PastReading = Transaction<Schema>;

const PAGE = 2_000;

/** Lets somebody look at all data as of one moment. PostgreSQL itself sees to it that nothing is written. */
export function readingOnly<T>(database: Database, look: (tx: PastReading) => Promise<T>): Promise<T> {
  return database.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(look);
}

/** An event comes when it came in; history that was brought in later, when it happened. */
const CAME = sql`case when is_history then occurred_at else received_at end`;

const START = (journeyId: string) => `start/${journeyId}/%`;

function matching({ journeyId, names, byPurchase, fromMs, toMs }: PastSettings) {
  return sql`from events
    where (name = any(${names}::text[]) or (${byPurchase} and cardinality(keys) > 1) or (source = 'signalbox' and message_id like ${START(journeyId)}))
      and ${CAME} >= ${date(fromMs)} and ${CAME} < ${date(toMs)}`;
}

export async function countPastEvents(tx: PastReading, settings: PastSettings): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${matching(settings)}`.execute(
    tx,
  );
  return rows[0]!.count;
}

/** The events of a stretch of time in the order in which they came, a page at a time. */
export async function* pastEvents(tx: PastReading, settings: PastSettings): AsyncGenerator<PastEvent[]> {
  await sql`declare past_events no scroll cursor for
    select id, name, contact_id as "contactId", (extract(epoch from ${CAME}) * 1000)::float8 as "atMs",
      (extract(epoch from occurred_at) * 1000)::float8 as "occurredAtMs", properties, keys,
      source = 'storefront' as "isOfBrowser",
      (source = 'signalbox' and message_id like ${START(settings.journeyId)}) as "startsJourney"
    ${matching(settings)} order by ${CAME}, id`.execute(tx);
  for (;;) {
    const { rows } = await sql<PastEvent>`fetch forward ${sql.raw(String(PAGE))} from past_events`.execute(
      tx,
    );
    if (rows.length > 0)
      yield rows.map((row) => ({
        ...row,
        atMs: Math.round(row.atMs),
        occurredAtMs: Math.round(row.occurredAtMs),
      }));
    if (rows.length < PAGE) return;
  }
}

/**
 * @param journeyId whose own texts are left out of `texts`; none are if it is `null`
 * @param sinceMs what came long before this is left out
 */
export async function pastPeople(
  tx: PastReading,
  contactIds: string[],
  { journeyId, sinceMs }: { journeyId: string | null; sinceMs: number },
): Promise<PastPerson[]> {
  if (contactIds.length === 0) return [];
  const contacts = await tx.selectFrom('contacts').selectAll().where('id', 'in', contactIds).execute();
  const phones = contacts.flatMap(({ phone }) => (phone === null ? [] : [phone]));
  const ofPhones = phones.length > 0 ? phones : [''];
  const consents = await tx
    .selectFrom('consents')
    .select(['phone', 'purpose', 'state', 'source', 'at'])
    .where('phone', 'in', ofPhones)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const stops = await tx.selectFrom('suppressions').selectAll().where('phone', 'in', ofPhones).execute();
  const said = await saidAtOurDoors(tx, ofPhones);
  const texts = await tx
    .selectFrom('messages')
    .select(['phone', 'purpose', 'sending_at', 'is_urgent'])
    .where('phone', 'in', ofPhones)
    .where('state', 'in', COUNTED_STATES)
    .where('sending_at', '>', date(sinceMs))
    .where((where) =>
      where.or([
        where('journey_id', 'is', null),
        ...(journeyId === null
          ? [where('journey_id', 'is not', null)]
          : [where('journey_id', '!=', journeyId)]),
      ]),
    )
    .execute();
  const members = await tx
    .selectFrom('segment_members')
    .select(['contact_id', 'segment_id'])
    .where('contact_id', 'in', contactIds)
    .execute();
  const noted = await tx
    .selectFrom('events')
    .select(['contact_id', 'name', 'properties', 'occurred_at'])
    .where('contact_id', 'in', contactIds)
    .where('name', 'in', ['Order Completed', 'Segment Entered', 'Segment Left'])
    .where('occurred_at', '>', date(sinceMs))
    .orderBy('occurred_at', 'desc')
    .execute();

  const consentsOf = grouped(consents, ({ phone }) => phone);
  const textsOf = grouped(texts, ({ phone }) => phone!);
  const notedOf = grouped(noted, ({ contact_id }) => contact_id!);
  const membersOf = grouped(members, ({ contact_id }) => contact_id);
  const stopsOf = grouped(
    [
      ...stops.map(({ phone, at }) => ({ phone, atMs: at.getTime() })),
      ...said.filter(({ name }) => name === 'SMS Unsubscribed'),
      ...consents
        .filter(({ source, state }) => source === 'by-hand' && state === 'denied')
        .map(({ phone, at, purpose }) => ({ phone, atMs: at.getTime(), purpose })),
    ].sort((one, other) => one.atMs - other.atMs),
    ({ phone }) => phone,
  );
  const returnsOf = grouped(
    said.filter(({ name }) => name === 'SMS Subscribed'),
    ({ phone }) => phone,
  );
  return contacts.map((row): PastPerson => {
    const phone = row.phone ?? '';
    const own = notedOf.get(row.id) ?? [];
    return {
      id: row.id,
      phone: row.phone,
      facts: readable(row),
      consents: (consentsOf.get(phone) ?? []).map(({ at, purpose, state }) => ({
        purpose,
        state,
        atMs: at.getTime(),
      })),
      stops: stopsOf.get(phone) ?? [],
      returnsAtMs: (returnsOf.get(phone) ?? []).map(({ atMs }) => atMs),
      orders: own
        .filter(({ name }) => name === 'Order Completed')
        .map(({ occurred_at, properties }) => {
          const { currency = null, minor = 0 } = spendOf(properties) ?? {};
          return { atMs: occurred_at.getTime(), currency, minor };
        }),
      segments: (membersOf.get(row.id) ?? []).map(({ segment_id }) => segment_id),
      segmentChanges: own
        .filter(({ name }) => name !== 'Order Completed')
        .map(({ name, properties, occurred_at }) => ({
          segmentId: String(properties.segment_id),
          change: name === 'Segment Entered' ? 'entered' : 'left',
          atMs: occurred_at.getTime(),
        })),
      texts: (textsOf.get(phone) ?? []).map(({ purpose, sending_at, is_urgent: isUrgent }) => ({
        purpose,
        isUrgent,
        atMs: sending_at!.getTime(),
      })),
    };
  });
}

/** STOP and START, by a reply or on a page of ours: the ledger forgets a STOP that was taken back. */
async function saidAtOurDoors(
  tx: PastReading,
  phones: string[],
): Promise<{ phone: string; name: string; atMs: number }[]> {
  const rows = await tx
    .selectFrom('events')
    .innerJoin('contacts', 'contacts.id', 'events.contact_id')
    .select(['contacts.phone', 'events.name', 'events.received_at'])
    .where('contacts.phone', 'in', phones)
    .where('events.name', 'in', ['SMS Unsubscribed', 'SMS Subscribed'])
    .where('events.source', 'in', ['plivo', 'page', 'by-hand'])
    // The yes to a question takes no STOP back.
    .where(sql<boolean>`events.properties ->> 'by' is null`)
    .execute();
  return rows.map(({ phone, name, received_at }) => ({
    phone: phone!,
    name: name!,
    atMs: received_at.getTime(),
  }));
}

/** Ids of everybody, or of those who are or have been in a segment. */
export async function pastAudience(tx: PastReading, segment?: string): Promise<string[]> {
  const { rows } = await (
    segment === undefined
      ? sql<{ id: string }>`select id from contacts order by id`
      : sql<{ id: string }>`select contact_id as id from segment_members where segment_id = ${segment}
          union select contact_id from events
            where name = 'Segment Left' and properties ->> 'segment_id' = ${segment} and contact_id is not null
          order by id`
  ).execute(tx);
  return rows.map(({ id }) => id);
}

function grouped<T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
