alter table messages
  add column is_urgent boolean not null default false, -- it had an end time
  add column cart_keys text[],              -- of the cart that it reminds of: 'purchase:...'
  add column sequence  integer;             -- of the newest callback, as the carrier counts them
create index messages_carts on messages using gin (cart_keys) where cart_keys is not null;

-- Numbers that the carrier says nothing can reach; a text from one takes it out.
create table unreachable_phones (
  phone  text primary key,
  reason text not null,
  at     timestamptz not null
);

-- Who asked to be signed up, and has yet to say yes from the number itself.
create table opt_in_requests (
  id           uuid primary key,
  phone        text not null,
  purposes     text[] not null,
  source       text not null,               -- 'form', 'text', 'api'
  evidence     jsonb not null default '{}', -- wording shown, page, address
  requested_at timestamptz not null,
  asked_at     timestamptz,                 -- when the confirmation was sent
  expires_at   timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by text check (confirmed_by in ('reply', 'link')),
  closed_at    timestamptz                  -- stopped, or asked for anew
);
create index opt_in_requests_phone on opt_in_requests (phone, requested_at desc);
