-- Whom an import made or changed is written down in bulk_people with what it takes to take it back; of an undo of one it is told
-- who is gone again and who was left alone.
alter table people_jobs
  add column gone bigint not null default 0,
  add column kept bigint not null default 0;

-- What an import said of consent goes when it is taken back: then, too, people are judged anew.
create function mark_withdrawn_consents() returns trigger language plpgsql as $$
begin
  if not exists (select from segment_reads where kind = 'consent') then return null; end if;
  insert into segment_marks (segment_id, contact_id, quiet)
  select distinct r.segment_id, c.id, is_quiet()
  from old_rows o join contacts c on c.phone = o.phone cross join segment_reads r
  where r.kind = 'consent' and r.name = '';
  return null;
end $$;
create trigger consents_withdrawn after delete on consents
  referencing old table as old_rows for each statement execute function mark_withdrawn_consents();

-- Looked for once a row, the job would be a good part of an import's time; none is ever deleted.
alter table bulk_people drop constraint bulk_people_job_id_fkey;
