import { sql } from 'kysely';
import type pg from 'pg';
import { date, kyselyOver, lockNames, type Database, type Tx } from '../database.js';
import { notify } from '../listen.js';
import { hush } from '../segments/hush.js';
import { startJourney } from '../start-journey.js';
import { endMarketingRunsOf } from '../stop-runs.js';
import { matching, type ContactFilter } from './contact-filter.js';
import { eraseContact } from './erase-contact.js';
import { createPeopleJob, type PeopleJob } from './jobs.js';
import type { ImportNote } from './note-import.js';
import { BY_STEP, putList, putTags, takeTags } from './tags.js';
import { importThatCanBe, takeImportBack } from './take-import-back.js';
import { writingAs } from './writing-as.js';

export type BulkAction =
  | { kind: 'tag' | 'untag'; tag: string; isList?: boolean }
  | { kind: 'attribute'; name: string; value: unknown }
  | { kind: 'journey'; journeyId: string }
  | { kind: 'unsubscribe' }
  | { kind: 'erase' };

/** Whom: some, or all that a filter matches at that moment. */
export type BulkChoice = { ids: string[] } | { filter: ContactFilter };

const SOURCE = 'bulk';

const chosen = (choice: BulkChoice, nowMs: number) =>
  'ids' in choice ? sql<boolean>`contacts.id = any (${choice.ids}::uuid[])` : matching(choice.filter, nowMs);

/** Whom an action would change, as a condition on `contacts`: the others have it so already, or can't. */
function wouldChange(action: BulkAction) {
  switch (action.kind) {
    case 'tag':
      return sql`not contacts.tags @> array[${action.tag}]::text[]`;
    case 'untag':
      return sql`contacts.tags @> array[${action.tag}]::text[]`;
    case 'attribute':
      return sql`attributes -> ${action.name} is distinct from ${JSON.stringify(action.value)}::jsonb`;
    case 'unsubscribe':
      return sql`contacts.phone is not null and coalesce((select c.state from consents c
        where c.phone = contacts.phone and c.purpose = 'marketing' order by c.at desc, c.id desc limit 1), '') = 'granted'`;
    case 'journey':
      return sql`not exists (select 1 from runs where runs.contact_id = contacts.id
        and runs.journey_id = ${action.journeyId} and ended_at is null)`;
    case 'erase':
      return sql`true`;
  }
}

export interface BulkPreview {
  chosen: number;
  /** Of the chosen, whom the action changes anything for. */
  changes: number;
  sample: { id: string; firstName: string | null; lastName: string | null; phone: string | null }[];
}

/** What an action would do, without doing it. */
export async function previewBulk(
  database: Database,
  action: BulkAction,
  choice: BulkChoice,
  nowMs: number,
): Promise<BulkPreview> {
  const [counts, sample] = await Promise.all([
    sql<{ chosen: number; changes: number }>`
      select count(*) as chosen, count(*) filter (where ${wouldChange(action)}) as changes
      from contacts where ${chosen(choice, nowMs)}`.execute(database.kysely),
    sql<BulkPreview['sample'][number]>`
      select id, first_name as "firstName", last_name as "lastName", phone from contacts
      where ${chosen(choice, nowMs)} and ${wouldChange(action)} order by created_at desc, id desc limit 5`.execute(
      database.kysely,
    ),
  ]);
  return { ...counts.rows[0]!, sample: sample.rows };
}

/** Writes down whom an action is for and begins it. @returns the job's id */
export function startBulk(
  database: Database,
  action: BulkAction,
  choice: BulkChoice,
  nowMs: number,
): Promise<string> {
  return database.kysely.transaction().execute(async (tx) => {
    if (action.kind === 'tag' && action.isList) await putList(tx, action.tag, nowMs);
    const id = await createPeopleJob(tx, { kind: 'bulk', status: 'running', settings: { action } }, nowMs);
    await sql`
      insert into bulk_people (job_id, contact_id) select ${id}, id from contacts where ${chosen(choice, nowMs)}`.execute(
      tx,
    );
    await countPeople(tx, id);
    return id;
  });
}

/** Begins to take an action or an import back, for those whom it changed. @returns `null` if it can't be taken back */
export function startUndo(database: Database, jobId: string, nowMs: number): Promise<string | null> {
  return database.kysely.transaction().execute(async (tx) => {
    const job = await tx
      .selectFrom('people_jobs')
      .select(['kind', 'status', 'settings'])
      .where('id', '=', jobId)
      .forUpdate()
      .executeTakeFirst();
    const action = job?.settings.action as BulkAction | undefined;
    const canBe =
      job?.kind === 'import'
        ? (await importThatCanBe(tx, jobId)) !== null
        : job?.kind === 'bulk' && job.status !== 'running' && action && action.kind !== 'erase';
    if (!job || !canBe) return null;
    const before = await tx
      .selectFrom('people_jobs')
      .select('id')
      .where('undoes', '=', jobId)
      .executeTakeFirst();
    if (before) return null;
    const settings = action ? { action } : { name: job.settings.name };
    const id = await createPeopleJob(tx, { kind: 'undo', status: 'running', settings, undoes: jobId }, nowMs);
    await sql`
      insert into bulk_people (job_id, contact_id, was)
      select ${id}, contact_id, was from bulk_people where job_id = ${jobId} and was is not null`.execute(tx);
    await countPeople(tx, id);
    return id;
  });
}

