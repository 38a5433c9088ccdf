import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { notify } from './listen.js';
import { writeSetting } from './settings.js';

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
  const { rows } = await sql`
    insert into outbox (run_id, kind, payload, next_attempt_at, created_at)
    select m.run_id, 'interrupt', jsonb_build_object('kind', 'wake', 'nodeId', m.node_id), ${date(nowMs)}, ${date(nowMs)}
    from messages m join runs r on r.id = m.run_id
    where m.state = 'held' and m.reason_code = any (${HELD_BY_LIMITS}) and r.ended_at is null
    order by m.run_id returning id`.execute(database.kysely);
  if (rows.length > 0) await notify(database.kysely, 'outbox');
}
