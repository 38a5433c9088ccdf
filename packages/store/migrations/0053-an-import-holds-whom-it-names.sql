-- Whoever writes identities, consents and tags may hold the people whom they refer to already: has just made them, or locked them.
-- Then nobody need look a second time; an import did, for a sixth of PostgreSQL's part in it.
create function holds_contacts() returns boolean language sql stable return
  coalesce(current_setting('signalbox.holds_contacts', true), '') = 'on';

do $$
declare
  referring text;
begin
  if current_setting('server_version_num')::int < 180000 then return; end if;
  foreach referring in array array['contact_identities', 'consents', 'contact_tags'] loop
    execute format('create or replace trigger %1$s_refer after insert on %1$I
      referencing new table as new_rows for each statement when (not holds_contacts())
      execute function refer_to_contacts()', referring);
  end loop;
end $$;

-- Most people have no tag, and each was a line in this index.
drop index contacts_tags;
create index contacts_tags on contacts using gin (tags) where tags <> '{}';
