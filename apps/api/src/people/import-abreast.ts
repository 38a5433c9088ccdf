import {
  importPeople,
  learnAttributes,
  stepPeopleJobBehind,
  type About,
  type Database,
  type PeopleJob,
  type StretchBefore,
} from '@signalbox/store';
import type { ReadAhead, ReadStep } from './read-ahead.js';

const COLLISIONS_ABREAST = 2;

/** A stretch that is being written while the one before it is not committed yet. */
interface Behind extends StretchBefore {
  job: PeopleJob;
  step: Promise<ReadStep>;
  /** Committed, and its attributes are known. */
  done: Promise<void>;
}

/**
 * Writes a file two stretches at a time, each over a connection of its own. They are committed in the order of the file, and
 * what both are about waits for that.
 */
export class ImportAbreast {
  private behind: Behind | null = null;
  private collisions = 0;

  constructor(
    private readonly database: Database,
    private readonly ahead: ReadAhead,
  ) {}

  /**
   * Writes the stretch at the job's cursor, and begins the one behind it.
   * @param committed settles with the transaction that `client` is in
   */
  async first(
    client: Parameters<typeof importPeople>[0],
    job: PeopleJob,
    committed: Promise<unknown>,
    nowMs: number,
  ): Promise<ReadStep> {
    const step = await this.ahead.next(job);
    const isAlone = this.collisions >= COLLISIONS_ABREAST;
    const { about, tell } = toBeTold(committed);
    if (!isAlone) this.beginBehind({ job, about, committed }, step, nowMs);
    await importPeople(client, job, step, nowMs, { tell, isAlone });
    this.collisions = 0;
    return step;
  }

  /** Whether a stretch was begun behind the last one: `next` is to be asked for it. */
  get isUnderWay(): boolean {
    return this.behind !== null;
  }

  /** Comes to the end of the stretch that was begun behind the last one. @throws ImportCollision */
  async next(nowMs: number): Promise<void> {
    const behind = this.behind!;
    this.behind = null;
    this.beginBehind(behind, await behind.step, nowMs);
    await behind.done;
  }

  /** Somebody was in the way of a stretch: after some of these in a row the next one is written alone. */
  collided(): void {
    this.collisions++;
  }

  /** Waits until nothing is being written any more; what is committed until then is. */
  async settled(): Promise<void> {
    await this.behind?.done.catch(() => {});
    this.behind = null;
  }

  private beginBehind(
    before: Omit<Behind, 'step' | 'done'>,
    { upTo, isThrough }: ReadStep,
    nowMs: number,
  ): void {
    if (isThrough) return;
    const { database } = this;
    const job = { ...before.job, cursor: upTo };
    const step = this.ahead.next(job);
    let tellNow: (about: About) => void = () => {};
    const committed = step.then((read) =>
      stepPeopleJobBehind(
        database,
        job,
        async (client) => {
          await importPeople(client, job, read, nowMs, { before, tell: (about) => tellNow(about) });
          return read;
        },
        nowMs,
      ),
    );
    const { about, tell } = toBeTold(committed);
    tellNow = tell;
    const done = committed.then(async () => learnAttributes(database, attributesOf(await step), nowMs));
    // Whoever asks for it hears of its failure.
    done.catch(() => {});
    this.behind = { job, step, about, committed, done };
  }
}

export const attributesOf = ({ people }: ReadStep) => people.map(({ attributes }) => attributes);

/** Whom a stretch is about, as soon as that is known: never, if it fails before. */
function toBeTold(committed: Promise<unknown>) {
  let tell: (about: About) => void = () => {};
  const about = new Promise<About>((resolve, reject) => {
    tell = resolve;
    committed.catch(reject);
  });
  // Perhaps nobody asks.
  about.catch(() => {});
  return { about, tell };
}
