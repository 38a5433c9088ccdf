import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type pg from 'pg';
import { wakeForPhone } from '../awaited-phone.js';
import { arrayAsText, copyRows, type Cell } from '../copy-rows.js';
import { date, isDeadlock, kyselyOver, type Tx } from '../database.js';
import { hush } from '../segments/hush.js';
import { erasedNumbers } from './erase-contact.js';
import { linesOfRows, type KeptPage } from './import-file.js';
import type { PeopleJob } from './jobs.js';
import { nameOf, ownersOfKind, type Name } from './names.js';
import {
  nameOfId,
  peopleOfRows,
  type GivenConsent,
  type KnownPerson,
  type PeopleOfRows,
  type RowsOfPerson,
} from './people-of-rows.js';
import { changeOf, noteChanged, noteMade, type ChangedByImport } from './note-import.js';
import { noteSaidAgain } from './said-again.js';
import { leaveWordsForLater } from './words-of-many.js';
import { writingAs } from './writing-as.js';

/** A row of a file, read: a person as they are to be. */
export interface ImportedPerson {
  rowNo: number;
  /** Our own id, from an export of ours. */
  contactId?: string;
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
  /** As they stand in the file: what a row says that becomes nobody is kept with it. */
  pages: KeptPage[];
  /** The last row that was read. */
  upTo: number;
}

/** Whom a stretch is about, for the one that is written beside it. */
export interface About {
  /** What it makes people be found by: phones, addresses, accounts. */
  names: ReadonlySet<string>;
  /** Who were here before it. */
  people: ReadonlySet<string>;
}

/** The stretch before, which is being written over another connection. */
export interface StretchBefore {
  about: Promise<About>;
  committed: Promise<unknown>;
}

export interface Beside {
  /** The stretch before, if it is not committed yet: this one comes to its end after it. Whom both are about is left alone until then. */
  before?: StretchBefore | undefined;
  /** Hears whom this one is about, before most of it is written. */
  tell?: (about: About) => void;
  /** Whether nothing is behind it, and it waits for others as long as it takes. */
  isAlone?: boolean;
}

/** Tells that somebody else made, merged or erased one of these people meanwhile: the step is rolled back and done again. */
export class ImportCollision extends Error {
  override name = 'ImportCollision';
}

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
const LOCK_NOT_AVAILABLE = '55P03';
const PASSING = [UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION, LOCK_NOT_AVAILABLE];

/**
 * Two stretches could wait for one another by way of a third transaction, and PostgreSQL sees only half of it: the later waits
 * for the earlier here.
 */
const LOCK_TIMEOUT = '5s';
/** More new people than this have segments counted anew, where fewer are judged one by one: `mark_new_contacts` of migration 0075. */
const MANY_NEW = 500;

/**
 * Makes a stretch of rows people: one look for who is known, then what is new by COPY and what has changed by one
 * update. Starts no journey. Done twice it changes nothing the second time.
 * @throws ImportCollision
 */
export async function importPeople(
  client: pg.PoolClient,
  job: PeopleJob,
  step: ImportStep,
  nowMs: number,
  beside: Beside = {},
): Promise<void> {
  try {
    await importStretch(client, job, step, nowMs, beside);
  } catch (error) {
    if (PASSING.includes((error as { code?: string }).code ?? '') || isDeadlock(error))
      throw new ImportCollision(undefined, { cause: error });
    throw error;
  }
}

