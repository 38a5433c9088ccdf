import {
  failPeopleJob,
  ImportCollision,
  importPeople,
  rowsOfImport,
  stepBulk,
  stepPeopleJob,
  type BadRow,
  type Database,
  type ImportedPerson,
} from '@signalbox/store';
import type { FastifyBaseLogger } from 'fastify';
import { importSettings } from '../contract/index.js';
import { readImportRow } from './read-import-row.js';

const ROWS_AT_ONCE = 10_000;
/** Another process may have begun a job, or died over one. */
const LOOK_AGAIN_MS = 5_000;
const TRIES = 3;

/** Does the long work on people, a step after the other, from wherever the last process left it. */
export class PeopleJobRunner {
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;
  private underWay: Promise<void> | null = null;

  constructor(
    private readonly deps: { database: Database; nowMs: () => number },
    private readonly log?: FastifyBaseLogger,
  ) {}

  /** There may be work. */
  wake(): void {
    if (this.isStopped || this.underWay) return;
    if (this.timer) clearTimeout(this.timer);
    this.underWay = this.work().finally(() => {
      this.underWay = null;
      if (!this.isStopped) this.timer = setTimeout(() => this.wake(), LOOK_AGAIN_MS).unref();
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.underWay;
  }

  private async work(): Promise<void> {
    const { database, nowMs } = this.deps;
    let tries = 0;
    while (!this.isStopped) {
      try {
        if (!(await stepOnce(database, nowMs()))) return;
        tries = 0;
      } catch (error) {
        if (this.isStopped) return;
        if (error instanceof ImportCollision || ++tries < TRIES) continue;
        this.log?.error({ err: error }, 'a job on people failed');
        await failPeopleJob(database, 'It could not be done. The log of the API says why.', nowMs()).catch(
          () => {},
        );
        return;
      }
    }
  }
}

/** The next step of the oldest job under way. @returns whether there was one */
export function stepOnce(database: Database, nowMs: number): Promise<boolean> {
  return stepPeopleJob(
    database,
    async (tx, job) => {
      if (job.kind !== 'import') return stepBulk(database, tx, job, nowMs);
      const kept = await rowsOfImport(tx, job.id, { after: job.cursor, limit: ROWS_AT_ONCE });
      const settings = importSettings.parse(job.settings);
      const people: ImportedPerson[] = [];
      const bad: BadRow[] = [];
      for (const row of kept) {
        const read = readImportRow(row, settings);
        if (read.ok) people.push(read.person);
        else bad.push({ rowNo: read.rowNo, reason: read.reason });
      }
      const isThrough = kept.length < ROWS_AT_ONCE;
      const upTo = kept.at(-1)?.rowNo ?? job.cursor;
      await importPeople(tx, job, { people, bad, upTo, isThrough }, nowMs);
      return { isThrough };
    },
    nowMs,
  );
}
