import { pagesOfImport, rowsOfPage, type Database, type ImportStep, type PeopleJob } from '@signalbox/store';
import { importSettings } from '../contract/index.js';
import { readImportRow } from './read-import-row.js';

/** What lives longer than a young generation of the collector of garbage costs a third more. */
const PAGES_AT_ONCE = 10;
/** Read without a pause: the API answers others in between. */
const ROWS_A_BREATH = 250;

/** The rows of some pages. */
export type ReadStep = ImportStep & { isThrough: boolean };

/** Reads the next stretch of a file while PostgreSQL writes the one before it. */
export class ReadAhead {
  private ahead: { jobId: string; after: number; step: Promise<ReadStep> } | null = null;

  constructor(private readonly database: Database) {}

  /** The rows after the job's cursor, made people; those after them are begun with. */
  async next(job: PeopleJob): Promise<ReadStep> {
    const { ahead } = this;
    const isAhead = ahead?.jobId === job.id && ahead.after === job.cursor;
    const step = await (isAhead ? ahead.step : this.read(job, job.cursor));
    this.ahead = null;
    if (!step.isThrough) {
      const after = step.upTo;
      const begun = this.read(job, after);
      // Whoever asks for it hears of a failure; perhaps nobody does.
      begun.catch(() => {});
      this.ahead = { jobId: job.id, after, step: begun };
    }
    return step;
  }

  private async read(job: PeopleJob, after: number): Promise<ReadStep> {
    const pages = await pagesOfImport(this.database.kysely, job.id, { after, limit: PAGES_AT_ONCE });
    const settings = importSettings.parse(job.settings);
    const step: ReadStep = {
      people: [],
      bad: [],
      pages,
      upTo: pages.at(-1)?.upTo ?? after,
      isThrough: pages.length < PAGES_AT_ONCE,
    };
    let read = 0;
    for (const page of pages)
      for (const row of rowsOfPage(page)) {
        if (row.rowNo <= after) continue;
        if (read++ % ROWS_A_BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
        const one = readImportRow(row, settings);
        if (one.ok) step.people.push(one.person);
        else step.bad.push({ rowNo: one.rowNo, reason: one.reason });
      }
    return step;
  }
}
