-- Such a key is good for as long as the environment names it.
alter table api_keys add column is_from_environment boolean not null default false;
