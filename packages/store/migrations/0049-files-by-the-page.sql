-- A file's rows are kept by the page, some hundreds each: row by row, writing them down, reading them and letting go of them
-- was a fifth of the time of an import.
create table import_pages (
  job_id uuid not null references people_jobs on delete cascade,
  up_to  integer not null,                   -- the number of its last row
  lines  text not null,                      -- a JSON list a line, a line a row; an empty one was somebody's who was erased
  primary key (job_id, up_to)
);
-- Packing them takes longer than writing them.
alter table import_pages alter column lines set storage external;
insert into import_pages (job_id, up_to, lines)
select r.job_id, r.row_no, r.cells from import_rows r join people_jobs j on j.id = r.job_id where r.row_no > j.cursor;

-- What a row that became nobody said stays with the reason.
alter table import_bad_rows add column cells text;
update import_bad_rows b set cells = r.cells from import_rows r where r.job_id = b.job_id and r.row_no = b.row_no;
delete from import_bad_rows where cells is null;
alter table import_bad_rows alter column cells set not null;
drop table import_rows;

-- One look at the person of each new row, where there were two; nobody is locked whom this transaction made itself.
create or replace function refer_to_contacts() returns trigger language plpgsql as $$
declare
  missing uuid;
  others boolean;
begin
  select min(n.contact_id::text) filter (where c.id is null)::uuid,
    coalesce(bool_or(c.xmin <> pg_current_xact_id()::xid), false)
  into missing, others
  from (select distinct contact_id from new_rows) n left join contacts c on c.id = n.contact_id;
  if missing is null and others then
    -- Nobody deletes them from here on.
    perform from contacts c
    where c.id in (select contact_id from new_rows) and c.xmin <> pg_current_xact_id()::xid
    for key share;
    select n.contact_id into missing from new_rows n
    where not exists (select from contacts c where c.id = n.contact_id) limit 1;
  end if;
  if missing is not null then
    raise foreign_key_violation using
      message = format('%s refers to contact %s, who is not there', tg_table_name, missing), table = tg_table_name;
  end if;
  return null;
end $$;

-- A tag's person too is looked for once a statement, and who has the new tag on them already is not written once more.
create or replace function leave_no_reference() returns trigger language plpgsql as $$
begin
  if exists (select from old_rows o join contact_identities i on i.contact_id = o.id)
    or exists (select from old_rows o join consents k on k.contact_id = o.id)
    or exists (select from old_rows o join contact_tags t on t.contact_id = o.id) then
    raise foreign_key_violation using
      message = 'identities, consents or tags still refer to a contact', table = tg_table_name;
  end if;
  return null;
end $$;

do $$
begin
  if current_setting('server_version_num')::int < 180000 then return; end if;
  alter table contact_tags alter constraint contact_tags_contact_id_fkey not enforced;
  create trigger contact_tags_refer after insert on contact_tags
    referencing new table as new_rows for each statement execute function refer_to_contacts();
  create trigger contact_tags_refer_anew after update on contact_tags
    referencing new table as new_rows for each statement execute function refer_to_contacts();
end $$;

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
      from (select distinct n.contact_id from latter n join contacts h on h.id = n.contact_id
        where tg_op = 'UPDATE' or not h.tags @> array[n.tag]) l) t
    where c.id = t.contact_id and c.tags is distinct from t.tags;
  end if;
  return null;
end $$;
