-- A session keeps the plan of what a trigger asks, and one that was made while a single person changed pairs every row with every
-- other one: two thousand people who got a tag at once then took a quarter of an hour. So what concerns many is planned anew.
create or replace function mark_changed_contacts() returns trigger language plpgsql as $$
begin
  if not exists (select from segment_reads where kind in ('field', 'attribute', 'tag')) then return null; end if;
  if (select count(*) from (select from new_rows limit 21) as few) > 20 then
    execute $many$
      insert into segment_marks (segment_id, contact_id, quiet)
      select distinct r.segment_id, n.id, is_quiet()
      from new_rows n
      join old_rows o on o.id = n.id
      cross join lateral (
        select 'field' as kind, f.key as name
        from jsonb_each(to_jsonb(n) - '{id,attributes,updated_at}'::text[]) f
        where f.value is distinct from to_jsonb(o) -> f.key
        union all
        select 'attribute', a.key
        from (select jsonb_object_keys(n.attributes) union select jsonb_object_keys(o.attributes)) as a (key)
        where n.attributes is distinct from o.attributes and n.attributes -> a.key is distinct from o.attributes -> a.key
        union all
        select 'tag', '' where n.tags is distinct from o.tags
      ) as changed
      join segment_reads r on r.kind = changed.kind and r.name = changed.name$many$;
    return null;
  end if;
  insert into segment_marks (segment_id, contact_id, quiet)
  select distinct r.segment_id, n.id, is_quiet()
  from new_rows n
  join old_rows o on o.id = n.id
  cross join lateral (
    select 'field' as kind, f.key as name
    from jsonb_each(to_jsonb(n) - '{id,attributes,updated_at}'::text[]) f
    where f.value is distinct from to_jsonb(o) -> f.key
    union all
    select 'attribute', a.key
    from (select jsonb_object_keys(n.attributes) union select jsonb_object_keys(o.attributes)) as a (key)
    where n.attributes is distinct from o.attributes and n.attributes -> a.key is distinct from o.attributes -> a.key
    union all
    select 'tag', '' where n.tags is distinct from o.tags
  ) as changed
  join segment_reads r on r.kind = changed.kind and r.name = changed.name;
  return null;
end $$;
