import { isDeepStrictEqual } from 'node:util';
import { sql, type RawBuilder } from 'kysely';
import { date, lockNames, type Database, type Tx } from '../database.js';
import { notify } from '../listen.js';
import type { ChangedByImport, Column, ImportNote, Was } from './note-import.js';
import { COLUMNS } from './note-import.js';
import {
  correctPasts,
  handOn,
  handOnMade,
  holdImports,
  importsBeside,
  undosBeside,
  type Said,
  type SaidAgain,
} from './said-again.js';
import { tablesOfPeople } from './tables-of-people.js';

/** An import that is to be taken back, or is being. */
interface Import {
  id: string;
  source: string;
  /** Kinds of names that its file had a column for. */
  kinds: string[];
  /** Imports beside it or after it that still stand. */
  others: string[];
  createdAt: Date;
  finishedAt: Date;
}

interface Noted {
  contact_id: string;
  was: ImportNote;
}

/** What can be done about somebody: nothing of theirs that anybody wrote since is touched. */
type Back =
  | { kind: 'gone' }
  | {
      kind: 'put-back';
      id: string;
      person: Was | null;
      tags: string[];
      names: { kind: string; value: string }[];
    }
  | { kind: 'kept'; isHandedOn?: boolean };

interface Facts extends Was {
  noted: string;
  id: string;
  isUntouched: boolean;
  hasActed: boolean;
  tags: string[];
  names: { kind: string; value: string }[];
  /** Yeses of the import's that are still written down, also those that the undo of an unsubscription said again. */
  consents: string[];
  /** By other imports, the earliest first. */
  saidAgain: SaidAgain[];
}

export interface ImportUndoPreview {
  made: number;
  changed: number;
  /** Of those made, who would be gone again. */
  gone: number;
  /** Of those changed, for whom anything would be as before. */
  putBack: number;
  /** Of whom something has come since: they stay as they are. */
  kept: number;
  /** How many yeses to texts would go, also of people who stay. */
  consents: number;
  sampleOfKept: { id: string; firstName: string | null; lastName: string | null; phone: string | null }[];
}

const PAGE = 2_000;
const SAMPLE = 5;

/** What taking an import back would do, without doing it. @returns `null` if it can't be taken back */
export async function previewImportUndo(
  database: Database,
  importId: string,
): Promise<ImportUndoPreview | null> {
  const { kysely } = database;
  const taken = await importThatCanBe(kysely, importId);
  if (!taken) return null;
  const found: ImportUndoPreview = {
    made: 0,
    changed: 0,
    gone: 0,
    putBack: 0,
    kept: 0,
    consents: 0,
    sampleOfKept: [],
  };
  const isUntouched = await untouched(kysely, taken);
  // Who was merged into somebody else is noted by the names of both: what is theirs is counted once.
  const consents = new Set<string>();
  const sampled = new Set<string>();
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const noted = await notedAfter(kysely, importId, after);
    const facts = await factsOf(kysely, taken, noted, isUntouched);
    for (const person of noted) {
      const own = facts.get(person.contact_id);
      const back = whatGoesBack(person, own);
      if ('made' in person.was) found.made++;
      else found.changed++;
      if (back.kind === 'gone') found.gone++;
      else if (back.kind === 'put-back') found.putBack++;
      else {
        found.kept++;
        if (own && found.sampleOfKept.length < SAMPLE && !sampled.has(own.id)) {
          sampled.add(own.id);
          found.sampleOfKept.push({
            id: own.id,
            firstName: own.first_name,
            lastName: own.last_name,
            phone: own.phone,
          });
        }
      }
      for (const consent of own?.consents ?? []) consents.add(consent);
    }
    if (noted.length < PAGE) return { ...found, consents: consents.size };
    after = noted.at(-1)!.contact_id;
  }
}

async function notedAfter(tx: Pick<Tx, 'selectFrom'>, jobId: string, after: string): Promise<Noted[]> {
  const rows = await tx
    .selectFrom('bulk_people')
    .select(['contact_id', 'was'])
    .where('job_id', '=', jobId)
    .where('contact_id', '>', after)
    .orderBy('contact_id')
    .limit(PAGE)
    .execute();
  return rows as Noted[];
}

