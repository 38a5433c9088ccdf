import { date, type Database } from './database.js';
import { hint } from './hint.js';

export interface FailingStep {
  runId: string;
  journeyId: string;
  nodeId: string;
  visit: number;
  /** When the run came to what it asked for, Unix milliseconds. */
  atMs: number;
  /** In words a marketer reads. */
  reason: string;
}

/**
 * Shows a run at a step that keeps failing and is tried again, so that nobody has to guess where it is. A run says itself
 * where it stands only before it waits; what it then says takes the place of this.
 */
export async function showFailing(
  database: Database,
  { runId, journeyId, nodeId, visit, atMs, reason }: FailingStep,
): Promise<void> {
  await database.pool.query({
    name: 'show-failing',
    text: `
      with run as (
        update runs set status = case status when 'starting' then 'waiting' else status end
        where id = $1 and ended_at is null
        returning id
      ), last as (
        select seq, node_id = $2 and visit = $3 and left_at is null as is_this
        from run_steps where run_id = $1 order by seq desc limit 1
      )
      insert into run_steps (run_id, seq, node_id, visit, entered_at, reason, is_provisional)
      select run.id, case when last.is_this then last.seq else coalesce(last.seq, 0) + 1 end, $2, $3, $4, $5, true
      from run left join last on true
      on conflict (run_id, seq) do update set reason = excluded.reason`,
    values: [runId, nodeId, visit, date(atMs), reason],
  });
  hint(database, 'live', { kind: 'run', runId, journeyId });
}
