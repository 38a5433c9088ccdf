import { setTimeout } from 'node:timers/promises';
import { LONGEST_IN_LINE_MS, takePlace, type Claimant, type Database } from '@signalbox/store';

/**
 * Waits until a text may go by the carrier's pace; at once without a pace.
 * @returns `null` when its turn has come, or else when that will be: too far ahead to wait for, and kept for it
 */
export async function standInLine(
  { database, textsPerSecond }: { database: Database; textsPerSecond?: number | undefined },
  claimant: Claimant,
  nowMs: () => number,
): Promise<number | null> {
  if (!textsPerSecond) return null;
  const place = await takePlace(database, claimant, textsPerSecond, nowMs());
  const leftMs = place - nowMs();
  if (leftMs > LONGEST_IN_LINE_MS) return place;
  if (leftMs > 0) await setTimeout(leftMs);
  return null;
}
