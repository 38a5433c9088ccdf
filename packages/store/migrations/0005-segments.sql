create table segments (
  id         uuid primary key,
  name       text not null,
  rule       jsonb not null,                -- RuleGroup over the person
  -- The last contact that a recount has looked at; null at its beginning, and `counted_at` once it is through.
  cursor     uuid,
  counted_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table segment_members (
  segment_id uuid not null references segments on delete cascade,
  contact_id uuid not null references contacts,
  entered_at timestamptz not null,
  primary key (segment_id, contact_id)
);
create index segment_members_contact on segment_members (contact_id);
