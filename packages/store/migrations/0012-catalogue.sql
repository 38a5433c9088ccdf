-- The shop: what it sells, what it sold -----------------------------------------------------------------------------

-- 'shopify/acme.myshopify.com', 'woocommerce/shop.example', 'segment'.
create table shops (
  shop           text primary key,
  currency       text,                      -- ISO 4217, learnt from its orders
  uninstalled_at timestamptz,
  seen_at        timestamptz not null
);

create table products (
  shop         text not null,
  product_id   text not null,
  title        text,
  url          text,
  image_url    text,
  category     text,
  vendor       text,
  tags         text[] not null default '{}',
  status       text not null default 'active' check (status in ('active', 'hidden', 'deleted')),
  published_at timestamptz,                 -- when it could first be bought; newness is counted from here
  updated_at   timestamptz not null,        -- the shop's time: older news only fills gaps
  primary key (shop, product_id)
);
create index products_new on products (published_at desc) where status = 'active';

create table variants (
  shop              text not null,
  variant_id        text not null,
  product_id        text,
  title             text,
  sku               text,
  options           jsonb not null default '{}', -- {"size": "M"}
  price             numeric,                -- major units, as the shop says it
  compare_at_price  numeric,
  available         integer,                -- of all places together; null where the shop does not count
  stock             text check (stock in ('in', 'out')), -- what the shop says where it does not count
  is_tracked        boolean not null default true,
  policy            text not null default 'deny' check (policy in ('deny', 'continue')), -- once it is sold out
  inventory_item_id text,
  is_deleted        boolean not null default false,
  stock_at          timestamptz,            -- the shop's time of what is known of its stock
  updated_at        timestamptz not null,
  primary key (shop, variant_id)
);
create index variants_product on variants (shop, product_id);
create index variants_item on variants (shop, inventory_item_id) where inventory_item_id is not null;
create index variants_sku on variants (sku) where sku is not null;
create index variants_id on variants (variant_id);

create table inventory_levels (
  shop              text not null,
  inventory_item_id text not null,
  location_id       text not null,
  available         integer not null,
  updated_at        timestamptz not null,
  primary key (shop, inventory_item_id, location_id)
);

-- One row a change of price or stock: what it was at any time.
create table variant_history (
  id         bigint generated always as identity primary key,
  shop       text not null,
  variant_id text not null,
  at         timestamptz not null,
  price      numeric,
  available  integer,
  stock      text
);
create index variant_history_at on variant_history (shop, variant_id, at desc);

-- What is known of an order from all that was said about it, in whatever order that came.
create table orders (
  shop           text not null,
  order_id       text not null,
  contact_id     uuid references contacts,
  placed_at      timestamptz,               -- null until it is known to have been placed
  paid_at        timestamptz,
  cancelled_at   timestamptz,
  currency       text,
  total_minor    bigint,
  refunded_minor bigint not null default 0,
  discount_codes text[] not null default '{}',
  checkout_token text,
  cart_token     text,
  details_at     timestamptz,               -- of the newest that named a total; ties are settled by its id
  details_id     text,
  lines_at       timestamptz,
  lines_id       text,
  primary key (shop, order_id)
);
create index orders_contact on orders (contact_id, placed_at);
create index orders_discounts on orders using gin (discount_codes) where discount_codes <> '{}';

create table order_lines (
  shop       text not null,
  order_id   text not null,
  line       integer not null,
  product_id text,
  variant_id text,
  sku        text,
  name       text,
  category   text,
  quantity   integer not null,
  price      numeric,
  primary key (shop, order_id, line)
);
create index order_lines_product on order_lines (shop, product_id) where product_id is not null;

create table refunds (
  shop      text not null,
  refund_id text not null,
  order_id  text not null,
  minor     bigint,                         -- null: all of it
  at        timestamptz not null,
  primary key (shop, refund_id)
);
create index refunds_order on refunds (shop, order_id);

-- Computed from a person's orders -----------------------------------------------------------------------------------

alter table contacts
  add column first_order_at          timestamptz,
  add column average_order           jsonb not null default '{}', -- minor units by currency
  add column favourite_category      text,
  add column median_gap_days         double precision,
  add column predicted_next_order_at timestamptz,
  add column rfm_recency             smallint, -- 1 to 5; null for who has not bought
  add column rfm_frequency           smallint,
  add column rfm_monetary            smallint,
  add column tier                    text,
  add column points_balance          integer not null default 0;

-- Events about a thing ----------------------------------------------------------------------------------------------

-- Not yet passed on to all the runs that wait for them: the dispatcher pages through those.
create table thing_events (
  event_id   uuid primary key references events,
  cursor     uuid,                          -- the last run that was told
  created_at timestamptz not null
);
create index run_subscriptions_key_run on run_subscriptions (key, event_name, run_id) where key is not null;
drop index run_subscriptions_key;
