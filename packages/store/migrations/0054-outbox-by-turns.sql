-- The outbox is carried by turns between journeys: who waits behind a crowd is found without counting the crowd.
alter table outbox add column journey_id uuid references journeys;
update outbox set journey_id = runs.journey_id from runs where runs.id = outbox.run_id;
alter table outbox alter column journey_id set not null;

create function set_outbox_journey() returns trigger language plpgsql as $$
begin
  select journey_id into new.journey_id from runs where id = new.run_id;
  return new;
end $$;
create trigger outbox_journey before insert on outbox for each row execute function set_outbox_journey();

create index outbox_turns on outbox (journey_id, next_attempt_at, id);
drop index outbox_due;
