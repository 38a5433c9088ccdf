import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { date, type Tx } from '../database.js';
import { hush } from '../segments/hush.js';
import { erasedNumbers } from './erase-contact.js';
import type { PeopleJob } from './jobs.js';
import { writingAs } from './writing-as.js';

/** A row of a file, read: a person as they are to be. */
export interface ImportedPerson {
  rowNo: number;
  /** How the shop names them. */
  externalId?: string;
  /** In lower case. */
  email?: string;
  /** E.164. */
  phone?: string;
  firstName?: string;
  lastName?: string;
  country?: string;
  language?: string;
  timeZone?: string;
  tags?: string[];
  attributes?: { [name: string]: unknown };
  consent?: { state: 'granted' | 'denied'; atMs: number | null; evidence: { [name: string]: unknown } };
}

export interface BadRow {
  rowNo: number;
  reason: string;
}

export interface ImportStep {
  people: ImportedPerson[];
  bad: BadRow[];
  /** The last row that was read. */
  upTo: number;
  isThrough: boolean;
}

/** Tells that somebody else made one of these people meanwhile: the step is rolled back and done again. */
export class ImportCollision extends Error {
  override name = 'ImportCollision';
}

/**
 * Makes a stretch of rows people, in a handful of statements: who is known is brought up to date, who is not is made.
 * Starts no journey. Done twice it changes nothing the second time.
 */
export async function importPeople(tx: Tx, job: PeopleJob, step: ImportStep, nowMs: number): Promise<void> {
  const source = String(job.settings.source ?? 'import');
  const kind = String(job.settings.accountKind ?? 'user');
  await writingAs(tx, source);
  await hush(tx, true);
  const { people, bad } = await withoutErased(tx, foldTwins(step.people), step.bad);
  let [created, changed] = [0, 0];
  if (people.length > 0) {
    await stage(tx, people);
    await findOwners(tx, kind);
    created = await createNew(tx, source, nowMs);
    await nameThem(tx, kind);
    changed = await bringUpToDate(tx, nowMs);
    await tagThem(tx, source, nowMs);
    await consentThem(tx, source, nowMs);
    await sql`drop table incoming`.execute(tx);
  }
  if (bad.length > 0)
    await tx
      .insertInto('import_bad_rows')
      .values(bad.map(({ rowNo, reason }) => ({ job_id: job.id, row_no: rowNo, reason })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await sql`
    update people_jobs set cursor = ${step.upTo}, done = ${step.upTo}, created = created + ${created},
      changed = changed + ${changed}, bad = bad + ${bad.length}
    where id = ${job.id}`.execute(tx);
}

/** Rows of one stretch that name the same person become one; the later row has the last word. */
function foldTwins(people: ImportedPerson[]): ImportedPerson[] {
  const named = new Map<string, ImportedPerson>();
  const kept: ImportedPerson[] = [];
  for (const person of people) {
    const names = [
      person.externalId && `x/${person.externalId}`,
      person.phone && `p/${person.phone}`,
      person.email && `e/${person.email}`,
    ].filter((name): name is string => Boolean(name));
    const twin = names.map((name) => named.get(name)).find((found) => found !== undefined);
    // Another account is another person, whatever else they share.
    const isTwin = twin && !(twin.externalId && person.externalId && twin.externalId !== person.externalId);
    const one = isTwin ? twin : person;
    if (isTwin) {
      const defined = Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined));
      Object.assign(twin, defined, {
        rowNo: twin.rowNo,
        // What names them first stays: it may be written down already.
        externalId: twin.externalId ?? person.externalId,
        phone: twin.phone ?? person.phone,
        email: twin.email ?? person.email,
        attributes: { ...twin.attributes, ...person.attributes },
        tags: [...new Set([...(twin.tags ?? []), ...(person.tags ?? [])])],
      });
    } else kept.push(person);
    for (const name of names) {
      const owner = named.get(name);
      if (!owner) named.set(name, one);
      else if (owner !== one) {
        if (name.startsWith('p/')) one.phone = undefined;
        if (name.startsWith('e/')) one.email = undefined;
      }
    }
  }
  return kept;
}

