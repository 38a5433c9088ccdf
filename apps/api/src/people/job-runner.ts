import {
  failPeopleJob,
  ImportCollision,
  learnAttributes,
  stepBulk,
  stepPeopleJob,
  type BulkAction,
  type Database,
  type ImportedPerson,
} from '@signalbox/store';
import type { FastifyBaseLogger } from 'fastify';
import { attributesOf, ImportAbreast } from './import-abreast.js';
import { ReadAhead } from './read-ahead.js';
import { WordsBehind } from './words-behind.js';

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
    const beside = besideSteps(database);
    let tries = 0;
    while (!this.isStopped) {
      try {
        if (!(await stepOnce(database, beside, nowMs()))) break;
        tries = 0;
      } catch (error) {
        if (this.isStopped) break;
        if (error instanceof ImportCollision)
          this.log?.info({ err: error }, 'a stretch of an import is done again');
        if (error instanceof ImportCollision || ++tries < TRIES) continue;
        this.log?.error({ err: error }, 'a job on people failed');
        await failPeopleJob(database, 'It could not be done. The log of the API says why.', nowMs()).catch(
          () => {},
        );
        break;
      }
    }
    await beside.abreast.settled();
    await beside.words.settled();
  }
}

/** What is done while PostgreSQL is at a step of an import. */
export interface BesideSteps {
  abreast: ImportAbreast;
  words: WordsBehind;
}

export const besideSteps = (database: Database): BesideSteps => ({
  abreast: new ImportAbreast(database, new ReadAhead(database)),
  words: new WordsBehind(database),
});

/**
 * The next step of the oldest job under way.
 * @param beside shared by the steps of one process
 * @returns whether there was one
 */
export async function stepOnce(
  database: Database,
  { abreast, words }: BesideSteps,
  nowMs: number,
): Promise<boolean> {
  try {
    if (abreast.isUnderWay) {
      // Those of the stretch before, which is committed.
      words.begin();
      await abreast.next(nowMs);
      return true;
    }
    let attributes: ImportedPerson['attributes'][] = [];
    const committed: Promise<boolean> = stepPeopleJob(
      database,
      async (client, job) => {
        if (job.kind === 'import') {
          const step = await abreast.first(client, job, committed, nowMs);
          attributes = attributesOf(step);
          return step;
        }
        const action = job.settings.action as BulkAction | undefined;
        if (action?.kind === 'attribute') attributes = [{ [action.name]: action.value }];
        return stepBulk(database, client, job, nowMs);
      },
      nowMs,
    );
    const isThere = await committed;
    await learnAttributes(database, attributes, nowMs);
    return isThere;
  } catch (error) {
    if (error instanceof ImportCollision) abreast.collided();
    await abreast.settled();
    throw error;
  }
}
