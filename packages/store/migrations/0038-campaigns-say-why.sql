-- A campaign that was missed or stopped says why.
alter table campaigns
  drop constraint campaigns_status_check,
  add constraint campaigns_status_check check (status in ('gathering', 'running', 'stopped', 'done', 'missed')),
  add column reason text;

-- At which rate a place was given: once the rate is another one, those who still wait are given new places.
alter table gate_slots add column every_ms double precision;
