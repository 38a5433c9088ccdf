-- People ---------------------------------------------------------------------------------------------------------

create table contacts (
  id            uuid primary key,
  first_name    text,
  last_name     text,
  email         text,
  phone         text,                       -- E.164
  attributes    jsonb not null default '{}',
  language      text,                       -- BCP 47
  time_zone     text,                       -- IANA
  country       text,                       -- ISO 3166-1 alpha-2
  order_count   integer not null default 0, -- aggregates, kept by intake
  total_spent   jsonb not null default '{}',-- minor units by currency
  last_order_at timestamptz,
  is_demo       boolean not null default false,
  created_at    timestamptz not null,
  updated_at    timestamptz not null
);
create index contacts_phone on contacts (phone);

-- How a source names a person: ('shopify','7064'), ('user','u_1'), ('email','a@b.dk'), ('phone','+45...'), ('anonymous','...').
create table contact_identities (
  kind       text not null,
  value      text not null,
  contact_id uuid not null references contacts,
  primary key (kind, value)
);
create index contact_identities_contact on contact_identities (contact_id);

-- Append-only. The newest row for a phone and purpose is in force.
create table consents (
  id         bigint generated always as identity primary key,
  contact_id uuid not null references contacts,
  phone      text not null,
  purpose    text not null,                 -- see Purpose in engine/graph/journey-graph.ts
  state      text not null check (state in ('granted', 'denied')),
  source     text not null,                 -- 'shopify', 'identify', 'demo', ...
  evidence   jsonb not null default '{}',   -- wording shown, address, raw level
  at         timestamptz not null,
  recorded_at timestamptz not null
);
create index consents_phone on consents (phone, purpose, at desc, id desc);

-- The STOP ledger: no marketing text to these numbers.
create table suppressions (
  phone  text primary key,
  reason text not null,
  at     timestamptz not null
);

-- Events ---------------------------------------------------------------------------------------------------------

create table events (
  id          uuid primary key,
  source      text not null,                -- 'segment', 'shopify', 'plivo', 'demo'
  message_id  text not null,
  name        text not null,
  contact_id  uuid references contacts,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  properties  jsonb not null default '{}',
  keys        text[] not null default '{}', -- correlation: 'purchase:shopify/<token>', 'property:appointment_id/17'
  is_history  boolean not null default false
);
create index events_contact on events (contact_id, occurred_at desc);
create index events_keys on events using gin (keys);
create index events_received on events (received_at desc);

-- Narrow and never partitioned: the promise that a message is taken once.
create table event_ids (
  source     text not null,
  message_id text not null,
  event_id   uuid not null,
  primary key (source, message_id)
);

-- Journeys -------------------------------------------------------------------------------------------------------

create table plans (
  hash text primary key,
  plan jsonb not null
);

create table journeys (
  id           uuid primary key,
  name         text not null,
  draft        json not null,             -- json, not jsonb: kept to the letter, whatever it holds
  revision     integer not null default 1,  -- of the draft; a save with another one gets 409
  live_version integer,
  status       text not null default 'draft' check (status in ('draft', 'live', 'paused', 'archived')),
  created_at   timestamptz not null,
  updated_at   timestamptz not null
);

create table journey_versions (
  journey_id   uuid not null references journeys,
  version      integer not null,
  graph        json not null,
  plan_hash    text not null references plans,
  published_at timestamptz not null,
  primary key (journey_id, version)
);

-- Runs -----------------------------------------------------------------------------------------------------------

create table runs (
  id             uuid primary key,          -- UUIDv5 of journey, entry event and contact (and restart)
  journey_id     uuid not null references journeys,
  version        integer not null,
  plan_hash      text not null references plans,
  contact_id     uuid not null references contacts,
  entry_event_id uuid not null references events,
  start          jsonb not null,            -- RunStart of engine/interpret: what its workflow is started with
  entry_key      text not null,             -- what re-entry is counted by: '' or a correlation key
  status         text not null default 'starting' check (status in ('starting', 'waiting', 'parked', 'ended')),
  outcome        text,
  replaced_by    uuid,
  started_at     timestamptz not null,
  wakes_at       timestamptz,
  ended_at       timestamptz
);
-- One active run a journey, contact and key; one that is being replaced no longer counts.
create unique index runs_active on runs (journey_id, contact_id, entry_key) where ended_at is null and replaced_by is null;
create index runs_journey on runs (journey_id, started_at desc);
create index runs_contact on runs (contact_id, started_at desc);

