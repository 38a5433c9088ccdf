-- Of a person: it goes when they are erased.
alter table run_steps add column compared jsonb;
