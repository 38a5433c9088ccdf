import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type pg from 'pg';
import { date, kyselyOver, transaction, type Database, type Tx } from '../database.js';
import type { PeopleJobStatus } from '../schema.js';

export interface PeopleJob {
  id: string;
  kind: 'import' | 'bulk' | 'undo';
  status: PeopleJobStatus;
  settings: { [name: string]: unknown };
  cursor: number;
  total: number;
  done: number;
  created: number;
  changed: number;
  bad: number;
  /** Of an import that is taken back: who is gone again. */
  gone: number;
  /** Of it, too: who was left alone. */
  kept: number;
  message: string;
  undoes: string | null;
  /** Whether another job has taken it back. */
  isUndone: boolean;
  /** Whether rows of its file, or people, are still to come. */
  isUnfinished: boolean;
  /** Whether it is under way only once the work before it is done. */
  isWaiting: boolean;
  /** Whether whom an import made or changed is still written down. */
  isNoted: boolean;
  hasBadRows: boolean;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

const IS_UNDONE = sql<boolean>`exists (select 1 from people_jobs u where u.undoes = j.id)`;
const IS_UNFINISHED = sql<boolean>`(exists (select 1 from import_pages p where p.job_id = j.id and p.up_to > j.cursor)
  or exists (select 1 from bulk_people p where p.job_id = j.id and not p.done))`;

const IS_NOTED = sql<boolean>`(j.kind = 'import' and exists (select 1 from bulk_people p where p.job_id = j.id))`;

const IS_WAITING = sql<boolean>`(j.status = 'running' and exists (
  select 1 from people_jobs o where o.status = 'running' and (o.started_at, o.id) < (j.started_at, j.id)))`;

const jobs = (tx: Tx) =>
  tx
    .selectFrom('people_jobs as j')
    .select([
      'j.id',
      'j.kind',
      'j.status',
      'j.settings',
      'j.cursor',
      'j.total',
      'j.done',
      'j.created',
      'j.changed',
      'j.bad',
      'j.gone',
      'j.kept',
      'j.message',
      'j.undoes',
      'j.created_at as createdAt',
      'j.started_at as startedAt',
      'j.finished_at as finishedAt',
      IS_UNDONE.as('isUndone'),
      IS_UNFINISHED.as('isUnfinished'),
      IS_NOTED.as('isNoted'),
      IS_WAITING.as('isWaiting'),
      sql<boolean>`exists (select 1 from import_bad_rows b where b.job_id = j.id)`.as('hasBadRows'),
    ]);

export async function createPeopleJob(
  tx: Tx,
  job: Pick<PeopleJob, 'kind' | 'status' | 'settings'> & { undoes?: string },
  nowMs: number,
): Promise<string> {
  const id = uuid();
  await tx
    .insertInto('people_jobs')
    .values({
      id,
      kind: job.kind,
      status: job.status,
      settings: JSON.stringify(job.settings),
      undoes: job.undoes ?? null,
      created_at: date(nowMs),
      started_at: job.status === 'running' ? date(nowMs) : null,
    })
    .execute();
  return id;
}

export async function getPeopleJob(database: Database, id: string): Promise<PeopleJob | null> {
  return (await jobs(database.kysely).where('j.id', '=', id).executeTakeFirst()) ?? null;
}

/** The newest; a file that was thrown away is none. */
export function listPeopleJobs(database: Database, limit = 20): Promise<PeopleJob[]> {
  return jobs(database.kysely)
    .where('j.status', '!=', 'uploading')
    .where((where) => where.or([where('j.status', '!=', 'cancelled'), where('j.started_at', 'is not', null)]))
    .orderBy('j.created_at', 'desc')
    .limit(limit)
    .execute();
}

/** One job is done at a time, in the order in which they were begun. */
const FIRST = sql<string>`(select id from people_jobs where status = 'running' order by started_at, id limit 1)`;

/**
 * Takes the job that is under way a step further. The step's work and the note of it are one transaction; another
 * process that looks meanwhile leaves it alone.
 * @returns whether there was one to take
 */
export function stepPeopleJob(
  database: Database,
  work: (client: pg.PoolClient, job: PeopleJob) => Promise<{ isThrough: boolean }>,
  nowMs: number,
): Promise<boolean> {
  return transaction(database, async (client) => {
    const tx = kyselyOver(client);
    const job = await jobs(tx)
      .where('j.status', '=', 'running')
      .where('j.id', '=', FIRST)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!job) return false;
    if ((await work(client, job)).isThrough) await endJob(tx, job, nowMs);
    return true;
  });
}

/** Takes a job that somebody is at a step further behind them: `work` waits for them, and then for the job. */
export function stepPeopleJobBehind(
  database: Database,
  job: PeopleJob,
  work: (client: pg.PoolClient) => Promise<{ isThrough: boolean }>,
  nowMs: number,
): Promise<void> {
  return transaction(database, async (client) => {
    if ((await work(client)).isThrough) await endJob(kyselyOver(client), job, nowMs);
  });
}

async function endJob(tx: Tx, { id }: PeopleJob, nowMs: number): Promise<void> {
  await tx
    .updateTable('people_jobs')
    .set({ status: 'done', finished_at: date(nowMs) })
    .where('id', '=', id)
    .execute();
}

/** A step that can't be done stops its job and says why; what was done before it stays. */
export async function failPeopleJob(database: Database, message: string, nowMs: number): Promise<void> {
  await sql`
    update people_jobs set status = 'failed', message = ${message}, finished_at = ${date(nowMs)}
    where id = ${FIRST}`.execute(database.kysely);
}

/** @returns false if it was not under way */
export async function setPeopleJobStatus(
  database: Database,
  id: string,
  from: PeopleJobStatus[],
  status: PeopleJobStatus,
  nowMs: number,
): Promise<boolean> {
  const row = await database.kysely
    .updateTable('people_jobs')
    .set({ status, ...(status === 'running' ? { started_at: date(nowMs) } : { finished_at: date(nowMs) }) })
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Lets a job that failed or was stopped go on from where it stood. @returns false if nothing is left of it to do */
export function goOnWithJob(database: Database, id: string, nowMs: number): Promise<boolean> {
  return database.kysely.transaction().execute(async (tx) => {
    // Whoever takes it back at the same moment holds it: what they did is asked after that.
    await sql`select from people_jobs where id = ${id} for update`.execute(tx);
    const { rows } = await sql`
      update people_jobs j set status = 'running', message = '', finished_at = null, started_at = ${date(nowMs)}
      where id = ${id} and status in ('failed', 'cancelled') and started_at is not null
        and not ${IS_UNDONE} and ${IS_UNFINISHED}
      returning id`.execute(tx);
    return rows.length > 0;
  });
}

/** Stops a job where it stands. A file that was not begun with is thrown away. */
export async function stopJob(database: Database, id: string, nowMs: number): Promise<void> {
  if (await setPeopleJobStatus(database, id, ['ready'], 'cancelled', nowMs))
    await database.kysely.deleteFrom('import_pages').where('job_id', '=', id).execute();
  else await setPeopleJobStatus(database, id, ['running'], 'cancelled', nowMs);
}
