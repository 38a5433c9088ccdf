import { sql, type RawBuilder } from 'kysely';
import { date, type Tx } from './database.js';
import { notify } from './listen.js';

/**
 * Has texts that are held judged again at once.
 * @param which of the messages `m`, for people `c`
 */
export async function wakeHeld(tx: Tx, which: RawBuilder<boolean>, nowMs: number): Promise<void> {
  const { rows } = await sql`
    insert into outbox (run_id, kind, payload, next_attempt_at, created_at)
    select m.run_id, 'interrupt', jsonb_build_object('kind', 'wake', 'nodeId', m.node_id), ${date(nowMs)}, ${date(nowMs)}
    from messages m join runs r on r.id = m.run_id join contacts c on c.id = m.contact_id
    where m.state = 'held' and r.ended_at is null and ${which}
    order by m.run_id returning id`.execute(tx);
  if (rows.length > 0) await notify(tx, 'outbox');
}
