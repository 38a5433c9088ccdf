-- Who changed what: one row for each route that somebody used, the same again within minutes counted up.
create table changes (
  id        bigint generated always as identity primary key,
  at        timestamptz not null,
  times     integer not null default 1,
  member_id uuid references members,
  key_name  text,                           -- a program's, where no member did it
  route     text not null,                  -- as in the API's table of permissions: POST /api/journeys/:id/publish
  subject   text                            -- the id in the address, or of what was made
);
create index changes_at on changes (at desc, id desc);
create index changes_subject on changes (subject, at desc);
