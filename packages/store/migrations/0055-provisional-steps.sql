-- Where a run is shown while its step keeps failing; it has not said so itself, and goes on from before it.
alter table run_steps add column is_provisional boolean not null default false;
create index run_steps_provisional on run_steps (run_id) where is_provisional;
