-- What shops and others sent lately, and what became of it. Swept away after some days.
create table webhook_deliveries (
  id          bigint generated always as identity primary key,
  integration text not null,                -- 'shopify', 'woocommerce', 'in/<id of the source>'
  topic       text not null,
  at          timestamptz not null,
  outcome     text not null check (outcome in ('taken', 'duplicate', 'ignored', 'refused')),
  detail      text,
  event_ids   uuid[] not null default '{}',
  payload     text not null,                -- trimmed; empty if it was not signed
  took_ms     integer not null
);
create index webhook_deliveries_of on webhook_deliveries (integration, id desc);
create index webhook_deliveries_at on webhook_deliveries (at);

-- The newest of each topic, kept when its delivery is swept away.
create table webhook_topics (
  integration text not null,
  topic       text not null,
  last_at     timestamptz not null,
  outcome     text not null,
  taken       bigint not null default 0,
  refused     bigint not null default 0,
  primary key (integration, topic)
);

-- Anybody's webhooks, and how they are read.
create table webhook_sources (
  id         uuid primary key,
  name       text not null,
  token      text not null unique,          -- in the path: who knows it may send
  mapping    jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- What privacy law asks for, on a person's or a shop's behalf.
create table privacy_requests (
  id         uuid primary key,
  key        text not null unique,
  kind       text not null check (kind in ('access', 'erase', 'erase-shop')),
  shop       text not null,
  names      jsonb not null,                -- [{kind, value}]; emptied when it is done
  reference  text,
  asked_at   timestamptz not null,
  done_at    timestamptz,
  people     integer not null default 0,    -- whom it concerned
  answer     jsonb                          -- to an access request, until it is fetched and 30 days have gone
);
create index privacy_requests_open on privacy_requests (asked_at) where done_at is null;

-- Names and shapes of what was seen, learnt from each event as it comes ------------------------------------------------

create table seen_events (
  name          text primary key,
  source        text not null,              -- of the newest
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  count         bigint not null default 0
);

create table seen_properties (
  event_name   text not null,
  path         text not null,               -- 'products.0.name'
  types        text[] not null,             -- 'text', 'number', 'date', 'yes-no', 'list', 'object'
  example      text,
  last_seen_at timestamptz not null,
  primary key (event_name, path)
);

alter table events
  add column told_runs  uuid[] not null default '{}', -- some of the runs that it was passed on to
  add column told_count integer not null default 0;
