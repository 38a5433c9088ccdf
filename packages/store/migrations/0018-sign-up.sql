-- Forms by which people sign up for texts, on a page of ours or in a shop's.
create table sign_up_forms (
  id         uuid primary key,
  slug       text not null unique,
  name       text not null,
  language   text not null default 'en',
  title      text not null,
  lead       text not null default '',
  wording    text not null,              -- what somebody ticks: kept with their consent as it was shown
  success    text not null,
  purposes   text[] not null,
  is_double  boolean not null default true, -- they say yes from their phone before anything is granted
  tag        text,
  keyword    text unique,                -- a text of this word signs up, too
  shown      bigint not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Who signed up by which; the same number twice is one.
create table sign_ups (
  form_id    uuid not null references sign_up_forms on delete cascade,
  phone      text not null,
  contact_id uuid not null references contacts on delete cascade,
  via        text not null check (via in ('form', 'text')),
  at         timestamptz not null,
  primary key (form_id, phone)
);
create index sign_ups_contact on sign_ups (contact_id);
