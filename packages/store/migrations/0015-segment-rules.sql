-- Segments: rules over everything that is known of a person ---------------------------------------------------------

-- Who did something since when, without looking at the events themselves.
create index events_name on events (name, occurred_at) include (contact_id);

-- What is given is JSON from anywhere: these read it as one kind of value, or say null. Never an error.
create function segment_text(value jsonb) returns text language sql immutable parallel safe return
  case when jsonb_typeof(value) in ('string', 'number', 'boolean') then nullif(lower(btrim(value #>> '{}')), '') end;

create function segment_number(value jsonb) returns numeric language sql immutable parallel safe return
  case jsonb_typeof(value)
    when 'number' then (value #>> '{}')::numeric
    when 'string' then case when value #>> '{}' ~ '^\s*-?\d{1,30}(\.\d{1,30})?\s*$' then (value #>> '{}')::numeric end
  end;

create function segment_date(value jsonb) returns timestamptz language sql stable parallel safe return
  case
    when jsonb_typeof(value) <> 'string' then null
    when value #>> '{}' ~ '^\d{4}-\d{2}-\d{2}$' then
      case when pg_input_is_valid((value #>> '{}') || 'T00:00:00Z', 'timestamptz')
        then ((value #>> '{}') || 'T00:00:00Z')::timestamptz end
    when value #>> '{}' ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?$' then
      case when pg_input_is_valid((value #>> '{}') || 'Z', 'timestamptz') then ((value #>> '{}') || 'Z')::timestamptz end
    when value #>> '{}' ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$' then
      case when pg_input_is_valid(value #>> '{}', 'timestamptz') then (value #>> '{}')::timestamptz end
  end;

create function segment_list(value jsonb) returns jsonb language sql immutable parallel safe return
  case jsonb_typeof(value)
    when 'array' then value
    when 'string' then jsonb_build_array(value)
    when 'number' then jsonb_build_array(value)
    when 'boolean' then jsonb_build_array(value)
    else '[]'::jsonb
  end;

-- Whether anything is there at all, of whatever kind.
create function segment_known(value jsonb) returns boolean language sql immutable parallel safe return
  coalesce(value not in ('null'::jsonb, '""'::jsonb, '[]'::jsonb), false);

alter table segments
  drop column cursor,
  -- The transaction that asked for the latest recount. One that was open then may not have seen the rule: the recount
  -- waits until all such are over, and what changes later is marked.
  add column saved_xid xid8 not null default pg_current_xact_id(),
  -- Whether `segment_reads` says what its rule reads: rules from before there was that table wait for it.
  add column knows_reads boolean not null default false,
  -- Those who belong when it is first counted enter it like anybody who comes later.
  add column tells_first boolean not null default false;
update segments set counted_at = null;

alter table segment_members
  drop constraint segment_members_contact_id_fkey,
  add constraint segment_members_contact_id_fkey foreign key (contact_id) references contacts on delete cascade;
create index segment_members_entered on segment_members (segment_id, entered_at desc, contact_id desc);

-- What a segment's rule looks at, with what the segments that it asks for look at.
create table segment_reads (
  segment_id uuid not null references segments on delete cascade,
  kind       text not null,
  name       text not null,
  primary key (kind, name, segment_id)
);
create index segment_reads_segment on segment_reads (segment_id);

-- Something that a segment reads of a person has changed: to be judged anew. Written by triggers, in the transaction
-- that made the change, whoever made it. Only added to and taken from, so that nobody waits here for anybody.
create table segment_marks (
  id         bigint generated always as identity primary key,
  segment_id uuid not null,
  contact_id uuid not null,
  quiet      boolean not null               -- history: belonging changes, and starts nothing
);
create index segment_marks_contact on segment_marks (contact_id);

-- When time alone may next change whether a person belongs. Written only under the lock of the person's row.
create table segment_checks (
  segment_id uuid not null references segments on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  due_at     timestamptz not null,
  primary key (segment_id, contact_id)
);
create index segment_checks_due on segment_checks (due_at);
create index segment_checks_contact on segment_checks (contact_id);

-- How many belonged, day by day.
create table segment_sizes (
  segment_id uuid not null references segments on delete cascade,
  day        date not null,
  members    integer not null,
  primary key (segment_id, day)
);

-- Marks -------------------------------------------------------------------------------------------------------------

create function is_quiet() returns boolean language sql stable return
  coalesce(current_setting('signalbox.quiet', true), '') = 'on';

create function mark_for_segments(read_kind text, read_name text, contact uuid) returns void language sql begin atomic
  insert into segment_marks (segment_id, contact_id, quiet)
  select segment_id, contact, is_quiet() from segment_reads where kind = read_kind and name = read_name and contact is not null;
end;

create function mark_new_contacts() returns trigger language plpgsql as $$
begin
  if not exists (select from segments) then return null; end if;
  -- A great many at once are cheaper to count anew than to judge one by one.
  if (select count(*) from (select from new_rows limit 501) as few) > 500 then
    update segments set counted_at = null, saved_xid = pg_current_xact_id();
  else
    insert into segment_marks (segment_id, contact_id, quiet)
    select s.id, n.id, is_quiet() from segments s cross join new_rows n;
  end if;
  return null;
end $$;
create trigger contacts_added after insert on contacts
  referencing new table as new_rows for each statement execute function mark_new_contacts();

create function mark_changed_contacts() returns trigger language plpgsql as $$
begin
  if not exists (select from segment_reads where kind in ('field', 'attribute', 'tag')) then return null; end if;
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
create trigger contacts_changed after update on contacts
  referencing old table as old_rows new table as new_rows for each statement execute function mark_changed_contacts();

create function mark_events() returns trigger language plpgsql as $$
begin
  insert into segment_marks (segment_id, contact_id, quiet)
  select distinct r.segment_id, n.contact_id, is_quiet()
  from new_rows n join segment_reads r on r.kind = 'event' and r.name = n.name
  where n.contact_id is not null;
  return null;
end $$;
create trigger events_added after insert on events
  referencing new table as new_rows for each statement execute function mark_events();

create function mark_moved_event() returns trigger language plpgsql as $$
begin
  perform mark_for_segments('event', new.name, new.contact_id);
  return null;
end $$;
create trigger events_moved after update of contact_id on events for each row
  when (old.contact_id is distinct from new.contact_id) execute function mark_moved_event();

-- Two people became one: what either belonged to is judged anew.
create function mark_moved_member() returns trigger language plpgsql as $$
begin
  insert into segment_marks (segment_id, contact_id, quiet) values (new.segment_id, new.contact_id, is_quiet());
  return null;
end $$;
create trigger segment_members_moved after update of contact_id on segment_members
  for each row execute function mark_moved_member();

create function mark_consent() returns trigger language plpgsql as $$
begin
  perform mark_for_segments('consent', '', c.id) from contacts c
  where c.phone = case when tg_op = 'DELETE' then old.phone else new.phone end;
  return null;
end $$;
create trigger consents_added after insert on consents for each row execute function mark_consent();
create trigger suppressions_changed after insert or delete on suppressions for each row execute function mark_consent();

create function mark_message() returns trigger language plpgsql as $$
begin
  perform mark_for_segments('message', '', new.contact_id);
  return null;
end $$;
create trigger messages_added after insert on messages for each row execute function mark_message();
create trigger messages_changed after update of state, contact_id, reason_code, journey_id on messages
  for each row execute function mark_message();

create function mark_run() returns trigger language plpgsql as $$
begin
  perform mark_for_segments('journey', '', new.contact_id);
  return null;
end $$;
create trigger runs_added after insert on runs for each row execute function mark_run();
create trigger runs_changed after update of ended_at, replaced_by, goal_at, contact_id on runs
  for each row
  when (old.ended_at is distinct from new.ended_at or old.replaced_by is distinct from new.replaced_by
    or old.goal_at is distinct from new.goal_at or old.contact_id is distinct from new.contact_id)
  execute function mark_run();
