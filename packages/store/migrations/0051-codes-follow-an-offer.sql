-- When a shop is next told that a code it made ends at another time; null: it knows.
alter table coupons add column end_to_tell_at timestamptz;
create index coupons_end_to_tell on coupons (end_to_tell_at) where end_to_tell_at is not null;
