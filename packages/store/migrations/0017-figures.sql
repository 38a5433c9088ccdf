-- Figures are of a period.
create index messages_planned on messages (planned_at);
create index runs_stuck on runs (journey_id) where status = 'stuck' and ended_at is null;
