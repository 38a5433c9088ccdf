import { sortWordsIn, type Database } from '@signalbox/store';

/** Sorts the words of people who were imported into the index that finds them, while PostgreSQL writes the next people. */
export class WordsBehind {
  private underWay: Promise<void> | null = null;

  constructor(private readonly database: Pick<Database, 'kysely'>) {}

  /** Begins, unless it is at it already. */
  begin(): void {
    // What fails to be sorted in is found all the same, and sorted in by whoever writes people next.
    this.underWay ??= sortWordsIn(this.database)
      .catch(() => {})
      .finally(() => (this.underWay = null));
  }

  /** Settles once nothing is under way. */
  async settled(): Promise<void> {
    await this.underWay;
  }
}
