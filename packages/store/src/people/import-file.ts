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

const ROWS_A_PAGE = 500;
const PAGE_CHARS = 128 * 1024;

/** Writes a file's rows down as they are, by COPY, as fast as they come. @returns how many */
export async function keepRows(
  database: Database,
  jobId: string,
  rows: AsyncIterable<Cells | UnreadLine>,
): Promise<number> {
  const client = await database.pool.connect();
  let broken: unknown;
  try {
    const stream = client.query(copyFrom('copy import_pages (job_id, up_to, lines) from stdin'));
    let count = 0;
    let lines = '';
    let rowsOfPage = 0;
    const failed = new Promise<never>((_, reject) => stream.once('error', reject));
    failed.catch(() => {});
    const flush = async () => {
      // JSON has no raw tabs and line ends; of what COPY minds only the backslash is left.
      const text = withoutNulls(lines.toWellFormed()).replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
      if (!stream.write(`${jobId}\t${count}\t${text}\n`)) await Promise.race([once(stream, 'drain'), failed]);
      lines = '';
      rowsOfPage = 0;
    };
    try {
      for await (const cells of rows) {
        lines += `${rowsOfPage > 0 ? '\n' : ''}${JSON.stringify(cells)}`;
        count++;
        if (++rowsOfPage === ROWS_A_PAGE || lines.length > PAGE_CHARS) await flush();
      }
      if (rowsOfPage > 0) await flush();
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

/** PostgreSQL keeps no text with a NUL in it. Takes JSON, in which a backslash may itself stand behind a backslash. */
const withoutNulls = (json: string): string =>
  json.includes('\\u0000')
    ? json.replace(/\\(?:u0000|.)/g, (escape) => (escape === '\\u0000' ? '' : escape))
    : json;

export interface KeptRow {
  rowNo: number;
  cells: Cells;
  /** Why it could not be read, if so; the line is the only cell then. */
  unread?: string;
}

/** Some hundreds of rows of a file, as lines still. */
export interface KeptPage {
  /** The number of its last row. */
  upTo: number;
  lines: string;
}

/** The pages of a file whose rows come after one, in their order. */
export async function pagesOfImport(
  kysely: Pick<Database['kysely'], 'selectFrom'>,
  jobId: string,
  { after, limit }: { after: number; limit: number },
): Promise<KeptPage[]> {
  const pages = await kysely
    .selectFrom('import_pages')
    .select(['up_to as upTo', 'lines'])
    .where('job_id', '=', jobId)
    .where('up_to', '>', after)
    .orderBy('up_to')
    .limit(limit)
    .execute();
  return pages;
}

function* linesOfPage({ upTo, lines }: KeptPage): Generator<[rowNo: number, line: string]> {
  const all = lines.split('\n');
  const first = upTo - all.length + 1;
  for (let at = 0; at < all.length; at++) yield [first + at, all[at]!];
}

/** The rows of a page one by one, so that nobody needs to hold them all. */
export function* rowsOfPage(page: KeptPage): Generator<KeptRow> {
  for (const [rowNo, line] of linesOfPage(page)) if (line !== '') yield { rowNo, ...keptCells(line) };
}

/** What stands in rows of these pages, by their numbers. */
export function linesOfRows(pages: readonly KeptPage[], rowNos: ReadonlySet<number>): Map<number, string> {
  const found = new Map<number, string>();
  if (rowNos.size === 0) return found;
  for (const page of pages)
    for (const [rowNo, line] of linesOfPage(page)) if (rowNos.has(rowNo)) found.set(rowNo, line);
  return found;
}

/** The first rows of a file that are still kept as they came. */
export async function firstRowsOfImport(
  kysely: Pick<Database['kysely'], 'selectFrom'>,
  jobId: string,
  most: number,
): Promise<KeptRow[]> {
  const found: KeptRow[] = [];
  for (let after = 0; found.length < most;) {
    const [page] = await pagesOfImport(kysely, jobId, { after, limit: 1 });
    if (!page) break;
    for (const row of rowsOfPage(page)) if (found.push(row) === most) break;
    after = page.upTo;
  }
  return found;
}

/** The rows that became nobody, with what is wrong with each. */
export async function badRowsOfImport(
  database: Database,
  jobId: string,
  { after, limit }: { after: number; limit: number },
): Promise<(KeptRow & { reason: string })[]> {
  const rows = await database.kysely
    .selectFrom('import_bad_rows')
    .select(['row_no', 'reason', 'cells'])
    .where('job_id', '=', jobId)
    .where('row_no', '>', after)
    .orderBy('row_no')
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

/**
 * What a file's columns mean, and what else was settled about it.
 * @param begin that the import begins, and with it nothing of this can change any more
 * @returns false if it had begun before, or was thrown away
 */
export async function saveImportSettings(
  database: Database,
  jobId: string,
  settings: { [name: string]: unknown },
  begin?: { nowMs: number },
): Promise<boolean> {
  const row = await database.kysely
    .updateTable('people_jobs')
    .set({
      settings: JSON.stringify(settings),
      ...(begin ? { status: 'running' as const, started_at: date(begin.nowMs) } : {}),
    })
    .where('id', '=', jobId)
    .where('status', '=', 'ready')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** A file's rows are kept no longer than this once its import has ended, or was never begun. */
const KEEP_FILE_DAYS = 30;
const DAY = 86_400_000;

/** Removes what is left of files: bad rows that nobody came for, files that nobody settled, and what it takes to take an import back. */
export async function sweepImports(database: Database, nowMs: number): Promise<void> {
  const before = date(nowMs - KEEP_FILE_DAYS * DAY);
  await sql`
    update people_jobs set status = 'cancelled', finished_at = ${date(nowMs)}
    where kind = 'import' and status in ('uploading', 'ready') and created_at < ${before}`.execute(
    database.kysely,
  );
  for (const table of ['import_pages', 'import_bad_rows', 'bulk_people', 'import_says'])
    await sql`
      delete from ${sql.table(table)} where job_id = any (array(select id from people_jobs
        where kind = 'import' and status <> 'running' and coalesce(finished_at, created_at) < ${before}))`.execute(
      database.kysely,
    );
}
