-- Points: an append-only ledger; a balance is the sum -------------------------------------------------------------------

alter table points_entries
  add column kind       text not null default 'changed'
    check (kind in ('earned', 'withdrawn', 'changed', 'expired', 'birthday')),
  add column about      text,               -- 'order/<shop>/<id>': the entries of one thing add up to what it is worth
  add column expires_at timestamptz;
create index points_entries_about on points_entries (about) where about is not null;
create index points_entries_expiry on points_entries (expires_at, contact_id) where expires_at is not null;

alter table contacts
  add column points_at               timestamptz, -- the time of the balance that the shop's own programme last told
  add column tier_at                 timestamptz,
  add column has_open_case           boolean not null default false,
  add column contacted_elsewhere_at  timestamptz,
  add column referral_count          integer not null default 0;

-- Cases that a help desk has with people: no offer goes to who waits for an answer.
create table support_cases (
  source     text not null,
  case_id    text not null,
  contact_id uuid not null references contacts,
  opened_at  timestamptz,
  closed_at  timestamptz,
  primary key (source, case_id)
);
create index support_cases_contact on support_cases (contact_id);

create table referrals (
  source     text not null,
  referred   text not null,                 -- who came: an id, an address or a number
  contact_id uuid not null references contacts,
  at         timestamptz not null,
  primary key (source, referred, contact_id)
);
create index referrals_contact on referrals (contact_id);