/** An import that has ended and whose people are still written down. */
export async function importThatCanBe(tx: Tx, importId: string): Promise<Import | null> {
  const { rows } = await sql<Omit<Import, 'kinds' | 'others'> & { meanings: string[]; accountKind: string }>`
    select j.id, coalesce(j.settings ->> 'source', 'import') as source, j.created_at as "createdAt",
      j.finished_at as "finishedAt", coalesce(j.settings ->> 'accountKind', 'user') as "accountKind",
      jsonb_path_query_array(j.settings, '$.columns[*].meaning') as meanings
    from people_jobs j where j.id = ${importId} and j.kind = 'import' and j.status in ('done', 'failed', 'cancelled')
      and j.finished_at is not null and exists (select from bulk_people b where b.job_id = j.id)`.execute(tx);
  const [job] = rows;
  if (!job) return null;
  const { meanings, accountKind, ...taken } = job;
  const names = [
    ['externalId', accountKind],
    ['phone', 'phone'],
    ['email', 'email'],
  ] as const;
  return {
    ...taken,
    kinds: names.flatMap(([meaning, kind]) => (meanings.includes(meaning) ? [kind] : [])),
    others: await importsBeside(tx, job),
  };
}

/** What an import itself writes of somebody, and what follows from it. */
const OF_THE_IMPORT = new Set([
  'contact_changes',
  'contact_identities',
  'contact_tags',
  'consents',
  'segment_members',
  'segment_checks',
]);

/** Of `consents t`: the import brought it, or the undo of an unsubscription said it again. */
const saidByIt = ({ id, source }: Pick<Import, 'id' | 'source'>) =>
  sql<boolean>`(t.source in (${source}, 'undo') and coalesce(t.evidence ->> 'job', '') = ${id})`;

/** Of `contacts c`: nothing has come of them since the import made them, by whatever way. */
async function untouched(
  tx: Tx,
  { id, source, kinds, createdAt, finishedAt }: Import,
): Promise<RawBuilder<boolean>> {
  const nothingIn = (await tablesOfPeople(tx))
    .filter(({ table }) => !OF_THE_IMPORT.has(table))
    .map(
      ({ table, column }) =>
        sql`not exists (select from ${sql.table(table)} t where t.${sql.ref(column)} = c.id)`,
    );
  const later = (at: string) =>
    sql`(t.source is distinct from ${source} or t.${sql.ref(at)} > ${finishedAt})`;
  // That an import before it was taken back is no act of theirs.
  const withdrawal = sql`(t.source = 'undo' and t.field = 'consent')`;
  // A no stays, and whoever said it: of who is gone nothing would keep a later list from making it a yes.
  const stays = sql`(not ${saidByIt({ id, source })} or t.state = 'denied')`;
  return sql<boolean>`(c.updated_at <= ${finishedAt}
    and not exists (select from contact_changes t where t.contact_id = c.id and ${later('at')} and not ${withdrawal})
    and not exists (select from contact_identities t where t.contact_id = c.id and t.kind <> all (${kinds}::text[]))
    and not exists (select from contact_tags t where t.contact_id = c.id and ${later('at')})
    and not exists (select from consents t where t.contact_id = c.id and ${stays})
    and not exists (select from consents t where t.phone = c.phone and ${stays})
    and not exists (select from suppressions t where t.phone = c.phone and t.at >= ${createdAt})
    and not exists (select from contact_preferences t where t.phone = c.phone)
    and not exists (select from bulk_people t where t.contact_id = c.id and t.job_id = any (array(
      select id from people_jobs where kind in ('import', 'bulk') and id <> ${id}
        and coalesce(finished_at, ${finishedAt}) >= ${createdAt})))
    and ${sql.join(nothingIn, sql` and `)})`;
}