async function withoutErased(tx: Tx, people: ImportedPerson[], bad: BadRow[]) {
  const erased = await erasedNumbers(
    tx,
    people.flatMap(({ phone }) => (phone ? [phone] : [])),
  );
  const refused = people.filter(({ phone }) => phone && erased(phone)?.stopped);
  if (refused.length === 0) return { people, bad };
  const reason =
    'This number replied STOP and was then erased. It comes back only when its owner signs up again.';
  return {
    people: people.filter((person) => !refused.includes(person)),
    bad: [...bad, ...refused.map(({ rowNo }) => ({ rowNo, reason }))],
  };
}

async function stage(tx: Tx, people: ImportedPerson[]): Promise<void> {
  await sql`
    create temp table incoming (
      row_no integer, new_id uuid, contact_id uuid, is_new boolean, external_id text, email text, phone text,
      first_name text, last_name text, country text, language text, time_zone text, tags text[], attributes jsonb,
      consent text, consent_at timestamptz, evidence jsonb, fresh integer) on commit drop`.execute(tx);
  const rows = people.map((person) => ({
    row_no: person.rowNo,
    new_id: uuid(),
    external_id: person.externalId,
    email: person.email,
    phone: person.phone,
    first_name: person.firstName,
    last_name: person.lastName,
    country: person.country,
    language: person.language,
    time_zone: person.timeZone,
    tags: person.tags,
    attributes: person.attributes ?? {},
    consent: person.consent?.state,
    consent_at: typeof person.consent?.atMs === 'number' ? date(person.consent.atMs).toISOString() : null,
    evidence: person.consent?.evidence ?? {},
  }));
  await sql`
    insert into incoming select * from json_populate_recordset(null::incoming, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  );
  await sql`analyze incoming`.execute(tx);
}

/** Who each row is about: by account, then by phone, then by e-mail address. What is somebody else's is left to them. */
async function findOwners(tx: Tx, kind: string): Promise<void> {
  await sql`
    update incoming i set contact_id = coalesce(u.contact_id, p.contact_id, e.contact_id),
      is_new = coalesce(u.contact_id, p.contact_id, e.contact_id) is null,
      fresh = (k.external_id is not null and u.contact_id is null)::int + (k.phone is not null and p.contact_id is null)::int
        + (k.email is not null and e.contact_id is null)::int,
      phone = case when p.contact_id is null or p.contact_id = coalesce(u.contact_id, p.contact_id) then i.phone end,
      email = case when e.contact_id is null or e.contact_id = coalesce(u.contact_id, p.contact_id, e.contact_id)
        then i.email end
    from incoming k
      left join contact_identities u on u.kind = ${kind} and u.value = k.external_id
      left join contact_identities p on p.kind = 'phone' and p.value = k.phone
      left join contact_identities e on e.kind = 'email' and e.value = k.email
    where k.row_no = i.row_no`.execute(tx);
}

async function createNew(tx: Tx, source: string, nowMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into contacts (id, first_name, last_name, email, phone, attributes, language, time_zone, country, total_spent,
      created_at, updated_at)
    select new_id, first_name, last_name, email, phone, attributes, language, time_zone, country, '{}',
      ${date(nowMs)}, ${date(nowMs)}
    from incoming where is_new`.execute(tx);
  await sql`update incoming set contact_id = new_id where is_new`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

async function nameThem(tx: Tx, kind: string): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into contact_identities (kind, value, contact_id)
    select ${kind}, external_id, contact_id from incoming where external_id is not null
    union all select 'phone', phone, contact_id from incoming where phone is not null
    union all select 'email', email, contact_id from incoming where email is not null
    on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ fresh: number }>`select sum(fresh)::int as fresh from incoming`.execute(tx);
  if (Number(numAffectedRows ?? 0) !== rows[0]!.fresh) throw new ImportCollision();
}

