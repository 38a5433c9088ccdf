import { sql } from 'kysely';
import type { Database, Tx } from '../database.js';

/**
 * Counts anew what is computed from people's orders. Each person's own orders are read, however many the shop has, so
 * that what is kept is by its nature what a recount gives.
 * The rows are locked first: whoever counts second sees the orders of whoever counted first.
 */
export async function recountPeople(tx: Tx, contactIds: string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await sql`select 1 from contacts where id = any (${contactIds}::uuid[]) order by id for no key update`.execute(
    tx,
  );
  await sql`
    with asked as (select distinct unnest(${contactIds}::uuid[]) as id),
    bought as (
      select o.contact_id, o.shop, o.order_id, o.placed_at, o.currency, o.total_minor,
        o.total_minor - o.refunded_minor as net
      from orders o join asked on asked.id = o.contact_id
      where o.placed_at is not null and o.cancelled_at is null
    ),
    counted as (
      select contact_id, count(*)::int as orders, min(placed_at) as first_at, max(placed_at) as last_at
      from bought group by contact_id
    ),
    spent as (
      select contact_id, jsonb_object_agg(currency, net) as total, jsonb_object_agg(currency, average) as average
      from (
        select contact_id, currency, sum(net)::bigint as net, round(avg(net))::bigint as average
        from bought where currency is not null and total_minor is not null group by contact_id, currency
      ) by_currency group by contact_id
    ),
    days as (select distinct contact_id, (placed_at at time zone 'UTC')::date as day from bought),
    gaps as (
      select contact_id, day - lag(day) over (partition by contact_id order by day) as gap from days
    ),
    rhythm as (
      select contact_id, percentile_cont(0.5) within group (order by gap) as median, count(gap) as gaps
      from gaps where gap is not null group by contact_id
    ),
    liked as (
      select distinct on (contact_id) contact_id, category from (
        select b.contact_id, coalesce(p.category, l.category) as category, sum(l.quantity) as quantity
        from bought b
        join order_lines l on l.shop = b.shop and l.order_id = b.order_id
        left join products p on p.shop = l.shop and p.product_id = l.product_id
        group by 1, 2
      ) by_category
      where category is not null order by contact_id, quantity desc, category collate "C"
    )
    update contacts c set
      order_count = coalesce(n.orders, 0),
      first_order_at = n.first_at,
      last_order_at = n.last_at,
      total_spent = coalesce(s.total, '{}'),
      average_order = coalesce(s.average, '{}'),
      favourite_category = l.category,
      median_gap_days = r.median,
      -- Two gaps are the least that can be called a rhythm.
      predicted_next_order_at = case when r.gaps >= 2 then n.last_at + r.median * interval '1 day' end
    from asked
    left join counted n on n.contact_id = asked.id
    left join spent s on s.contact_id = asked.id
    left join liked l on l.contact_id = asked.id
    left join rhythm r on r.contact_id = asked.id
    where c.id = asked.id`.execute(tx);
}

/** `recountPeople` for one who asks from outside a transaction, such as after two people were merged. */
export const recountPerson = (database: Database, contactId: string): Promise<void> =>
  database.kysely.transaction().execute((tx) => recountPeople(tx, [contactId]));
