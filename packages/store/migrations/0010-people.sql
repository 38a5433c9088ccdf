-- People who turned out to be one ------------------------------------------------------------------------------------

-- Ids that were merged away; flat, so that one look finds who they are now.
create table contact_aliases (
  contact_id  uuid primary key,
  survivor_id uuid not null references contacts,
  reason      text not null,                -- 'hand', or the kind of identity that both were named by
  was         jsonb not null,               -- the row as it stood
  merged_at   timestamptz not null
);
create index contact_aliases_survivor on contact_aliases (survivor_id);

-- Whoever holds an old id (a run under way does) means the person of today.
create function current_contact(id uuid) returns uuid language sql stable as
  'select coalesce((select survivor_id from contact_aliases where contact_id = $1), $1)';

create function point_at_current_contact() returns trigger language plpgsql as $$
begin
  new.contact_id := current_contact(new.contact_id);
  return new;
end $$;
create trigger messages_current_contact before insert on messages
  for each row when (new.contact_id is not null) execute function point_at_current_contact();
create trigger points_entries_current_contact before insert on points_entries
  for each row execute function point_at_current_contact();
create trigger team_notes_current_contact before insert on team_notes
  for each row execute function point_at_current_contact();
create trigger coupons_current_contact before insert or update on coupons
  for each row when (new.contact_id is not null) execute function point_at_current_contact();

-- Of who was erased, the runs stay to be counted and name nobody.
alter table runs alter column contact_id drop not null;

-- A text that a run of somebody erased still decides on is nobody's.
create function forget_erased_contact() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from contacts where id = new.contact_id) then
    new.contact_id := null;
    new.phone := null;
  end if;
  return new;
end $$;
create trigger messages_erased_contact before insert on messages
  for each row when (new.contact_id is not null) execute function forget_erased_contact();

-- Keyed hashes of the numbers of people who were erased: who had said STOP stays stopped.
create table erased_phones (
  hash    text primary key,
  stopped boolean not null,
  at      timestamptz not null
);

-- Tags and lists -----------------------------------------------------------------------------------------------------

create table tags (
  name       text primary key,
  is_list    boolean not null default false,
  created_at timestamptz not null
);

create table contact_tags (
  contact_id uuid not null references contacts,
  tag        text not null references tags on update cascade on delete cascade,
  source     text not null,
  at         timestamptz not null,
  primary key (contact_id, tag)
);
create index contact_tags_tag on contact_tags (tag, contact_id);

-- The same once more on the person, for whoever reads a person whole; kept by the triggers below.
alter table contacts add column tags text[] not null default '{}';
create index contacts_tags on contacts using gin (tags);

create function keep_tags() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update contacts c set tags = array(select tag from contact_tags t where t.contact_id = c.id order by at, tag)
    where c.id in (select contact_id from former);
  end if;
  if tg_op <> 'DELETE' then
    update contacts c set tags = array(select tag from contact_tags t where t.contact_id = c.id order by at, tag)
    where c.id in (select contact_id from latter);
  end if;
  return null;
end $$;
create trigger contact_tags_put_on after insert on contact_tags
  referencing new table as latter for each statement execute function keep_tags();
create trigger contact_tags_changed after update on contact_tags
  referencing old table as former new table as latter for each statement execute function keep_tags();
create trigger contact_tags_taken_off after delete on contact_tags
  referencing old table as former for each statement execute function keep_tags();

insert into tags (name, created_at)
  select distinct left(tag, 100), now()
  from contacts, jsonb_array_elements_text(case jsonb_typeof(attributes -> 'tags') when 'array' then attributes -> 'tags' else '[]' end) as tag
  where tag <> '';
insert into contact_tags (contact_id, tag, source, at)
  select distinct id, left(tag, 100), 'attributes', updated_at
  from contacts, jsonb_array_elements_text(case jsonb_typeof(attributes -> 'tags') when 'array' then attributes -> 'tags' else '[]' end) as tag
  where tag <> '';
update contacts set attributes = attributes - 'tags' where jsonb_typeof(attributes -> 'tags') = 'array';

-- What is said of people ---------------------------------------------------------------------------------------------

-- The types that an attribute was seen with; more than one is a conflict, which is shown.
create table attribute_types (
  name       text not null,
  type       text not null check (type in ('text', 'number', 'boolean', 'date', 'list', 'object')),
  example    text not null,
  first_seen timestamptz not null,
  primary key (name, type)
);

create table contact_changes (
  id         bigint generated always as identity primary key,
  contact_id uuid not null references contacts,
  field      text not null,                 -- 'first_name', 'attributes.town'
  before     jsonb,
  after      jsonb,
  source     text,
  at         timestamptz not null
);
create index contact_changes_contact on contact_changes (contact_id, at desc, id desc);

-- By a trigger, so that no way of writing a person can leave its trace out. `signalbox.source` says who writes.
create function note_contact_changes() returns trigger language plpgsql as $$
declare
  writer text := nullif(current_setting('signalbox.source', true), '');
begin
  insert into contact_changes (contact_id, field, before, after, source, at)
  select new.id, f.field, to_jsonb(f.before), to_jsonb(f.after), writer, new.updated_at
  from (values
    ('first_name', old.first_name, new.first_name), ('last_name', old.last_name, new.last_name),
    ('email', old.email, new.email), ('phone', old.phone, new.phone), ('language', old.language, new.language),
    ('time_zone', old.time_zone, new.time_zone), ('country', old.country, new.country)
  ) as f (field, before, after)
  where f.before is distinct from f.after;
  if old.attributes is distinct from new.attributes then
    insert into contact_changes (contact_id, field, before, after, source, at)
    select new.id, 'attributes.' || coalesce(o.key, n.key), o.value, n.value, writer, new.updated_at
    from jsonb_each(old.attributes) o full join jsonb_each(new.attributes) n on n.key = o.key
    where o.value is distinct from n.value;
  end if;
  return null;
end $$;
create trigger contacts_note_changes after update on contacts for each row
  when (row(old.first_name, old.last_name, old.email, old.phone, old.language, old.time_zone, old.country, old.attributes)
    is distinct from row(new.first_name, new.last_name, new.email, new.phone, new.language, new.time_zone, new.country, new.attributes))
  execute function note_contact_changes();

-- Finding people -----------------------------------------------------------------------------------------------------

-- Words by their beginnings. Punctuation of addresses and numbers is taken out, here and from what is asked for.
create function contact_words(first_name text, last_name text, email text, phone text) returns tsvector
language sql immutable parallel safe as $$
  select to_tsvector('simple', translate(
    coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(email, '') || ' ' ||
    coalesce(phone, '') || ' ' || coalesce(right(phone, 8), ''),
    '@.+-_/''', '       '))
$$;
create index contacts_words on contacts using gin (contact_words(first_name, last_name, email, phone));
create index contacts_newest on contacts (created_at desc, id desc);
create index contacts_country on contacts (country, created_at desc, id desc);
create index contacts_last_order on contacts (last_order_at);

-- What happened to one person, the newest first.
create index messages_contact on messages (contact_id, planned_at desc);
create index consents_contact on consents (contact_id, at desc);
create index inbound_messages_contact on inbound_messages (contact_id, received_at desc);
create index inbound_messages_phone on inbound_messages (phone, received_at desc);
create index campaign_people_contact on campaign_people (contact_id);
create index coupons_contact on coupons (contact_id) where contact_id is not null;
create index team_notes_contact on team_notes (contact_id);
create index reply_reviews_contact on reply_reviews (contact_id);
create index runs_entry_event on runs (entry_event_id);
