import { again, onConnection, type Database } from '../database.js';

/** Of a shop's people, enough to tell which currency most of them pay in. */
const SAMPLE = 10_000;
/** People whose rows are held at once, while their messages wait. */
const AT_ONCE = 1_000;

const MOST_PAY_IN = `
  select currency from (select total_spent from contacts where order_count > 0 limit ${SAMPLE}) c,
    jsonb_object_keys(c.total_spent) currency
  group by currency order by count(*) desc, currency limit 1`;

/** Who has bought, and who has a score of a time when they had; `least` would make 5 of nothing. */
const COMPARE = `
  with ranked as (
    select id,
      percent_rank() over (order by last_order_at) as recency,
      percent_rank() over (order by order_count) as frequency,
      percent_rank() over (order by coalesce((total_spent->>$1)::bigint, 0)) as monetary
    from contacts where order_count > 0
  ), scored as (
    select id, least(5, 1 + floor(recency * 5))::smallint as recency,
      least(5, 1 + floor(frequency * 5))::smallint as frequency,
      least(5, 1 + floor(monetary * 5))::smallint as monetary
    from ranked
  )
  insert into new_scores
  select c.id, s.recency, s.frequency, s.monetary from contacts c left join scored s on s.id = c.id
  where (c.order_count > 0 or c.rfm_recency is not null)
    and (c.rfm_recency, c.rfm_frequency, c.rfm_monetary) is distinct from (s.recency, s.frequency, s.monetary)`;

const WRITE_SOME = `
  with taken as (
    delete from new_scores where id in (select id from new_scores order by id limit ${AT_ONCE}) returning *
  ), held as materialized (
    select c.id from contacts c where c.id in (select id from taken) order by c.id for no key update
  ), written as (
    update contacts c set rfm_recency = s.recency, rfm_frequency = s.frequency, rfm_monetary = s.monetary
    from taken s join held using (id) where c.id = s.id returning c.id
  )
  select (select count(*) from taken)::int as taken, (select count(*) from written)::int as written`;

/**
 * Scores everybody who has bought from 1 to 5 by how lately, how often and for how much, against everybody else.
 * Equals score the same. What is spent is compared in the currency that most people pay in.
 * @returns how many scores changed
 */
export function scorePeople(database: Database): Promise<number> {
  return onConnection(database, async (client) => {
    const most = await client.query<{ currency: string }>(MOST_PAY_IN);
    await client.query('drop table if exists pg_temp.new_scores');
    await client.query(
      'create temporary table new_scores (id uuid primary key, recency smallint, frequency smallint, monetary smallint)',
    );
    await client.query(COMPARE, [most.rows[0]?.currency ?? '']);
    let changed = 0;
    for (let taken = 1; taken > 0;) {
      const { rows } = await again(() => client.query<{ taken: number; written: number }>(WRITE_SOME));
      taken = rows[0]!.taken;
      changed += rows[0]!.written;
    }
    await client.query('drop table pg_temp.new_scores');
    return changed;
  });
}
