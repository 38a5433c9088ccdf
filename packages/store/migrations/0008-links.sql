-- Short links, one for each recipient and place in a text. A retry of the text finds its own again by key and slot.
create table links (
  code       text primary key,
  kind       text not null check (kind in ('url', 'opt-out', 'opt-in')),
  url        text check ((kind = 'url') = (url is not null)),
  name       text,
  send_key   text not null,
  slot       text not null,
  message_id uuid references messages on delete cascade,
  run_id     uuid,
  journey_id uuid,
  node_id    text,
  contact_id uuid,
  phone      text not null,
  purpose    text not null,
  expires_at timestamptz,
  created_at timestamptz not null,
  unique (send_key, slot)
);
create index links_message on links (message_id);
create index links_contact on links (contact_id);
create index links_journey on links (journey_id, node_id);

create table link_clicks (
  id         bigint generated always as identity primary key,
  code       text not null references links on delete cascade,
  at         timestamptz not null,
  by         text not null check (by in ('person', 'bot', 'preview', 'early')),
  user_agent text
);
create index link_clicks_code on link_clicks (code, at);

-- The page of a number about its texts, which nobody else can guess.
create table recipient_pages (
  token      text primary key,
  phone      text not null unique,
  created_at timestamptz not null
);
