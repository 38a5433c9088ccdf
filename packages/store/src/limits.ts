import { sql } from 'kysely';
import type { Database } from './database.js';
import { writeSetting } from './settings.js';
import { wakeHeld } from './wake-held.js';

/** What a person, and what a day, may take: `GET /api/settings/limits`. */
export interface Limits {
  limits: unknown[];
  /** The day's fuse; `null` for none. */
  partsPerDay: number | null;
}

/** Why texts wait that other limits may let go. */
const HELD_BY_LIMITS = ['limit', 'spend-limit'];

/** Sets the limits, and has all texts that wait by the old ones judged again: a raised fuse lets go what it held, at once. */
export async function setLimits(
  database: Database,
  { limits, partsPerDay }: Limits,
  nowMs: number,
): Promise<void> {
  await writeSetting(database, 'limits', limits);
  await writeSetting(database, 'parts-per-day', partsPerDay);
  await wakeHeld(database.kysely, sql<boolean>`m.reason_code = any (${HELD_BY_LIMITS})`, nowMs);
}

/** Sets the house's own hours, and has all texts that wait by the old ones judged again. */
export async function setHours(database: Database, hours: unknown, nowMs: number): Promise<void> {
  await writeSetting(database, 'hours', hours);
  await wakeHeld(database.kysely, sql<boolean>`m.reason_code = 'sending-hours'`, nowMs);
}