create table run_steps (
  run_id     uuid not null references runs,
  seq        integer not null,
  node_id    text not null,
  visit      integer not null,
  entered_at timestamptz not null,
  left_at    timestamptz,
  port       text,
  reason     text,
  primary key (run_id, seq)
);

-- Which runs an event may matter to; deleted when the run ends.
create table run_subscriptions (
  run_id     uuid not null references runs,
  ref        text not null,                 -- PlanSubscription.ref
  event_name text not null,
  contact_id uuid,                          -- by contact ...
  key        text,                          -- ... or by correlation key
  check ((contact_id is null) <> (key is null))
);
create index run_subscriptions_contact on run_subscriptions (contact_id, event_name) where contact_id is not null;
create index run_subscriptions_key on run_subscriptions (key, event_name) where key is not null;
create index run_subscriptions_run on run_subscriptions (run_id);

-- First in, first out per run.
create table outbox (
  id              bigint generated always as identity primary key,
  run_id          uuid not null references runs,
  kind            text not null check (kind in ('start', 'event', 'interrupt')),
  payload         jsonb not null,
  after_run       uuid,                     -- held until that run has ended (restart)
  attempts        integer not null default 0,
  next_attempt_at timestamptz not null,
  last_error      text,
  created_at      timestamptz not null
);
create index outbox_run on outbox (run_id, id);
create index outbox_due on outbox (next_attempt_at, id);

-- Texts ----------------------------------------------------------------------------------------------------------

create table messages (
  id           uuid primary key,
  send_key     text not null unique,        -- run/node/visit: at most one text each
  run_id       uuid references runs,
  journey_id   uuid references journeys,
  node_id      text,
  contact_id   uuid references contacts,
  phone        text,
  sender       text,
  purpose      text not null,
  state        text not null check (state in ('planned','held','sending','accepted','sent','delivered','undelivered','failed','suppressed','unknown')),
  reason       text,                        -- readable: why held, suppressed, failed
  reason_code  text,                        -- stable: 'no-consent', 'stopped', 'no-phone', ...
  body         text,
  parts        integer,
  encoding     text,
  token        text unique,                 -- in the callback's path: proves acceptance
  carrier_id   text,                        -- the carrier's message uuid
  cost         jsonb,
  error_code   text,
  planned_at   timestamptz not null,
  sending_at   timestamptz,
  accepted_at  timestamptz,
  settled_at   timestamptz
);
create index messages_phone on messages (phone, sending_at);
create index messages_run on messages (run_id);
create index messages_journey on messages (journey_id, planned_at desc);
create index messages_unsettled on messages (sending_at) where state in ('sending', 'unknown');

create table message_transitions (
  message_id uuid not null references messages,
  seq        integer generated always as identity,
  state      text not null,
  at         timestamptz not null,
  cause      text not null,
  primary key (message_id, seq)
);

create table inbound_messages (
  id          uuid primary key,
  carrier_id  text not null unique,
  phone       text not null,
  recipient   text not null,
  body        text not null,
  contact_id  uuid references contacts,
  received_at timestamptz not null
);

-- The house ------------------------------------------------------------------------------------------------------

create table settings (
  key   text primary key,
  value jsonb not null
);

create table api_keys (
  hash       text primary key,              -- SHA-256 of the key
  kind       text not null check (kind in ('api', 'write')),
  created_at timestamptz not null
);

create table sessions (
  hash       text primary key,              -- SHA-256 of the cookie's token
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table sign_in_links (
  hash       text primary key,
  expires_at timestamptz not null,
  used_at    timestamptz
);