async function importStretch(
  client: pg.PoolClient,
  job: PeopleJob,
  step: ImportStep,
  nowMs: number,
  { before, tell, isAlone = false }: Beside,
) {
  const tx = kyselyOver(client);
  const source = String(job.settings.source ?? 'import');
  const accountKind = String(job.settings.accountKind ?? 'user');
  await writingAs(tx, source);
  await hush(tx, true);
  await leaveWordsForLater(tx);
  await sql`select set_config('signalbox.import', 'on', true)`.execute(tx);
  if (!isAlone) await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`.execute(tx);
  let read = await readStretch(tx, step, accountKind);
  if (before && doMeet(await before.about, read.about)) {
    await before.committed;
    read = await readStretch(tx, step, accountKind);
  }
  const { bad, known, people, names, consents } = read;
  const now = date(nowMs).toISOString();

  const created = people.filter(({ isNew }) => isNew);
  await makeTags(tx, people, nowMs);
  // The one behind waits for the tags that this one makes, never this one for it.
  tell?.(read.about);
  await copyRows(
    client,
    `contacts (id, first_name, last_name, email, phone, attributes, language, time_zone, country, total_spent, tags,
      created_at, updated_at)`,
    rowsOfPeople(created, now),
  );
  const tags = newTags(people, known);
  await hold(
    tx,
    [...names, ...consents, ...tags].map(({ contactId }) => contactId).filter((id) => known.has(id)),
  );
  await holding(tx, () =>
    copyRows(client, 'contact_identities (kind, value, contact_id)', rowsOfNames(names)),
  );
  const changed = people.filter((person) => !person.isNew && isChange(person, known.get(person.id)!));
  await holdAsKnown(tx, changed, known);
  await bringUpToDate(tx, changed, nowMs);
  const reachable = changed.filter(({ id, given }) => given.phone && !known.get(id)!.phone);
  await wakeForPhone(
    tx,
    reachable.map(({ id }) => id),
    nowMs,
  );
  const news = await newConsents(tx, consents, nowMs);
  await holding(tx, async () => {
    await copyRows(client, 'contact_tags (contact_id, tag, source, at)', rowsOfTags(tags, source, now));
    await copyRows(
      client,
      'consents (contact_id, phone, purpose, state, source, evidence, at, recorded_at)',
      rowsOfConsents(news, source, now, job.id),
    );
  });
  await noteMade(
    client,
    job.id,
    created.map(({ id }) => id),
  );
  await noteChanged(tx, job.id, changesOf({ changed, tags, names, consents: news }, known));
  await noteSaidAgain(client, job.id, people, known, accountKind);
  if (before) {
    await before.committed;
    await holdJob(tx, job);
  }
  await stillFillGaps(tx, job, news);
  // What became a person is theirs; of the file only what did not is kept.
  const lines = linesOfRows(step.pages, new Set(bad.map(({ rowNo }) => rowNo)));
  await copyRows(
    client,
    'import_bad_rows (job_id, row_no, reason, cells)',
    bad.map(({ rowNo, reason }) => [job.id, rowNo, reason, lines.get(rowNo) ?? '[]']),
  );
  await sql`
    delete from import_pages where job_id = ${job.id} and up_to <= ${step.upTo}`.execute(tx);
  await sql`
    update people_jobs set cursor = ${step.upTo}, done = ${step.upTo}, created = created + ${created.length},
      changed = changed + ${changed.length}, bad = bad + ${bad.length}
    where id = ${job.id}`.execute(tx);
  if (created.length > MANY_NEW)
    await sql`update segments set counted_at = null, saved_xid = pg_current_xact_id()`.execute(tx);
}

/** Who its rows are, as things stand. */
async function readStretch(tx: Tx, step: ImportStep, accountKind: string) {
  const { rows, bad, owners, known } = await whoIsKnown(tx, step, accountKind);
  const { people, names, consents } = peopleOfRows(rows, accountKind, owners);
  const about: About = { names: new Set(names.map(({ value }) => value)), people: new Set(known.keys()) };
  return { bad, known, people, names, consents, about };
}

const doMeet = (one: About, other: About): boolean =>
  [...other.names].some((name) => one.names.has(name)) || [...other.people].some((id) => one.people.has(id));

/** Locks the job, once the stretch before is committed. @throws ImportCollision if it was stopped, or somebody else took it on */
async function holdJob(tx: Tx, job: PeopleJob): Promise<void> {
  const { rows } = await sql`
    select from people_jobs where id = ${job.id} and status = 'running' and cursor = ${job.cursor}
    for no key update`.execute(tx);
  if (rows.length === 0) throw new ImportCollision();
}

/** Locks people, so that nobody merges or erases them meanwhile. @throws ImportCollision if somebody has */
async function hold(tx: Tx, people: readonly string[]): Promise<void> {
  const ids = [...new Set(people)].sort();
  if (ids.length === 0) return;
  const { rows } = await sql`select from contacts where id = any (${ids}::uuid[]) for key share`.execute(tx);
  if (rows.length < ids.length) throw new ImportCollision();
}

/** Locks people who are to be changed. @throws ImportCollision if somebody changed them since they were read */
async function holdAsKnown(
  tx: Tx,
  people: readonly RowsOfPerson[],
  known: ReadonlyMap<string, StoredPerson>,
): Promise<void> {
  if (people.length === 0) return;
  const ids = people.map(({ id }) => id);
  const { rows } = await sql<Omit<StoredPerson, 'hasAccount'>>`
    select ${STORED} from contacts c where id = any (${ids}::uuid[]) order by id for no key update`.execute(
    tx,
  );
  const isAsKnown = ({ hasAccount: _, ...was }: StoredPerson, is: object) => isDeepStrictEqual(was, is);
  if (rows.length < people.length || rows.some((row) => !isAsKnown(known.get(row.id)!, row)))
    throw new ImportCollision();
}

/** Looks once more, as late as it can. @throws ImportCollision if somebody has spoken of whom an undated yes was written for */
async function stillFillGaps(tx: Tx, job: PeopleJob, written: readonly GivenConsent[]): Promise<void> {
  const phones = written.flatMap(({ phone, consent }) =>
    consent.atMs === null && consent.state === 'granted' ? phone : [],
  );
  if (phones.length === 0) return;
  const { rows } = await sql`
    select from unnest(${phones}::text[]) asked (phone)
    where exists (select from consents c where c.phone = asked.phone and c.purpose = 'marketing'
      and c.evidence ->> 'job' is distinct from ${job.id}) limit 1`.execute(tx);
  if (rows.length > 0) throw new ImportCollision();
}

/** Writes references to people whom this transaction holds: PostgreSQL need not look for them again. */
async function holding(tx: Tx, write: () => Promise<void>): Promise<void> {
  await sql`select set_config('signalbox.holds_contacts', 'on', true)`.execute(tx);
  await write();
  await sql`select set_config('signalbox.holds_contacts', 'off', true)`.execute(tx);
}

// One at a time: tens of thousands of rows at once are much for the collector of garbage.

function* rowsOfPeople(created: readonly RowsOfPerson[], now: string): Generator<Cell[]> {
  for (const { id, given } of created) {
    const attributes = given.attributes ? JSON.stringify(given.attributes) : '{}';
    const tags = given.tags ? arrayAsText([...given.tags].sort()) : '{}';
    const { firstName, lastName, email, phone, language, timeZone, country } = given;
    yield [
      id,
      firstName,
      lastName,
      email,
      phone,
      attributes,
      language,
      timeZone,
      country,
      '{}',
      tags,
      now,
      now,
    ];
  }
}

function* rowsOfNames(names: PeopleOfRows['names']): Generator<Cell[]> {
  for (const { kind, value, contactId } of names) yield [kind, value, contactId];
}

interface NewTag {
  contactId: string;
  tag: string;
}

function newTags(people: readonly RowsOfPerson[], known: ReadonlyMap<string, StoredPerson>): NewTag[] {
  const found: NewTag[] = [];
  for (const { id, given } of people)
    for (const tag of given.tags ?? [])
      if (!known.get(id)?.tags.includes(tag)) found.push({ contactId: id, tag });
  return found;
}

function* rowsOfTags(tags: readonly NewTag[], source: string, now: string): Generator<Cell[]> {
  for (const { contactId, tag } of tags) yield [contactId, tag, source, now];
}

function* rowsOfConsents(
  given: readonly GivenConsent[],
  source: string,
  now: string,
  job: string,
): Generator<Cell[]> {
  for (const { contactId, phone, consent } of given) {
    const at = consent.atMs === null ? now : date(consent.atMs);
    const evidence = JSON.stringify({ ...consent.evidence, job });
    yield [contactId, phone, 'marketing', consent.state, source, evidence, at, now];
  }
}

/** What is written of people who were here before, so that it can be taken back. */
function changesOf(
  written: {
    changed: readonly RowsOfPerson[];
    tags: readonly NewTag[];
    names: PeopleOfRows['names'];
    consents: readonly GivenConsent[];
  },
  known: ReadonlyMap<string, StoredPerson>,
): Map<string, ChangedByImport> {
  const found = new Map<string, ChangedByImport>();
  const of = (id: string): ChangedByImport | undefined => {
    const stored = known.get(id);
    if (!stored) return undefined;
    let own = found.get(id);
    if (!own) found.set(id, (own = { ...changeOf({}, stored), tags: [], names: [] }));
    return own;
  };
  for (const { id, given } of written.changed) Object.assign(of(id)!, changeOf(given, known.get(id)!));
  for (const { contactId, tag } of written.tags) of(contactId)?.tags.push(tag);
  for (const { kind, value, contactId } of written.names) of(contactId)?.names.push({ kind, value });
  for (const { contactId } of written.consents) of(contactId);
  return found;
}

async function withoutErased(tx: Tx, people: ImportedPerson[], bad: BadRow[]) {
  const erased = await erasedNumbers(
    tx,
    people.flatMap(({ phone }) => (phone ? [phone] : [])),
  );
  const refused = new Set(people.filter(({ phone }) => phone && erased(phone)?.stopped));
  if (refused.size === 0) return { people, bad: [...bad] };
  const reason =
    'This number replied STOP and was then erased. It comes back only when its owner signs up again.';
  return {
    people: people.filter((person) => !refused.has(person)),
    bad: [...bad, ...[...refused].map(({ rowNo }) => ({ rowNo, reason }))],
  };
}

/** A person as they stand, to be compared with what a file says. */
interface StoredPerson extends KnownPerson {
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  language: string | null;
  time_zone: string | null;
  country: string | null;
  attributes: { [name: string]: unknown };
  tags: string[];
}

const STORED = sql`id, phone, first_name, last_name, email, language, time_zone, country, attributes, tags`;

/** The rows that may become people, and whose their names are today. */
async function whoIsKnown(tx: Tx, step: Pick<ImportStep, 'people' | 'bad'>, accountKind: string) {
  const { people, bad } = await withoutErased(tx, step.people, step.bad);
  const taken = new Map<Name, string>();
  for (const [kind, values] of [
    [accountKind, people.flatMap(({ externalId }) => externalId ?? [])],
    ['phone', people.flatMap(({ phone }) => phone ?? [])],
    ['email', people.flatMap(({ email }) => email ?? [])],
  ] as const)
    for (const { value, contactId } of await ownersOfKind(tx, kind, values))
      taken.set(nameOf({ kind, value }), contactId);
  for (const { asked, id } of await peopleWithIds(tx, people)) taken.set(nameOfId(asked), id);
  const isNamed = (row: ImportedPerson) =>
    row.externalId || row.phone || row.email || taken.has(nameOfId(row.contactId!));
  const rows = people.filter(isNamed);
  const nobody = 'Nobody here has this id, and nothing else names this person.';
  for (const row of people) if (!isNamed(row)) bad.push({ rowNo: row.rowNo, reason: nobody });
  const owners = new Map<Name, KnownPerson>();
  const known = new Map<string, StoredPerson>();
  if (taken.size === 0) return { rows, bad, owners, known };
  const ids = [...new Set(taken.values())];
  const { rows: stored } = await sql<StoredPerson>`
    select ${STORED},
      exists (select from contact_identities i where i.contact_id = c.id and i.kind = ${accountKind}) as "hasAccount"
    from contacts c where id = any (${ids}::uuid[])`.execute(tx);
  for (const person of stored) known.set(person.id, person);
  for (const [name, id] of taken) {
    const person = known.get(id);
    if (person) owners.set(name, person);
  }
  return { rows, bad, owners, known };
}

/** Who has these ids today: one that was merged away leads to who they are now. */
async function peopleWithIds(tx: Tx, people: ImportedPerson[]): Promise<{ asked: string; id: string }[]> {
  const ids = people.flatMap(({ contactId }) => contactId ?? []);
  if (ids.length === 0) return [];
  const { rows } = await sql<{ asked: string; id: string }>`
    select asked, c.id from unnest(${ids}::uuid[]) asked join contacts c on c.id = current_contact(asked)`.execute(
    tx,
  );
  return rows;
}

/** Whether anything would be new, so that importing twice leaves no trace of the second time. */
function isChange({ given }: RowsOfPerson, stored: StoredPerson): boolean {
  const isNews = (value: string | undefined, own: string | null) => value !== undefined && value !== own;
  return (
    isNews(given.firstName, stored.first_name) ||
    isNews(given.lastName, stored.last_name) ||
    isNews(given.email, stored.email && stored.email.toLowerCase()) ||
    isNews(given.phone, stored.phone) ||
    isNews(given.language, stored.language) ||
    isNews(given.timeZone, stored.time_zone) ||
    isNews(given.country, stored.country) ||
    Object.entries(given.attributes ?? {}).some(
      ([name, value]) => !isDeepStrictEqual(value, stored.attributes[name]),
    )
  );
}

async function bringUpToDate(tx: Tx, changed: RowsOfPerson[], nowMs: number): Promise<void> {
  if (changed.length === 0) return;
  const all = <T>(pick: (given: RowsOfPerson['given']) => T) =>
    changed.map(({ given }) => pick(given) ?? null);
  const ids = changed.map(({ id }) => id);
  await sql`
    update contacts c set
      first_name = coalesce(n.first_name, c.first_name), last_name = coalesce(n.last_name, c.last_name),
      email = coalesce(n.email, c.email), phone = coalesce(n.phone, c.phone), country = coalesce(n.country, c.country),
      language = coalesce(n.language, c.language), time_zone = coalesce(n.time_zone, c.time_zone),
      attributes = c.attributes || n.attributes, updated_at = greatest(c.updated_at, ${date(nowMs)})
    from unnest(${ids}::uuid[], ${all((given) => given.firstName)}::text[], ${all((given) => given.lastName)}::text[],
      ${all((given) => given.email)}::text[], ${all((given) => given.phone)}::text[],
      ${all((given) => given.country)}::text[], ${all((given) => given.language)}::text[],
      ${all((given) => given.timeZone)}::text[], ${all((given) => JSON.stringify(given.attributes ?? {}))}::jsonb[]
    ) n (id, first_name, last_name, email, phone, country, language, time_zone, attributes)
    where c.id = n.id and c.id = any (${ids}::uuid[])`.execute(tx);
}

async function makeTags(tx: Tx, people: RowsOfPerson[], nowMs: number): Promise<void> {
  const names = [...new Set(people.flatMap(({ given }) => given.tags ?? []))].sort();
  if (names.length === 0) return;
  await sql`
    insert into tags (name, created_at) select name, ${date(nowMs)} from unnest(${names}::text[]) name
    on conflict do nothing`.execute(tx);
}

/**
 * What a file says of consent never takes back what the person said later, and without a date it only fills a gap: a list
 * from long ago must not talk over a "no".
 */
async function newConsents(tx: Tx, given: GivenConsent[], nowMs: number): Promise<GivenConsent[]> {
  const phones = [...new Set(given.map(({ phone }) => phone))];
  if (phones.length === 0) return [];
  const { rows } = await sql<{ phone: string; state: string; at: Date }>`
    select asked.phone, c.state, c.at from unnest(${phones}::text[]) asked (phone)
    cross join lateral (
      select state, at from consents c where c.phone = asked.phone and c.purpose = 'marketing' limit 100000
    ) c
    union all select phone, 'stopped', at from suppressions where phone = any (${phones}::text[])`.execute(
    tx,
  );
  const said = new Map<string, Set<string>>();
  const note = (phone: string, state: string, atMs: number) => {
    const own = said.get(phone);
    const word = `${state}/${atMs}`;
    if (own?.has(word)) return false;
    if (own) own.add(word);
    else said.set(phone, new Set([word]));
    return true;
  };
  for (const { phone, state, at } of rows) note(phone, state, at.getTime());
  return given.filter(({ phone, consent }) =>
    consent.atMs === null
      ? !said.has(phone) && note(phone, consent.state, nowMs)
      : note(phone, consent.state, consent.atMs),
  );
}

/** What rows would become, without writing any of them: who is known already, and who is new. */
export async function previewImport(
  tx: Tx,
  people: ImportedPerson[],
  accountKind: string,
): Promise<Map<number, { knownAs: string | null; refused: string | null }>> {
  const { rows, bad, owners, known } = await whoIsKnown(tx, { people, bad: [] }, accountKind);
  const { whose } = peopleOfRows(rows, accountKind, owners);
  const found = new Map<number, { knownAs: string | null; refused: string | null }>();
  for (const { rowNo, id } of whose) found.set(rowNo, { knownAs: wordFor(known.get(id)), refused: null });
  for (const { rowNo, reason } of bad) found.set(rowNo, { knownAs: null, refused: reason });
  return found;
}

function wordFor(person: StoredPerson | undefined): string | null {
  if (!person) return null;
  const name = [person.first_name, person.last_name].filter(Boolean).join(' ');
  return name || person.email || person.phone || 'No name';
}
