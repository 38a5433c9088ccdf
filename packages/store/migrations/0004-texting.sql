-- Replies that may mean "no more", and need a person to say.
create table reply_reviews (
  id         uuid primary key,
  carrier_id text not null unique,
  phone      text not null,
  contact_id uuid references contacts,
  body       text not null,
  at         timestamptz not null,
  decision   text check (decision in ('stop', 'nothing')),
  decided_at timestamptz
);
create index reply_reviews_open on reply_reviews (at desc) where decision is null;

-- What counts towards a person's limits, by number.
create index messages_sending on messages (sending_at) where sending_at is not null;
create index messages_counting on messages (phone, sending_at desc) where sending_at is not null;
-- Texts that no run sends: confirmations, and what people write by hand.
create index messages_direct on messages (planned_at) where run_id is null and state = 'planned';

-- The carrier's pace: who sends in which of the slots into which time is cut. Past ones are swept away.
create table pace_slots (
  slot    bigint primary key,
  journey text not null
);
create index pace_slots_journey on pace_slots (journey, slot desc);
