import { sql } from 'kysely';
import { date, type Database, type Tx } from '../database.js';
import { tellRuns, type StoredEvent } from '../intake/take-event.js';
import { notify } from '../listen.js';

/**
 * Many may wait for a thing, so who told us of it does not wait until all of them have been told.
 * @returns whom it was passed on to here: nobody
 */
export async function leaveToDispatcher(tx: Tx, event: StoredEvent, nowMs: number): Promise<string[]> {
  await tx
    .insertInto('thing_events')
    .values({ event_id: event.id, cursor: null, created_at: date(nowMs) })
    .execute();
  await notify(tx, 'outbox', 'things');
  return [];
}

/**
 * Tells a page of the runs that wait for the oldest event about a thing. Several processes may ask at once.
 * @returns 0 when there is nothing left to do
 */
export function passOnThingEvents(
  database: Database,
  { limit, nowMs }: { limit: number; nowMs: number },
): Promise<number> {
  return database.kysely.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('thing_events')
      .selectAll()
      .orderBy('created_at')
      .orderBy('event_id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!row) return 0;
    const stored = await tx
      .selectFrom('events')
      .select(['id', 'name', 'occurred_at', 'properties', 'keys'])
      .where('id', '=', row.event_id)
      .executeTakeFirstOrThrow();
    const event: StoredEvent = { ...stored, occurredAtMs: stored.occurred_at.getTime() };
    const page = await tx
      .selectFrom('run_subscriptions')
      .select('run_id')
      .distinct()
      .where('event_name', '=', event.name)
      .where('key', 'in', event.keys)
      .$if(row.cursor !== null, (query) => query.where('run_id', '>', row.cursor!))
      .orderBy('run_id')
      .limit(limit)
      .execute();
    const last = page.at(-1)?.run_id;
    if (last !== undefined) {
      const rows = await tx
        .selectFrom('run_subscriptions')
        .innerJoin('runs', 'runs.id', 'run_subscriptions.run_id')
        .select(['run_subscriptions.run_id', 'run_subscriptions.ref', 'runs.plan_hash', 'runs.moving_to'])
        .where('event_name', '=', event.name)
        .where('key', 'in', event.keys)
        .where(
          'run_subscriptions.run_id',
          'in',
          page.map(({ run_id }) => run_id),
        )
        .where('runs.ended_at', 'is', null)
        .execute();
      const told = await tellRuns(tx, event, rows, nowMs);
      await sql`
        update events set told_count = told_count + ${told.length},
          told_runs = (told_runs || ${told}::uuid[])[1:20]
        where id = ${event.id}`.execute(tx);
      await notify(tx, 'outbox');
    }
    if (last === undefined || page.length < limit)
      await tx.deleteFrom('thing_events').where('event_id', '=', row.event_id).execute();
    else
      await tx
        .updateTable('thing_events')
        .set({ cursor: last })
        .where('event_id', '=', row.event_id)
        .execute();
    return Math.max(1, page.length);
  });
}
