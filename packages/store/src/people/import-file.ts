import { once } from 'node:events';
import { sql } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import { date, type Database } from '../database.js';

export type Cells = (string | null)[];

/** A line that could not be read, and why. */
export interface UnreadLine {
  line: string;
  why: string;
}

const BATCH_BYTES = 128 * 1024;

/** Writes a file's rows down as they are, by COPY, as fast as they come. @returns how many */
export async function keepRows(
  database: Database,
  jobId: string,
  rows: AsyncIterable<Cells | UnreadLine>,
): Promise<number> {
  const client = await database.pool.connect();
  let broken: unknown;
  try {
    const stream = client.query(copyFrom('copy import_rows (job_id, row_no, cells) from stdin'));
    let count = 0;
    let batch = '';
    const failed = new Promise<never>((_, reject) => stream.once('error', reject));
    failed.catch(() => {});
    const flush = async () => {
      if (!stream.write(batch)) await Promise.race([once(stream, 'drain'), failed]);
      batch = '';
    };
    try {
      for await (const cells of rows) {
        // JSON has no raw tabs and line ends; of what COPY minds only the backslash is left.
        const text = JSON.stringify(cells).toWellFormed().replaceAll('\\u0000', '').replaceAll('\\', '\\\\');
        batch += `${jobId}\t${++count}\t${text}\n`;
        if (batch.length > BATCH_BYTES) await flush();
      }
      if (batch) await flush();
    } catch (error) {
      stream.destroy(error as Error);
      throw error;
    }
    stream.end();
    await Promise.race([once(stream, 'finish'), failed]);
    await sql`update people_jobs set total = ${count}, status = 'ready' where id = ${jobId}`.execute(
      database.kysely,
    );
    return count;
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    client.release(broken !== undefined);
  }
}

export interface KeptRow {
  rowNo: number;
  cells: Cells;
  /** Why it could not be read, if so; the line is the only cell then. */
  unread?: string;
}

export async function rowsOfImport(
  kysely: Pick<Database['kysely'], 'selectFrom'>,
  jobId: string,
  { after, limit }: { after: number; limit: number },
): Promise<KeptRow[]> {
  const rows = await kysely
    .selectFrom('import_rows')
    .select(['row_no', 'cells'])
    .where('job_id', '=', jobId)
    .where('row_no', '>', after)
    .orderBy('row_no')
    .limit(limit)
    .execute();
  return rows.map(({ row_no, cells }) => ({ rowNo: row_no, ...keptCells(cells) }));
}

/** The rows that became nobody, with what is wrong with each. */
export async function badRowsOfImport(
  database: Database,
  jobId: string,
  { after, limit }: { after: number; limit: number },
): Promise<(KeptRow & { reason: string })[]> {
  const rows = await database.kysely
    .selectFrom('import_bad_rows as b')
    .innerJoin('import_rows as r', (join) =>
      join.onRef('r.job_id', '=', 'b.job_id').onRef('r.row_no', '=', 'b.row_no'),
    )
    .select(['b.row_no', 'b.reason', 'r.cells'])
    .where('b.job_id', '=', jobId)
    .where('b.row_no', '>', after)
    .orderBy('b.row_no')
    .limit(limit)
    .execute();
  return rows.map(({ row_no, reason, cells }) => ({
    rowNo: row_no,
    reason,
    ...keptCells(cells),
  }));
}

function keptCells(text: string): Pick<KeptRow, 'cells' | 'unread'> {
  const kept = JSON.parse(text) as Cells | UnreadLine;
  return Array.isArray(kept) ? { cells: kept } : { cells: [kept.line], unread: kept.why };
}

/** What a file's columns mean, and what else was settled about it. */
export async function saveImportSettings(
  database: Database,
  jobId: string,
  settings: { [name: string]: unknown },
): Promise<void> {
  await database.kysely
    .updateTable('people_jobs')
    .set({ settings: JSON.stringify(settings) })
    .where('id', '=', jobId)
    .execute();
}

/** A file's rows are kept no longer than this once its import has ended, or was never begun. */
const KEEP_FILE_DAYS = 30;
const DAY = 86_400_000;

/** Removes what is left of files: bad rows that nobody came for, and files that nobody settled. */
export async function sweepImports(database: Database, nowMs: number): Promise<void> {
  const before = date(nowMs - KEEP_FILE_DAYS * DAY);
  await sql`
    update people_jobs set status = 'cancelled', finished_at = ${date(nowMs)}
    where kind = 'import' and status in ('uploading', 'ready') and created_at < ${before}`.execute(
    database.kysely,
  );
  for (const table of ['import_rows', 'import_bad_rows'])
    await sql`
      delete from ${sql.table(table)} where job_id = any (array(select id from people_jobs
        where kind = 'import' and status <> 'running' and coalesce(finished_at, created_at) < ${before}))`.execute(
      database.kysely,
    );
}
