import { sql } from 'kysely';
import type { ContactFacts } from './contact-facts.js';
import { readable } from './contact-facts.js';
import { date, type Database } from './database.js';
import { uuidOrNull } from './uuid-or-null.js';

/** Entries of the past, or people, to reckon from: each with what may be read about the person now. */
export interface SampledEntry {
  contactId: string;
  facts: ContactFacts;
  segments: string[];
  atMs: number;
  properties: { [key: string]: unknown };
  canBeTexted: { hasPhone: boolean; consented: boolean };
}

export interface AudienceCount {
  everyone: number;
  /** People, and how often what lets them in happened to them. */
  people: number;
  entries: number;
}

/** Who does an event come about for, and how often, counted over a stretch of the past: imported history is the past, too. */
export async function countEventAudience(
  database: Database,
  { event, fromMs }: { event: string; fromMs: number },
): Promise<AudienceCount> {
  const { rows } = await sql<AudienceCount>`
    select (select count(*)::int from contacts) as everyone,
      count(distinct contact_id)::int as people, count(*)::int as entries
    from events where name = ${event} and contact_id is not null
      and occurred_at >= ${date(fromMs)}`.execute(database.kysely);
  return rows[0]!;
}

/** Of everybody, or of a segment. */
export async function countPeople(database: Database, segment: string | null): Promise<AudienceCount> {
  const { rows } = await sql<{ everyone: number; people: number }>`
    select (select count(*)::int from contacts) as everyone,
      ${
        segment === null
          ? sql`(select count(*)::int from contacts)`
          : sql`(select count(*)::int from segment_members where segment_id = ${uuidOrNull(segment)}::uuid)`
      } as people`.execute(database.kysely);
  return { ...rows[0]!, entries: rows[0]!.people };
}

/** A sample that is the same at a second look, and as good as any: by a hash, of what an index alone knows. */
export async function sampleEvents(
  database: Database,
  { event, fromMs, purpose, limit }: { event: string; fromMs: number; purpose: string; limit: number },
): Promise<SampledEntry[]> {
  const { rows } = await sql<{ contactId: string; at: Date; properties: { [key: string]: unknown } }>`
    select e.contact_id as "contactId", e.occurred_at as at, e.properties
    from (
      select distinct contact_id, occurred_at from (
        select contact_id, occurred_at from events
        where name = ${event} and contact_id is not null and occurred_at >= ${date(fromMs)}
        order by uuid_hash_extended(contact_id, (extract(epoch from occurred_at) * 1000000)::bigint) limit ${limit}) first
    ) drawn
    join events e on e.name = ${event} and e.contact_id = drawn.contact_id and e.occurred_at = drawn.occurred_at
    order by e.occurred_at, e.id limit ${limit}`.execute(database.kysely);
  const people = await peopleOf(database, [...new Set(rows.map(({ contactId }) => contactId))], purpose);
  return rows.flatMap(({ contactId, at, properties }) => {
    const person = people.get(contactId);
    return person ? [{ contactId, ...person, atMs: at.getTime(), properties }] : [];
  });
}

export async function samplePeople(
  database: Database,
  {
    segment,
    purpose,
    limit,
    nowMs,
  }: { segment: string | null; purpose: string; limit: number; nowMs: number },
): Promise<SampledEntry[]> {
  const { rows } = await sql<{ id: string }>`
    select id from contacts
    where ${segment === null ? sql`true` : sql`id in (select contact_id from segment_members where segment_id = ${uuidOrNull(segment)}::uuid)`}
    order by uuid_hash(id) limit ${limit}`.execute(database.kysely);
  const people = await peopleOf(
    database,
    rows.map(({ id }) => id),
    purpose,
  );
  return [...people].map(([contactId, person]) => ({ contactId, ...person, atMs: nowMs, properties: {} }));
}

/** What else happened to people, to let it happen again in a walk-through: the earliest first. */
export async function eventsOfPeople(
  database: Database,
  { contactIds, fromMs, names }: { contactIds: string[]; fromMs: number; names: string[] },
): Promise<Map<string, { name: string; atMs: number; properties: { [key: string]: unknown } }[]>> {
  const found = new Map<string, { name: string; atMs: number; properties: { [key: string]: unknown } }[]>();
  if (contactIds.length === 0 || names.length === 0) return found;
  const rows = await database.kysely
    .selectFrom('events')
    .select(['contact_id', 'name', 'occurred_at', 'properties'])
    .where('contact_id', 'in', contactIds)
    .where('name', 'in', names)
    .where('occurred_at', '>=', date(fromMs))
    .orderBy('occurred_at')
    .execute();
  for (const { contact_id, name, occurred_at, properties } of rows) {
    const own = found.get(contact_id!) ?? [];
    own.push({ name, atMs: occurred_at.getTime(), properties });
    found.set(contact_id!, own);
  }
  return found;
}

type Person = Pick<SampledEntry, 'facts' | 'segments' | 'canBeTexted'>;

async function peopleOf(database: Database, ids: string[], purpose: string): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map();
  const needsConsent = purpose !== 'transactional' && purpose !== 'opt-in-confirmation';
  const [contacts, members, consents, stopped] = await Promise.all([
    database.kysely.selectFrom('contacts').selectAll().where('id', 'in', ids).execute(),
    database.kysely
      .selectFrom('segment_members')
      .select(['segment_id', 'contact_id'])
      .where('contact_id', 'in', ids)
      .execute(),
    sql<{ phone: string; state: string }>`
      select distinct on (c.phone) c.phone, c.state from consents c
      where c.purpose = ${purpose} and c.phone in (select phone from contacts where id = any(${ids}::uuid[]))
      order by c.phone, c.at desc, c.id desc`.execute(database.kysely),
    sql<{ phone: string }>`
      select phone from suppressions where phone in (select phone from contacts where id = any(${ids}::uuid[]))`.execute(
      database.kysely,
    ),
  ]);
  const agreed = new Set(consents.rows.filter(({ state }) => state === 'granted').map(({ phone }) => phone));
  const saidStop = new Set(stopped.rows.map(({ phone }) => phone));
  const segments = new Map<string, string[]>();
  for (const { contact_id, segment_id } of members)
    segments.set(contact_id, [...(segments.get(contact_id) ?? []), segment_id]);
  return new Map(
    contacts.map((contact) => [
      contact.id,
      {
        facts: readable(contact),
        segments: segments.get(contact.id) ?? [],
        canBeTexted: {
          hasPhone: contact.phone !== null,
          consented:
            contact.phone !== null &&
            (purpose === 'transactional' || !saidStop.has(contact.phone)) &&
            (!needsConsent || agreed.has(contact.phone)),
        },
      },
    ]),
  );
}
