import { sql } from 'kysely';
import { date, type Database, type Tx } from './database.js';
import { notify } from './listen.js';

/**
 * Ends every run of a number's people in journeys that only ever send marketing: whoever said stop waits for nothing.
 * A journey that also sends what a person must know goes on, and sends no marketing.
 * @param purpose only journeys that send for nothing else; all of marketing if absent
 * @returns how many were ended
 */
export const endMarketingRuns = (
  database: Database,
  phone: string,
  nowMs: number,
  purpose?: string,
): Promise<number> =>
  database.kysely.transaction().execute((tx) => endMarketingRunsOf(tx, [phone], nowMs, purpose));

/** `endMarketingRuns` for many numbers, as a part of what else is done about them. */
export async function endMarketingRunsOf(
  tx: Tx,
  phones: string[],
  nowMs: number,
  purpose?: string,
): Promise<number> {
  const purposes = sql`jsonb_path_query(plans.plan, '$.nodes.*.config.purpose')`;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('outbox')
    .columns(['run_id', 'kind', 'payload', 'next_attempt_at', 'created_at'])
    .expression(
      tx
        .selectFrom('runs')
        .innerJoin('contacts', 'contacts.id', 'runs.contact_id')
        .innerJoin('plans', 'plans.hash', 'runs.plan_hash')
        .where(sql<boolean>`contacts.phone = any (${phones}::text[])`)
        .where('runs.ended_at', 'is', null)
        .where(sql<boolean>`exists (select 1 from ${purposes} as p (purpose))`)
        .where(
          sql<boolean>`not exists (select 1 from ${purposes} as p (purpose)
            where p.purpose #>> '{}' in ('transactional', 'opt-in-confirmation'))`,
        )
        .$if(purpose !== undefined, (query) =>
          query.where(
            sql<boolean>`not exists (select 1 from ${purposes} as p (purpose) where p.purpose #>> '{}' <> ${purpose})`,
          ),
        )
        .select([
          'runs.id',
          sql<'interrupt'>`'interrupt'`.as('kind'),
          sql<string>`'{"kind":"end","outcome":"stopped"}'::jsonb`.as('payload'),
          sql<Date>`${date(nowMs)}::timestamptz`.as('next_attempt_at'),
          sql<Date>`${date(nowMs)}::timestamptz`.as('created_at'),
        ]),
    )
    .executeTakeFirst();
  await notify(tx, 'outbox');
  return Number(numInsertedOrUpdatedRows ?? 0);
}
