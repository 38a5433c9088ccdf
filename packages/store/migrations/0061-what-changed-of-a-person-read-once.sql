-- What changed of a person is read once as a whole, and not once for each of their columns: that was the greatest part of
-- every event's time as soon as a segment looked at a field, also where only the time changed at which they were last heard of.
create or replace function mark_changed_contacts() returns trigger language plpgsql as $$
begin
  if not exists (select from segment_reads where kind in ('field', 'attribute', 'tag')) then return null; end if;
  insert into segment_marks (segment_id, contact_id, quiet)
  select distinct r.segment_id, c.id, is_quiet()
  from (
    select n.id, to_jsonb(n) - '{id,updated_at}'::text[] as latter, to_jsonb(o) - '{id,updated_at}'::text[] as former
    from new_rows n join old_rows o on o.id = n.id offset 0
  ) as c
  join segment_reads r on case r.kind
    when 'field' then r.name <> 'attributes' and c.latter -> r.name is distinct from c.former -> r.name
    when 'attribute' then c.latter -> 'attributes' -> r.name is distinct from c.former -> 'attributes' -> r.name
    when 'tag' then c.latter -> 'tags' is distinct from c.former -> 'tags'
    else false end
  where c.latter <> c.former;
  return null;
end $$;
