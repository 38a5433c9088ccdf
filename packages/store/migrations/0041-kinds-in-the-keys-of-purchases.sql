-- Segment's ids may be numbers that count from one, a cart's as an order's: its keys now say what they are of, as in
-- purchase:segment/cart/1001. What is under way, and of the last weeks, goes on under the new ones.
create function pg_temp.with_kinds(keys text[], properties jsonb) returns text[] language sql immutable as $$
  select array_agg(key order by place) from (
    select coalesce(named.key, given.key) as key, min(given.place * 10 + coalesce(named.place, 0)) as place
    from unnest(keys) with ordinality given (key, place)
    left join lateral (
      select 'purchase:segment/' || kind || '/' || substr(given.key, 18) as key, kinds.place
      from (values ('checkout', 1), ('cart', 2), ('order', 3)) kinds (kind, place)
      where given.key like 'purchase:segment/%' and btrim(properties ->> (kind || '_id')) = substr(given.key, 18)
    ) named on true
    group by 1) every
$$;

insert into run_subscriptions (run_id, ref, event_name, contact_id, key)
select s.run_id, s.ref, s.event_name, s.contact_id, kinds.key
from run_subscriptions s
join runs r on r.id = s.run_id
join events e on e.id = r.entry_event_id
cross join lateral unnest(pg_temp.with_kinds(array[s.key], e.properties)) kinds (key)
where s.key like 'purchase:segment/%' and kinds.key <> s.key;

update runs r set entry_key = (pg_temp.with_kinds(array[r.entry_key], e.properties))[1]
from events e
where e.id = r.entry_event_id and r.entry_key like 'purchase:segment/%';

update messages m set cart_keys = pg_temp.with_kinds(m.cart_keys, e.properties)
from runs r join events e on e.id = r.entry_event_id
where r.id = m.run_id and m.planned_at > now() - interval '40 days'
  and exists (select from unnest(m.cart_keys) key where key like 'purchase:segment/%');

update events set keys = pg_temp.with_kinds(keys, properties)
where received_at > now() - interval '40 days'
  and exists (select from unnest(keys) key where key like 'purchase:segment/%');

insert into contact_identities (kind, value, contact_id)
select 'token', 'segment/' || kinds.kind || substr(value, 8), contact_id
from contact_identities cross join (values ('cart'), ('checkout')) kinds (kind)
where contact_identities.kind = 'token' and value like 'segment/%'
on conflict do nothing;
