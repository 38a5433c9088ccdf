-- Who waits for a variant that is sold out. The line is this table; a workflow per variant only holds the rounds.
create table waitlist (
  id         uuid primary key,
  shop       text not null,                 -- '' until the catalogue knows the variant
  variant_id text not null,
  product_id text,
  contact_id uuid not null references contacts on delete cascade,
  phone      text not null,
  quantity   integer not null check (quantity > 0),
  asked_at   timestamptz not null,
  expires_at timestamptz not null,
  state      text not null check (state in ('waiting', 'claimed', 'told', 'bought', 'left', 'expired')),
  reason     text,                          -- why they left, in words
  turns      integer not null default 0,    -- how often their turn came
  turn_runs  uuid[] not null default '{}',  -- what their turn began
  claimed_at timestamptz,
  told_at    timestamptz,
  ended_at   timestamptz
);
-- One number stands in a line once.
create unique index waitlist_once on waitlist (variant_id, phone) where state in ('waiting', 'claimed');
create index waitlist_line on waitlist (shop, variant_id, state, asked_at);
create index waitlist_told on waitlist (told_at) where state = 'told';
create index waitlist_contact on waitlist (contact_id);
create index waitlist_open on waitlist (expires_at) where state in ('waiting', 'claimed');

-- What the rounds of a variant left: so that a round that is asked for twice is one.
create table waitlist_lines (
  shop          text not null,
  variant_id    text not null,
  settings      jsonb,                      -- where they differ from those of all variants
  is_paused     boolean not null default false,
  round_key     text,
  round_answer  jsonb,
  round_at      timestamptz,
  next_round_at timestamptz,
  primary key (shop, variant_id)
);

-- Variants whose line wants to be looked at, written with what changed the stock; the dispatcher tells Temporal.
create table waitlist_marks (
  shop       text not null,
  variant_id text not null,
  is_urgent  boolean not null default false, -- somebody asked for a round now
  at         timestamptz not null,
  primary key (shop, variant_id)
);
