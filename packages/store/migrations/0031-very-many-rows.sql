-- Lists of very many rows: what a screen asks for is found, and counted, by an index.

-- Compiling a statement takes longer than any screen may; who may not say so keeps the server's setting.
do $$
begin
  execute format('alter database %I set jit = off', current_database());
exception when insufficient_privilege then null;
end $$;

-- The few that a list is asked for among many.
create index contacts_demo on contacts (id) where is_demo;
create index consents_denied on consents (phone) where purpose = 'marketing' and state = 'denied';
create index messages_waiting on messages (planned_at desc, id desc) where state in ('planned', 'held', 'sending');
create index run_steps_node on run_steps (node_id, run_id);

-- Counted without a look at the rows.
create index messages_of_journey on messages (journey_id, planned_at desc) include (state);
drop index messages_journey;
create index coupons_used on coupons (pool) where used_at is not null;
