-- A place in the pace that is further ahead than a text waits for in line is kept for it until it comes back.
alter table pace_slots
  add column send_key text unique,
  -- It came too late for the one that it had before, and goes with this one whenever it comes.
  add column was_missed boolean not null default false;
