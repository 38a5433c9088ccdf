-- Whose text came too late keeps the place, and is not asked again at once: others are told meanwhile.
alter table waitlist add column not_before timestamptz;
alter table waitlist add column late_turns integer not null default 0;
