import type { Database } from '../../database.js';

/** What is known of the people of one world, by names that are the same in every database: `{ people, events, runs, … }`. */
export async function allThatIsKnown({ pool }: Database, world: string) {
  // A person is called by all of their identities.
  const ask = async (statement: string) => {
    const { rows } = await pool.query<{ [column: string]: unknown }>(
      `with own as (
         select contact_id as id, string_agg(kind || ' ' || value, ', ' order by kind, value) as person
         from contact_identities where contact_id in (
           select contact_id from contact_identities
           where value like $1 or value like replace($1, '/', '.') or kind = 'token' and value like '%/' || $1)
         group by contact_id)
       ${statement}`,
      [`${world}/%`],
    );
    return rows;
  };
  return {
    people: await ask(`
      select person, first_name, last_name, email, phone, language, time_zone, country, attributes, tags, order_count, total_spent,
        last_order_at, points_balance, updated_at, favourite_category
      from contacts join own using (id) order by person`),
    events: await ask(`
      select e.source, case when source = 'segments' then null else message_id end as message_id, e.name, person, occurred_at,
        properties - 'segment_id' as properties, keys, is_history, told_count,
        received_at::text
      from events e join own on own.id = e.contact_id order by e.source, message_id nulls last, e.name, person, properties::text, received_at`),
    consents: await ask(`
      select person, k.phone, purpose, state, at from consents k join own on own.id = k.contact_id
      order by person, k.phone, purpose, at, state, k.id`),
    orders: await ask(`
      select person, shop, order_id, placed_at, currency, total_minor, discount_codes,
        array(select product_id || ' ' || quantity || ' ' || price from order_lines l
          where l.shop = o.shop and l.order_id = o.order_id order by line) as lines
      from orders o left join own on own.id = o.contact_id where order_id like $1 order by shop, order_id`),
    runs: await ask(`
      select j.name as journey, person, coalesce(e.message_id, '') as entry, regexp_replace(entry_key, '^event/.*', 'event') as entry_key, r.ended_at is null as goes_on,
        r.replaced_by is not null as is_replaced, case when g.source = 'segments' then g.name else g.message_id end as goal
      from runs r join own on own.id = r.contact_id join journeys j on j.id = r.journey_id
      left join events e on e.id = r.entry_event_id and e.source <> 'segments' left join events g on g.id = r.goal_event_id
      order by 1, 2, 3, 4, 5, 6, 7`),
    waits: await ask(`
      select j.name as journey, person, s.ref, s.event_name, s.key, s.contact_id is not null as is_by_person, count(*)::int as times
      from run_subscriptions s join runs r on r.id = s.run_id join own on own.id = r.contact_id join journeys j on j.id = r.journey_id
      group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`),
    // What each run is told, in the order in which it is told.
    told: await ask(`
      select j.name as journey, person, coalesce(e.message_id, '') as entry, array_agg(o.kind || ' ' ||
        coalesce((select message_id from events t where t.source <> 'segments' and t.id::text = o.payload -> 'event' ->> 'id'), '') ||
        ' ' || coalesce(o.payload ->> 'refs', '') order by o.id) as told
      from outbox o join runs r on r.id = o.run_id join own on own.id = r.contact_id join journeys j on j.id = r.journey_id
      left join events e on e.id = r.entry_event_id and e.source <> 'segments'
      group by r.id, 1, 2, 3 order by 1, 2, 3, 4`),
    members: await ask(`
      select s.name, person from segment_members m join segments s on s.id = m.segment_id join own on own.id = m.contact_id
      order by 1, 2`),
    marks: await ask(
      `select person, count(*)::int from segment_marks m join own on own.id = m.contact_id group by 1 order by 1`,
    ),
    merged: await ask(
      `select person, count(*)::int from contact_aliases a join own on own.id = a.survivor_id group by 1 order by 1`,
    ),
  };
}
