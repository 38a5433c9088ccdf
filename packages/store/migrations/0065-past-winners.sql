-- Who came while everybody was sent one way says nothing of the ways beside each other, also once all are tried again.
alter table experiment_winners drop constraint experiment_winners_pkey;
alter table experiment_winners add column id bigint generated always as identity primary key;
alter table experiment_winners add column ended_at timestamptz;
create unique index experiment_winners_now on experiment_winners (journey_id, node_id) where ended_at is null;
create index experiment_winners_past on experiment_winners (journey_id, node_id) where ended_at is not null;
