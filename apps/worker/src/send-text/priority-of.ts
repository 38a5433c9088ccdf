import type { Priority } from '@signalbox/sms';
import { journeyPriority, type Database } from '@signalbox/store';

const KEPT = 1_000;
const known = new Map<string, Priority>();

/** How urgent a plan's journey is. A plan never changes, so that what was read once stays true. */
export async function priorityOf(database: Database, planHash: string): Promise<Priority> {
  const kept = known.get(planHash);
  if (kept) return kept;
  const priority = await journeyPriority(database, planHash);
  if (priority === null) return 'normal';
  if (known.size >= KEPT) known.clear();
  known.set(planHash, priority);
  return priority;
}