async function countPeople(tx: Tx, id: string): Promise<void> {
  await sql`update people_jobs set total = (select count(*) from bulk_people where job_id = ${id}) where id = ${id}`.execute(
    tx,
  );
}

const AT_ONCE = 2_000;
/** Starting a journey or erasing takes a transaction of its own each. */
const ONE_BY_ONE = 100;
/** Each number is locked, and PostgreSQL has room for a few thousand locks. */
const LOCKED_AT_ONCE = 500;

const atOnce = ({ kind }: BulkAction) =>
  kind === 'journey' || kind === 'erase' ? ONE_BY_ONE : kind === 'unsubscribe' ? LOCKED_AT_ONCE : AT_ONCE;

/** The next people of a job. */
export async function stepBulk(
  database: Database,
  client: pg.PoolClient,
  job: PeopleJob,
  nowMs: number,
): Promise<{ isThrough: boolean }> {
  const tx = kyselyOver(client);
  // Of an import that is taken back there is none.
  const action = job.settings.action as BulkAction | undefined;
  const limit = action ? atOnce(action) : LOCKED_AT_ONCE;
  const people = await tx
    .selectFrom('bulk_people')
    .select(['contact_id', 'was'])
    .where('job_id', '=', job.id)
    .where('done', '=', false)
    .orderBy('contact_id')
    .limit(limit)
    .execute();
  await writingAs(tx, SOURCE);
  await hush(tx, true);
  const ids = people.map(({ contact_id }) => contact_id);
  const changed = !action
    ? await takeOfImport(tx, people as { contact_id: string; was: ImportNote }[], job, nowMs)
    : job.kind === 'undo'
      ? await takeBack(tx, action, people, job, nowMs)
      : await act(database, tx, action, ids, job.id, nowMs);
  await sql`
    update bulk_people b set done = true, was = n.was
    from unnest(${ids}::uuid[], ${ids.map((id) => JSON.stringify(changed.get(id) ?? null))}::jsonb[]) n (id, was)
    where b.job_id = ${job.id} and b.contact_id = n.id`.execute(tx);
  await sql`update bulk_people set was = null where job_id = ${job.id} and was = 'null'::jsonb`.execute(tx);
  await sql`
    update people_jobs set done = done + ${ids.length}, changed = changed + ${changed.size} where id = ${job.id}`.execute(
    tx,
  );
  const isThrough = ids.length < limit;
  return { isThrough };
}

type Was = Map<string, { [name: string]: unknown }>;
const all = (ids: string[], was = {}): Was => new Map(ids.map((id) => [id, { changed: true, ...was }]));

async function act(
  database: Database,
  tx: Tx,
  action: BulkAction,
  ids: string[],
  jobId: string,
  nowMs: number,
): Promise<Was> {
  switch (action.kind) {
    case 'tag':
      return all(await putTags(tx, ids, [action.tag], { source: SOURCE, atMs: nowMs }));
    case 'untag':
      return all(await takeTags(tx, ids, [action.tag], { source: SOURCE, atMs: nowMs }));
    case 'attribute': {
      const value = JSON.stringify(action.value);
      const { rows } = await sql<{ id: string; before: unknown }>`
        update contacts c set attributes = c.attributes || jsonb_build_object(${action.name}::text, ${value}::jsonb),
          updated_at = greatest(c.updated_at, ${date(nowMs)})
        from (select id, attributes -> ${action.name} as before from contacts where id = any (${ids}::uuid[])
          order by id for update) o
        where c.id = o.id and o.before is distinct from ${value}::jsonb
        returning c.id, o.before`.execute(tx);
      return new Map(rows.map(({ id, before }) => [id, { before: before ?? null }]));
    }
    case 'unsubscribe': {
      const asked = await sql<{ phone: string }>`
        select phone from contacts where id = any (${ids}::uuid[]) and phone is not null`.execute(tx);
      await lockNames(
        tx,
        asked.rows.map(({ phone }) => `phone/${phone}`),
      );
      const { rows } = await sql<{ contact_id: string; phone: string }>`
        insert into consents (contact_id, phone, purpose, state, source, evidence, at, recorded_at)
        select id, phone, 'marketing', 'denied', ${SOURCE}, jsonb_build_object('job', ${jobId}::text), ${date(nowMs)}, ${date(nowMs)}
        from contacts where id = any (${ids}::uuid[]) and ${wouldChange(action)}
        returning contact_id, phone`.execute(tx);
      const phones = rows.map(({ phone }) => phone);
      if (phones.length > 0) await endMarketingRunsOf(tx, phones, nowMs, 'marketing');
      return all(rows.map(({ contact_id }) => contact_id));
    }
    case 'journey': {
      const started: Was = new Map();
      for (const contactId of ids) {
        const key = `bulk/${jobId}/${contactId}`;
        const asked = { journeyId: action.journeyId, contactId, properties: {}, key };
        const result = await startJourney(database, asked, { nowMs });
        if (result.outcome === 'started') started.set(contactId, { runId: result.runId });
      }
      return started;
    }
    case 'erase': {
      const erased: string[] = [];
      for (const id of ids) if (await eraseContact(database, id, { nowMs })) erased.push(id);
      return all(erased);
    }
  }
}