/** Only where something is new, so that importing twice leaves no trace of the second time. */
async function bringUpToDate(tx: Tx, nowMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update contacts c set
      first_name = coalesce(i.first_name, c.first_name), last_name = coalesce(i.last_name, c.last_name),
      email = coalesce(i.email, c.email), phone = coalesce(i.phone, c.phone), country = coalesce(i.country, c.country),
      language = coalesce(i.language, c.language), time_zone = coalesce(i.time_zone, c.time_zone),
      attributes = c.attributes || i.attributes, updated_at = greatest(c.updated_at, ${date(nowMs)})
    from incoming i
    where c.id = i.contact_id and not i.is_new
      and (coalesce(i.first_name, c.first_name), coalesce(i.last_name, c.last_name), coalesce(i.email, c.email),
        coalesce(i.phone, c.phone), coalesce(i.country, c.country), coalesce(i.language, c.language),
        coalesce(i.time_zone, c.time_zone), c.attributes || i.attributes)
      is distinct from (c.first_name, c.last_name, c.email, c.phone, c.country, c.language, c.time_zone, c.attributes)`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}

async function tagThem(tx: Tx, source: string, nowMs: number): Promise<void> {
  const { rows } = await sql<{ tag: string }>`
    select distinct tag from incoming, unnest(tags) tag order by tag`.execute(tx);
  if (rows.length === 0) return;
  const names = rows.map(({ tag }) => tag);
  await sql`
    insert into tags (name, created_at) select name, ${date(nowMs)} from unnest(${names}::text[]) name
    on conflict do nothing`.execute(tx);
  await sql`
    insert into contact_tags (contact_id, tag, source, at)
    select distinct contact_id, tag, ${source}, ${date(nowMs)}::timestamptz from incoming, unnest(tags) tag
    on conflict do nothing`.execute(tx);
}

/**
 * What a file says of consent never takes back what the person said later, and without a date it only fills a gap: a list
 * from long ago must not talk over a "no".
 */
async function consentThem(tx: Tx, source: string, nowMs: number): Promise<void> {
  await sql`
    insert into consents (contact_id, phone, purpose, state, source, evidence, at, recorded_at)
    select i.contact_id, c.phone, 'marketing', i.consent, ${source}, i.evidence,
      coalesce(i.consent_at, ${date(nowMs)}), ${date(nowMs)}
    from incoming i join contacts c on c.id = i.contact_id
    where i.consent is not null and c.phone is not null and case
      when i.consent_at is null
        then not exists (select 1 from consents o where o.phone = c.phone and o.purpose = 'marketing')
      else not exists (
        select 1 from consents o where o.phone = c.phone and o.purpose = 'marketing' and o.at = i.consent_at
          and o.state = i.consent) end`.execute(tx);
}

/** What rows would become, without writing any of them: who is known already, and who is new. */
export async function previewImport(
  tx: Tx,
  people: ImportedPerson[],
  accountKind: string,
): Promise<Map<number, { knownAs: string | null; refused: string | null }>> {
  const { rows } = await sql<{ row_no: number; name: string }>`
    select distinct on (k.row_no) k.row_no, coalesce(nullif(concat_ws(' ', c.first_name, c.last_name), ''), c.email, c.phone, 'No name') as name
    from json_to_recordset(${JSON.stringify(
      people.map(({ rowNo, externalId, phone, email }) => ({
        row_no: rowNo,
        external_id: externalId,
        phone,
        email,
      })),
    )}::json) k (row_no integer, external_id text, phone text, email text)
    join contact_identities i on (i.kind = ${accountKind} and i.value = k.external_id)
      or (i.kind = 'phone' and i.value = k.phone) or (i.kind = 'email' and i.value = k.email)
    join contacts c on c.id = i.contact_id
    order by k.row_no, case i.kind when 'phone' then 1 when 'email' then 2 else 0 end`.execute(tx);
  const { bad } = await withoutErased(tx, people, []);
  return new Map(
    people.map(({ rowNo }) => [
      rowNo,
      {
        knownAs: rows.find((row) => row.row_no === rowNo)?.name ?? null,
        refused: bad.find((row) => row.rowNo === rowNo)?.reason ?? null,
      },
    ]),
  );
}
