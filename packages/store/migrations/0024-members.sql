-- Who works in this Signalbox. Whoever leaves stays named in what they did.
create table members (
  id           uuid primary key default gen_random_uuid(),
  name         text not null,
  role         text not null check (role in ('viewer', 'editor', 'admin')),
  created_at   timestamptz not null,
  joined_at    timestamptz,                 -- null: invited, and not here yet
  last_seen_at timestamptz,
  removed_at   timestamptz
);

insert into members (name, role, created_at, joined_at) values ('Owner', 'admin', now(), now());

alter table sessions add column member_id uuid references members;
update sessions set member_id = (select id from members);
alter table sessions alter column member_id set not null;
create index sessions_member on sessions (member_id);

alter table sign_in_links add column member_id uuid references members; -- null: whoever runs this machine
create index sign_in_links_member on sign_in_links (member_id);

alter table journey_versions add column published_by_member uuid references members;
