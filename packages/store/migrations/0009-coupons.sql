-- What a pool of codes is for. `list`: codes that were uploaded; `generated`: made one at a time, in the shop too.
create table coupon_pools (
  name          text primary key,
  kind          text not null check (kind in ('list', 'generated')),
  pattern       text,                       -- 'BACK-{{random 4}}'
  offer         jsonb not null,             -- {kind: 'percent', percent} | {kind: 'amount', amount, currency} | {kind: 'free-shipping'} | {kind: 'other'}
  ends          jsonb not null,             -- {kind: 'never'} | {kind: 'days', days} | {kind: 'at', at}: local to the shop
  connection_id uuid,                       -- the shop in which codes are made
  low_water     integer not null,
  low_told_at   timestamptz,                -- so that it is told once a time
  created_at    timestamptz not null,
  check ((kind = 'generated') = (pattern is not null))
);
insert into coupon_pools (name, kind, offer, ends, low_water, created_at)
  select distinct pool, 'list', '{"kind": "other"}'::jsonb, '{"kind": "never"}'::jsonb, 50, now() from coupons;

alter table coupons
  add foreign key (pool) references coupon_pools,
  add column run_id     uuid,
  add column expires_at timestamptz,
  add column shop_state text check (shop_state in ('asked', 'made')),
  add column shop_ref   text,
  add column used_at    timestamptz,
  add column used_order text;
create index coupons_run on coupons (run_id, issued_at desc) where run_id is not null;
create index coupons_code on coupons (upper(code));
create index coupons_issued on coupons (pool, issued_at desc) where issue_key is not null;

-- Links follow their person when two are made one, and are told and erased with them.
alter table links add foreign key (contact_id) references contacts;
