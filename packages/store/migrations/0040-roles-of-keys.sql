-- What a key of the API may do, as a member of that role may; a key that sends events in has none.
alter table api_keys add column role text check (role in ('viewer', 'editor', 'admin'));
update api_keys set role = 'admin' where kind = 'api';
alter table api_keys add constraint api_keys_role_of_kind check ((kind = 'api') = (role is not null));
