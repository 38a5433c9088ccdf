-- Counting a segment through wrote down hundreds of thousands of people, and each was looked for, and locked, by PostgreSQL's own
-- look at the reference: most of the time of a recount. Whoever judges a few people holds their rows; a recount of everybody
-- may meet somebody who is going, and whose going it cannot see: they are marked, and forgotten once it is through.
-- PostgreSQL before 18, which has no constraint that it does not enforce, goes on enforcing it.
create function forget_belonging() returns trigger language plpgsql as $$
begin
  delete from segment_members m using old_rows o where m.contact_id = o.id;
  delete from segment_checks k using old_rows o where k.contact_id = o.id;
  insert into segment_marks (segment_id, contact_id, quiet)
  select s.id, o.id, true from segments s cross join old_rows o where s.counted_at is null;
  return null;
end $$;

do $$
begin
  if current_setting('server_version_num')::int < 180000 then return; end if;
  alter table segment_members alter constraint segment_members_contact_id_fkey not enforced;
  alter table segment_checks alter constraint segment_checks_contact_id_fkey not enforced;
  create trigger contacts_forget_belonging after delete on contacts
    referencing old table as old_rows for each statement execute function forget_belonging();
end $$;