async function factsOf(
  tx: Tx,
  { id, source, others, createdAt, finishedAt }: Import,
  noted: readonly Noted[],
  isUntouched: RawBuilder<boolean>,
): Promise<Map<string, Facts>> {
  const { rows } = await sql<Facts>`
    select asked.id as noted, c.id, c.first_name, c.last_name, c.email, c.phone, c.language, c.time_zone, c.country, c.attributes,
      asked.made and asked.id = c.id and ${isUntouched} as "isUntouched",
      exists (select from events e where e.contact_id = c.id and e.received_at > ${createdAt}) as "hasActed",
      array(select tag from contact_tags t where t.contact_id = c.id and t.source = ${source} and t.at <= ${finishedAt}) as tags,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'value', value)) from contact_identities i
        where i.contact_id = c.id), '[]') as names,
      array(select t.id::text from consents t where t.contact_id = c.id and t.state = 'granted'
        and ${saidByIt({ id, source })}) as consents,
      coalesce((select jsonb_agg(jsonb_build_object('jobId', s.job_id, 'says', s.says) order by s.job_id) from import_says s
        join (select c.id union all select a.contact_id from contact_aliases a where a.survivor_id = c.id) known on known.id = s.contact_id
        where s.job_id = any (${others}::uuid[])), '[]') as "saidAgain"
    from unnest(${noted.map(({ contact_id }) => contact_id)}::uuid[],
      ${noted.map(({ was }) => 'made' in was)}::boolean[]) asked (id, made)
    join contacts c on c.id = current_contact(asked.id)`.execute(tx);
  return new Map(rows.map((row) => [row.noted, row]));
}

/** Decides about one person. Pure: a dry run and the real one say the same. */
function whatGoesBack({ contact_id, was }: Noted, facts: Facts | undefined): Back {
  if (!facts) return { kind: 'kept' };
  if ('made' in was) {
    if (!facts.isUntouched) return { kind: 'kept' };
    return facts.saidAgain.length > 0 ? { kind: 'kept', isHandedOn: true } : { kind: 'gone' };
  }
  // Whoever was merged into somebody else has no past there: the fields of the two are the other's own.
  const own = withoutSaidAgain(was, facts).kept;
  const person = contact_id === facts.id ? asBefore(own, facts) : null;
  const tags = own.tags.filter((tag) => facts.tags.includes(tag));
  const names = namesToLose(own, facts, person ?? facts);
  if (!person && tags.length + names.length + facts.consents.length === 0) return { kind: 'kept' };
  return { kind: 'put-back', id: facts.id, person, tags, names };
}

/** What an import did to somebody, without what still is so and others say, too, which is theirs by `jobId`. */
function withoutSaidAgain(
  was: ChangedByImport,
  facts: Facts,
): { kept: ChangedByImport; handed: Map<string, ChangedByImport> } {
  const { saidAgain } = facts;
  const handed = new Map<string, ChangedByImport>();
  if (saidAgain.length === 0) return { kept: was, handed };
  const kept = nothingDone();
  const whose = (isSaid: (says: Said) => boolean): ChangedByImport => {
    const jobId = saidAgain.find(({ says }) => isSaid(says))?.jobId;
    if (jobId === undefined) return kept;
    let own = handed.get(jobId);
    if (!own) handed.set(jobId, (own = nothingDone()));
    return own;
  };
  for (const column of Object.keys(was.after) as Column[]) {
    const value = was.after[column]!;
    const change = facts[column] === value ? whose((says) => says.after[column] === value) : kept;
    change.before[column] = was.before[column] ?? null;
    change.after[column] = value;
  }
  for (const [name, value] of Object.entries(was.attributesAfter)) {
    const stands = isDeepStrictEqual(facts.attributes[name], value);
    const change = stands ? whose((says) => isDeepStrictEqual(says.attributesAfter[name], value)) : kept;
    change.attributesBefore[name] = was.attributesBefore[name];
    change.attributesAfter[name] = value;
  }
  for (const tag of was.tags) whose((says) => says.tags.includes(tag)).tags.push(tag);
  for (const name of was.names)
    whose((says) =>
      says.names.some(({ kind, value }) => kind === name.kind && value === name.value),
    ).names.push(name);
  return { kept, handed };
}

/** What an import said that is otherwise by now: whoever said that may have found it. Whoever wrote before the import has not. */
function writtenOver(was: ChangedByImport, facts: Facts): ChangedByImport {
  const over = nothingDone();
  for (const column of Object.keys(was.after) as Column[]) {
    if (facts[column] === was.after[column]) continue;
    over.before[column] = was.before[column] ?? null;
    over.after[column] = was.after[column]!;
  }
  for (const [name, value] of Object.entries(was.attributesAfter)) {
    if (isDeepStrictEqual(facts.attributes[name], value)) continue;
    over.attributesBefore[name] = was.attributesBefore[name];
    over.attributesAfter[name] = value;
  }
  return over;
}

const nothingDone = (): ChangedByImport => ({
  before: {},
  after: {},
  attributesBefore: {},
  attributesAfter: {},
  tags: [],
  names: [],
});

