-- Many people at once: what a whole statement changed is looked at once, and nothing is looked at that nobody reads.

create function mark_consents() returns trigger language plpgsql as $$
begin
  if not exists (select from segment_reads where kind = 'consent') then return null; end if;
  insert into segment_marks (segment_id, contact_id, quiet)
  select distinct r.segment_id, c.id, is_quiet()
  from new_rows n join contacts c on c.phone = n.phone cross join segment_reads r
  where r.kind = 'consent' and r.name = '';
  return null;
end $$;
drop trigger consents_added on consents;
create trigger consents_added after insert on consents
  referencing new table as new_rows for each statement execute function mark_consents();

-- Somebody new has their tags on them already: nothing is written once more.
create or replace function keep_tags() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update contacts c set tags = t.tags
    from (select f.contact_id, array(select tag from contact_tags t where t.contact_id = f.contact_id order by at, tag) as tags
      from (select distinct contact_id from former) f) t
    where c.id = t.contact_id and c.tags is distinct from t.tags;
  end if;
  if tg_op <> 'DELETE' then
    update contacts c set tags = t.tags
    from (select l.contact_id, array(select tag from contact_tags t where t.contact_id = l.contact_id order by at, tag) as tags
      from (select distinct contact_id from latter) l) t
    where c.id = t.contact_id and c.tags is distinct from t.tags;
  end if;
  return null;
end $$;

-- Who never bought is in no order by it.
drop index contacts_last_order;
create index contacts_last_order on contacts (last_order_at) where last_order_at is not null;
