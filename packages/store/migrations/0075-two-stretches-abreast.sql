-- An import asks by itself, as the last thing of its transaction, for segments to be counted anew: two stretches of a file that
-- are written at the same time would otherwise wait for one another.
create function is_import() returns boolean language sql stable return
  coalesce(current_setting('signalbox.import', true), '') = 'on';

create or replace function mark_new_contacts() returns trigger language plpgsql as $$
begin
  if not exists (select from segments) then return null; end if;
  -- A great many at once are cheaper to count anew than to judge one by one.
  if (select count(*) from (select from new_rows limit 501) as few) > 500 then
    if not is_import() then update segments set counted_at = null, saved_xid = pg_current_xact_id(); end if;
  else
    insert into segment_marks (segment_id, contact_id, quiet)
    select s.id, n.id, is_quiet() from segments s cross join new_rows n;
  end if;
  return null;
end $$;
