-- Whom a shop asked to have erased, by a keyed hash of the shop's id of them: a webhook that comes late does not bring them back.
create table redacted_ids (
  hash text primary key,
  at   timestamptz not null
);
