-- What a run reached ------------------------------------------------------------------------------------------------

alter table runs
  add column goal_at       timestamptz,
  add column goal_event_id uuid,
  drop constraint runs_status_check,
  add constraint runs_status_check check (status in ('starting', 'waiting', 'parked', 'held', 'stuck', 'ended')),
  add column moving_to     text references plans; -- asked to go on with this plan, until it has

alter table journeys
  add column paused_at timestamptz,
  drop constraint journeys_status_check,
  add constraint journeys_status_check check (status in ('draft', 'live', 'paused', 'ended', 'archived'));

-- Runs that went on with another version; one that has taken no step since may be moved back.
create table run_moves (
  run_id    uuid not null references runs,
  from_hash text not null references plans,
  to_hash   text not null references plans,
  seq       integer not null,               -- of the step where it was moved
  moved_at  timestamptz not null,
  primary key (run_id, to_hash, seq)
);

create index runs_live on runs (journey_id, status) where ended_at is null;

-- What steps keep ---------------------------------------------------------------------------------------------------

-- Places in the queue of a drip step. `place` is run/node/visit: the same place when asked again.
create table gate_slots (
  journey_id uuid not null references journeys,
  node_id    text not null,
  place      text not null,
  at         timestamptz not null,
  primary key (journey_id, node_id, place)
);
create index gate_slots_last on gate_slots (journey_id, node_id, at desc);

create table team_notes (
  id         uuid primary key,
  key        text not null unique,          -- run/node/visit
  contact_id uuid not null references contacts,
  journey_id uuid references journeys,
  run_id     uuid references runs,
  text       text not null,
  at         timestamptz not null,
  done_at    timestamptz
);
create index team_notes_open on team_notes (at desc) where done_at is null;

create table experiment_winners (
  journey_id uuid not null references journeys,
  node_id    text not null,
  variant    text not null,
  chosen_by  text not null check (chosen_by in ('hand', 'rule')),
  chosen_at  timestamptz not null,
  primary key (journey_id, node_id)
);

create table coupons (
  pool       text not null,
  code       text not null,
  issue_key  text unique,                   -- run/node/visit of who got it
  contact_id uuid references contacts,
  issued_at  timestamptz,
  primary key (pool, code)
);
create index coupons_free on coupons (pool) where issue_key is null;

-- Append-only; a balance is the sum.
create table points_entries (
  key        text primary key,              -- run/node/visit, or the event that caused it
  contact_id uuid not null references contacts,
  points     integer not null,
  reason     text not null,
  at         timestamptz not null
);
create index points_entries_contact on points_entries (contact_id, at);

-- Campaigns: a journey started for a whole audience -----------------------------------------------------------------

create table campaigns (
  id          uuid primary key,
  journey_id  uuid not null references journeys,
  version     integer not null,
  occurrence  text not null,                -- local date and time: '2026-12-01T10:00'
  due_at      timestamptz not null,
  status      text not null check (status in ('gathering', 'running', 'stopped', 'done')),
  cursor      uuid,                         -- the last contact that was looked at while gathering
  created_at  timestamptz not null,
  finished_at timestamptz,
  unique (journey_id, occurrence)           -- each time comes round once
);

-- The snapshot of the audience; `outcome` is null until the person's turn has come.
create table campaign_people (
  campaign_id uuid not null references campaigns,
  contact_id  uuid not null references contacts,
  outcome     text check (outcome in ('started', 'not-started')),
  reason      text,
  at          timestamptz,
  primary key (campaign_id, contact_id)
);
create index campaign_people_waiting on campaign_people (campaign_id, contact_id) where outcome is null;
