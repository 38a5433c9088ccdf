import {
  failPeopleJob,
  ImportCollision,
  importPeople,
  learnAttributes,
  stepBulk,
  stepPeopleJob,
  type BulkAction,
  type Database,
  type ImportedPerson,
} from '@signalbox/store';
import type { FastifyBaseLogger } from 'fastify';
import { ReadAhead } from './read-ahead.js';

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
    const ahead = new ReadAhead(database);
    let tries = 0;
    while (!this.isStopped) {
      try {
        if (!(await stepOnce(database, ahead, nowMs()))) return;
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

/**
 * The next step of the oldest job under way.
 * @param ahead shared by the steps of one process
 * @returns whether there was one
 */
export async function stepOnce(database: Database, ahead: ReadAhead, nowMs: number): Promise<boolean> {
  let attributes: ImportedPerson['attributes'][] = [];
  const isThere = await stepPeopleJob(
    database,
    async (client, job) => {
      if (job.kind !== 'import') {
        const action = job.settings.action as BulkAction;
        if (action.kind === 'attribute') attributes = [{ [action.name]: action.value }];
        return stepBulk(database, client, job, nowMs);
      }
      const page = await ahead.next(job);
      await importPeople(client, job, page, nowMs);
      attributes = page.people.map((person) => person.attributes);
      return { isThrough: page.isThrough };
    },
    nowMs,
  );
  await learnAttributes(database, attributes, nowMs);
  return isThere;
}