/** Puts a tag on again, as by a step where a step had put it on: whom win-back let go are let go again. */
async function putBack(tx: Tx, ids: string[], tag: string, nowMs: number): Promise<string[]> {
  const back = await putTags(tx, ids, [tag], { source: 'undo', atMs: nowMs });
  await sql`
    update contact_tags t set source = was.source
    from (
      select distinct on (contact_id) contact_id, source from contact_changes
      where contact_id = any (${back}::uuid[]) and field = 'tag' and before is null and after = to_jsonb(${tag}::text)
      order by contact_id, at desc, id desc) was
    where t.contact_id = was.contact_id and t.tag = ${tag} and was.source = ${BY_STEP}`.execute(tx);
  return back;
}

async function takeOfImport(
  tx: Tx,
  people: { contact_id: string; was: ImportNote }[],
  job: PeopleJob,
  nowMs: number,
): Promise<Was> {
  await writingAs(tx, 'undo');
  const { gone, putBack } = await takeImportBack(tx, job.undoes!, people, nowMs);
  await sql`
    update people_jobs set gone = gone + ${gone.length}, kept = kept + ${people.length - gone.length - putBack.length}
    where id = ${job.id}`.execute(tx);
  return all([...gone, ...putBack]);
}

/** Only what still is as the action left it: whoever changed it since has the last word. */
async function takeBack(
  tx: Tx,
  action: BulkAction,
  people: { contact_id: string; was: unknown }[],
  job: PeopleJob,
  nowMs: number,
): Promise<Was> {
  const ids = people.map(({ contact_id }) => contact_id);
  switch (action.kind) {
    case 'tag':
      return all(await takeTags(tx, ids, [action.tag], { source: 'undo', atMs: nowMs }));
    case 'untag':
      return all(await putBack(tx, ids, action.tag, nowMs));
    case 'attribute': {
      const was = people.map((person) => JSON.stringify((person.was as { before: unknown }).before));
      const { rows } = await sql<{ id: string }>`
        update contacts c set updated_at = greatest(c.updated_at, ${date(nowMs)}),
          attributes = case when o.before = 'null'::jsonb then c.attributes - ${action.name}::text
            else c.attributes || jsonb_build_object(${action.name}::text, o.before) end
        from unnest(${ids}::uuid[], ${was}::jsonb[]) o (id, before)
        where c.id = current_contact(o.id) and c.attributes -> ${action.name} = ${JSON.stringify(action.value)}::jsonb
        returning o.id`.execute(tx);
      return all(rows.map(({ id }) => id));
    }
    case 'unsubscribe': {
      // What they had said before is said again, if the denial of the action is still their last word.
      const { rows } = await sql<{ contact_id: string }>`
        with last as (
          select distinct on (c.phone) c.phone, c.source, c.evidence from consents c
          join contacts p on p.phone = c.phone where p.id = any (${ids}::uuid[]) and c.purpose = 'marketing'
          order by c.phone, c.at desc, c.id desc),
        before as (
          select distinct on (c.phone) c.* from consents c join last using (phone)
          where last.source = ${SOURCE} and last.evidence ->> 'job' = ${job.undoes} and c.purpose = 'marketing'
            and not (c.source = ${SOURCE} and coalesce(c.evidence ->> 'job', '') = ${job.undoes})
          order by c.phone, c.at desc, c.id desc)
        insert into consents (contact_id, phone, purpose, state, source, evidence, at, recorded_at)
        select contact_id, phone, purpose, state, 'undo', evidence, ${date(nowMs)}, ${date(nowMs)}
        from before where state = 'granted' returning contact_id`.execute(tx);
      return all(rows.map(({ contact_id }) => contact_id));
    }
    case 'journey': {
      const runIds = people.map((person) => (person.was as { runId: string }).runId).filter(Boolean);
      const { rows } = await sql<{ contact_id: string }>`
        with open as (select id, contact_id from runs where id = any (${runIds}::uuid[]) and ended_at is null),
        told as (
          insert into outbox (run_id, kind, payload, next_attempt_at, created_at)
          select id, 'interrupt', '{"kind":"end","outcome":"undone"}', ${date(nowMs)}, ${date(nowMs)} from open)
        select contact_id from open`.execute(tx);
      await notify(tx, 'outbox');
      return all(rows.map(({ contact_id }) => contact_id));
    }
    case 'erase':
      return new Map();
  }
}
