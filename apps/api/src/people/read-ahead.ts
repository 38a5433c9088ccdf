import {
  rowsOfImport,
  type Database,
  type ImportedPerson,
  type ImportStep,
  type PeopleJob,
} from '@signalbox/store';
import { importSettings } from '../contract/index.js';
import { readImportRow } from './read-import-row.js';

const ROWS_AT_ONCE = 10_000;
/** Read without a pause: the API answers others in between. */
const ROWS_A_BREATH = 250;

type Page = ImportStep & { isThrough: boolean };

/** Reads the next page of a file while PostgreSQL writes the one before it. */
export class ReadAhead {
  private ahead: { jobId: string; after: number; page: Promise<Page> } | null = null;

  constructor(private readonly database: Database) {}

  /** The rows after the job's cursor, made people; those after them are begun with. */
  async next(job: PeopleJob): Promise<Page> {
    const { ahead } = this;
    const isAhead = ahead?.jobId === job.id && ahead.after === job.cursor;
    const page = await (isAhead ? ahead.page : this.read(job, job.cursor));
    this.ahead = null;
    if (!page.isThrough) {
      const after = page.upTo;
      const begun = this.read(job, after);
      // Whoever asks for it hears of a failure; perhaps nobody does.
      begun.catch(() => {});
      this.ahead = { jobId: job.id, after, page: begun };
    }
    return page;
  }

  private async read(job: PeopleJob, after: number): Promise<Page> {
    const kept = await rowsOfImport(this.database.kysely, job.id, { after, limit: ROWS_AT_ONCE });
    const settings = importSettings.parse(job.settings);
    const page: Page = {
      people: [] as ImportedPerson[],
      bad: [],
      upTo: kept.at(-1)?.rowNo ?? after,
      isThrough: kept.length < ROWS_AT_ONCE,
    };
    for (let at = 0; at < kept.length; at += ROWS_A_BREATH) {
      if (at > 0) await new Promise((resolve) => setImmediate(resolve));
      for (const row of kept.slice(at, at + ROWS_A_BREATH)) {
        const read = readImportRow(row, settings);
        if (read.ok) page.people.push(read.person);
        else page.bad.push({ rowNo: read.rowNo, reason: read.reason });
      }
    }
    return page;
  }
}