/** @returns `null` if nothing still is as the file said */
function asBefore(was: ChangedByImport, facts: Facts): Was | null {
  const person: Was = { ...facts, attributes: { ...facts.attributes } };
  let isNews = false;
  for (const column of Object.keys(was.after) as Column[]) {
    if (facts[column] !== was.after[column]) continue;
    const before = was.before[column] ?? null;
    if ((column === 'phone' || column === 'email') && !canHaveAgain(facts, column, before)) continue;
    person[column] = before;
    isNews = true;
  }
  for (const [name, value] of Object.entries(was.attributesAfter)) {
    if (!isDeepStrictEqual(facts.attributes[name], value)) continue;
    const before = was.attributesBefore[name] ?? null;
    if (before === null) delete person.attributes[name];
    else person.attributes[name] = before;
    isNews = true;
  }
  return isNews ? person : null;
}

/** An address or a number that somebody else is known by meanwhile is theirs. */
const canHaveAgain = ({ names }: Facts, kind: 'phone' | 'email', before: string | null): boolean =>
  before === null || names.some((name) => name.kind === kind && name.value === before.toLowerCase());

/** Names that the file gave. Whoever has done anything since it came may have been known by them, and keeps them. */
function namesToLose({ names }: ChangedByImport, facts: Facts, then: Was): { kind: string; value: string }[] {
  if (facts.hasActed) return [];
  return names.filter(
    ({ kind, value }) =>
      facts.names.some((own) => own.kind === kind && own.value === value) &&
      !(kind === 'phone' && then.phone === value) &&
      !(kind === 'email' && then.email?.toLowerCase() === value),
  );
}

export interface TakenBack {
  gone: string[];
  putBack: string[];
}

/**
 * Takes back what an import did to some people. Who is of nobody's making but the import's, and of whom nothing has come since, is
 * gone; of who was here before, what still is as the file said is as it was. A yes to texts that the file brought goes in any
 * case, and a no stays: nobody agrees to anything by an undo, and no later word of theirs is touched.
 */
export async function takeImportBack(
  tx: Tx,
  importId: string,
  noted: readonly Noted[],
  nowMs: number,
): Promise<TakenBack> {
  const found = await importThatCanBe(tx, importId);
  await holdImports(tx, found?.others ?? []);
  const taken = await importThatCanBe(tx, importId);
  if (!taken || noted.length === 0) return { gone: [], putBack: [] };
  const ids = noted.map(({ contact_id }) => contact_id);
  const current = sql`(select current_contact(id) from unnest(${ids}::uuid[]) id)`;
  const { rows: numbers } = await sql<{ phone: string }>`
    select phone from contacts where id in ${current} and phone is not null`.execute(tx);
  await lockNames(
    tx,
    numbers.map(({ phone }) => `phone/${phone}`),
  );
  await sql`select from contacts where id in ${current} order by id for update`.execute(tx);
  const facts = await factsOf(tx, taken, noted, await untouched(tx, taken));
  const backs = noted.map((person) => ({
    noted: person.contact_id,
    was: person.was,
    back: whatGoesBack(person, facts.get(person.contact_id)),
  }));
  const gone = backs.filter(({ back }) => back.kind === 'gone').map((each) => each.noted);
  const putBack = backs.flatMap(({ noted: id, back }) =>
    back.kind === 'put-back' ? [{ noted: id, back }] : [],
  );
  await forget(tx, gone);
  const isGone = new Set(gone);
  const stay = [...facts.values()].filter((person) => !isGone.has(person.noted));
  await withdraw(
    tx,
    stay.flatMap(({ consents }) => consents),
    nowMs,
  );
  await restore(
    tx,
    putBack.map(({ back }) => back),
    taken,
    nowMs,
  );
  await tellOtherImports(tx, taken, backs, facts);
  if (gone.length > 0) await notify(tx, 'live', { kind: 'contact' });
  return { gone, putBack: putBack.map((each) => each.noted) };
}

