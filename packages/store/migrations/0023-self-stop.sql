-- A reply that somebody marked: this text was not welcome.
alter table inbound_messages add column is_unwelcome boolean not null default false;

-- Why a journey stopped itself, until it is resumed; and since when it is judged, so that it does not stop again at once.
alter table journeys
  add column stopped_itself jsonb,
  add column judged_from timestamptz;
