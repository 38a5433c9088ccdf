-- Keys are listed and revoked by a name of their own, never by what they are.
alter table api_keys
  add column id           uuid not null default gen_random_uuid() unique,
  add column name         text not null default '',
  add column hint         text not null default '', -- the last letters
  add column last_used_at timestamptz;

-- Series over time.
create index link_clicks_at on link_clicks (at);

-- Texts to one's own phone.
create index messages_tests on messages (planned_at desc) where send_key like 'test/%';
