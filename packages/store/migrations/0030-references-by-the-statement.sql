-- That an identity and a consent refer to a person who is there is looked at once a statement: looked at row by row it was a
-- quarter of the time of an import. The constraints stay, as what tells which tables speak of people, and PostgreSQL before
-- 18, which has none that it does not enforce, goes on enforcing them.

create function refer_to_contacts() returns trigger language plpgsql as $$
declare
  missing uuid;
begin
  -- Nobody deletes them from here on; whom this transaction made nobody else can see.
  perform from contacts c
  where c.id in (select contact_id from new_rows) and c.xmin <> pg_current_xact_id()::xid
  for key share;
  select n.contact_id into missing from new_rows n
  where not exists (select from contacts c where c.id = n.contact_id) limit 1;
  if missing is not null then
    raise foreign_key_violation using
      message = format('%s refers to contact %s, who is not there', tg_table_name, missing), table = tg_table_name;
  end if;
  return null;
end $$;

create function leave_no_reference() returns trigger language plpgsql as $$
begin
  if exists (select from old_rows o join contact_identities i on i.contact_id = o.id)
    or exists (select from old_rows o join consents k on k.contact_id = o.id) then
    raise foreign_key_violation using
      message = 'identities or consents still refer to a contact', table = tg_table_name;
  end if;
  return null;
end $$;

do $$
declare
  referring text;
begin
  if current_setting('server_version_num')::int < 180000 then return; end if;
  foreach referring in array array['contact_identities', 'consents'] loop
    execute format('alter table %1$I alter constraint %1$s_contact_id_fkey not enforced', referring);
    execute format('create trigger %1$s_refer after insert on %1$I
      referencing new table as new_rows for each statement execute function refer_to_contacts()', referring);
    execute format('create trigger %1$s_refer_anew after update on %1$I
      referencing new table as new_rows for each statement execute function refer_to_contacts()', referring);
  end loop;
  create trigger contacts_leave_no_reference after delete on contacts
    referencing old table as old_rows for each statement execute function leave_no_reference();
end $$;
