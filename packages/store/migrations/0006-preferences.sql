-- What a person wishes of our texts, short of stopping them. Keyed by number, as everything about the receiving end is.
create table contact_preferences (
  phone  text not null,
  topic  text not null,                     -- '*': everything; else a purpose ('marketing') or a topic ('new arrivals')
  choice text not null check (choice in ('yes', 'fewer', 'no')),
  until  timestamptz,                       -- 'no' until then is a pause
  source text not null,                     -- 'preference page', 'reply', 'by hand'
  at     timestamptz not null,
  primary key (phone, topic)
);
