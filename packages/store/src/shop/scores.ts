import { sql } from 'kysely';
import type { Database } from '../database.js';

/** Of a shop's people, enough to tell which currency most of them pay in. */
const SAMPLE = 10_000;

/**
 * Scores everybody who has bought from 1 to 5 by how lately, how often and for how much, against everybody else.
 * Equals score the same. What is spent is compared in the currency that most people pay in.
 * @returns how many scores changed
 */
export async function scorePeople(database: Database): Promise<number> {
  const most = await sql<{ currency: string }>`
    select currency from (select total_spent from contacts where order_count > 0 limit ${SAMPLE}) c,
      jsonb_object_keys(c.total_spent) currency
    group by currency order by count(*) desc, currency limit 1`.execute(database.kysely);
  const currency = most.rows[0]?.currency ?? '';
  const { numAffectedRows } = await sql`
    with ranked as (
      select id,
        percent_rank() over (order by last_order_at) as recency,
        percent_rank() over (order by order_count) as frequency,
        percent_rank() over (order by coalesce((total_spent->>${currency})::bigint, 0)) as monetary
      from contacts where order_count > 0
    ), scored as (
      select c.id, least(5, 1 + floor(r.recency * 5))::smallint as recency,
        least(5, 1 + floor(r.frequency * 5))::smallint as frequency,
        least(5, 1 + floor(r.monetary * 5))::smallint as monetary
      from contacts c left join ranked r on r.id = c.id
      where c.order_count > 0 or c.rfm_recency is not null
    )
    update contacts c set rfm_recency = s.recency, rfm_frequency = s.frequency, rfm_monetary = s.monetary
    from scored s where c.id = s.id
      and (c.rfm_recency, c.rfm_frequency, c.rfm_monetary) is distinct from (s.recency, s.frequency, s.monetary)`.execute(
    database.kysely,
  );
  return Number(numAffectedRows ?? 0n);
}
