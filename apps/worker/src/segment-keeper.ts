import { keepSegments, noteSizes, recountSegments, type Database } from '@signalbox/store';
import type { Logger } from 'pino';

const TICK_MS = 1_000;
const SIZES_EVERY_MS = 15 * 60_000;

/**
 * Keeps segments: counts new rules through, judges whom something has changed of, and whom only time changes.
 * Several may run: they share the work. @returns how to stop it
 */
export function startSegmentKeeper({
  database,
  logger,
  nowMs = Date.now,
}: {
  database: Database;
  logger: Logger;
  /** The wall clock; for tests. */
  nowMs?: () => number;
}): () => Promise<void> {
  let keeping: Promise<void> | null = null;
  let sizesNotedMs = 0;
  const keep = async () => {
    await keepSegments(database, nowMs());
    await recountSegments(database, nowMs());
    if (nowMs() - sizesNotedMs < SIZES_EVERY_MS) return;
    await noteSizes(database, nowMs());
    sizesNotedMs = nowMs();
  };
  const timer = setInterval(() => {
    keeping ??= keep()
      .catch((error: unknown) => logger.warn({ err: error }, 'Segments could not be kept; trying again'))
      .finally(() => (keeping = null));
  }, TICK_MS).unref();
  return async () => {
    clearInterval(timer);
    await keeping;
  };
}
