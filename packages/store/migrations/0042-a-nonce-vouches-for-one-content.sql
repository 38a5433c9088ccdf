-- Of replies that the carrier signed without their content: what each nonce came with.
create table carrier_nonces (
  nonce   text primary key,
  digest  text not null,
  seen_at timestamptz not null
);