/** Other imports of the same people take what they have in common with this one as their own, and no value of this one as a past. */
async function tellOtherImports(
  tx: Tx,
  taken: Import,
  backs: readonly { noted: string; was: ImportNote; back: Back }[],
  facts: ReadonlyMap<string, Facts>,
): Promise<void> {
  const made: { id: string; jobId: string }[] = [];
  const changed = new Map<string, ChangedByImport>();
  const handed = new Map<string, Map<string, ChangedByImport>>();
  for (const { noted, was, back } of backs) {
    const own = facts.get(noted);
    if (!own) continue;
    if (back.kind === 'kept' && back.isHandedOn) made.push({ id: own.id, jobId: own.saidAgain[0]!.jobId });
    if ('made' in was) continue;
    if (own.id === noted) changed.set(own.id, writtenOver(was, own));
    for (const [jobId, change] of withoutSaidAgain(was, own).handed) {
      const changes = handed.get(jobId) ?? new Map<string, ChangedByImport>();
      handed.set(jobId, changes.set(noted, change));
    }
  }
  await correctPasts(tx, [...taken.others, ...(await undosBeside(tx, taken))], changed);
  await handOn(tx, handed);
  await handOnMade(tx, made);
}

async function forget(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const { table, column } of await tablesOfPeople(tx))
    if (OF_THE_IMPORT.has(table))
      await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = any (${ids}::uuid[])`.execute(tx);
  await sql`delete from contacts where id = any (${ids}::uuid[])`.execute(tx);
}

/** The proof of what was sent meanwhile stays among a person's changes. */
async function withdraw(tx: Tx, consentIds: string[], nowMs: number): Promise<void> {
  if (consentIds.length === 0) return;
  await sql`
    with gone as (delete from consents where id = any (${consentIds}::bigint[]) returning *)
    insert into contact_changes (contact_id, field, before, after, source, at)
    select contact_id, 'consent', jsonb_build_object('phone', phone, 'purpose', purpose, 'state', state, 'source', source,
      'evidence', evidence, 'at', at, 'recordedAt', recorded_at), null, 'undo', ${date(nowMs)} from gone`.execute(
    tx,
  );
}

async function restore(
  tx: Tx,
  people: Extract<Back, { kind: 'put-back' }>[],
  { source, finishedAt }: Import,
  nowMs: number,
): Promise<void> {
  if (people.length === 0) return;
  const then = people.flatMap(({ id, person }) => (person ? [{ id, person }] : []));
  const all = (pick: (person: Was) => string | null) => then.map(({ person }) => pick(person));
  const columns = Object.keys(COLUMNS) as Column[];
  const named = sql.join(columns.map((column) => sql.ref(column)));
  await sql`
    update contacts c set (${named}, attributes, updated_at) =
      row (${sql.join(columns.map((column) => sql`n.${sql.ref(column)}`))}, n.attributes, greatest(c.updated_at, ${date(nowMs)}))
    from unnest(${then.map(({ id }) => id)}::uuid[], ${sql.join(columns.map((column) => sql`${all((person) => person[column])}::text[]`))},
      ${then.map(({ person }) => JSON.stringify(person.attributes))}::jsonb[]) n (id, ${named}, attributes)
    where c.id = n.id and row (${sql.join(columns.map((column) => sql`c.${sql.ref(column)}`))}, c.attributes)
      is distinct from row (${sql.join(columns.map((column) => sql`n.${sql.ref(column)}`))}, n.attributes)`.execute(
    tx,
  );
  const tags = people.flatMap(({ id, tags: own }) => own.map((tag) => ({ id, tag })));
  await sql`
    with taken as (
      delete from contact_tags t using unnest(${tags.map(({ id }) => id)}::uuid[], ${tags.map(({ tag }) => tag)}::text[]) n (id, tag)
      where t.contact_id = n.id and t.tag = n.tag and t.source = ${source} and t.at <= ${finishedAt}
      returning t.contact_id, t.tag, t.source, t.at)
    insert into contact_changes (contact_id, field, before, after, source, at)
    select contact_id, 'tag', null, to_jsonb(tag), source, at from taken
    union all select contact_id, 'tag', to_jsonb(tag), null, 'undo', ${date(nowMs)} from taken`.execute(tx);
  const names = people.flatMap(({ id, names: own }) => own.map((name) => ({ id, ...name })));
  await sql`
    delete from contact_identities i using unnest(${names.map(({ id }) => id)}::uuid[],
      ${names.map(({ kind }) => kind)}::text[], ${names.map(({ value }) => value)}::text[]) n (id, kind, value)
    where i.contact_id = n.id and i.kind = n.kind and i.value = n.value`.execute(tx);
}
