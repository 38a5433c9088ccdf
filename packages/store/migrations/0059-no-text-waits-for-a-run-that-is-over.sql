-- Texts that waited when their run ended were left as held.
with left_texts as (
  update messages set state = 'suppressed', settled_at = runs.ended_at,
    reason_code = case when runs.outcome = 'stopped' then 'stopped' else 'left-first' end,
    reason = case when runs.outcome = 'stopped' then 'They have replied STOP'
      else 'They left the journey first: ' || coalesce(runs.outcome, 'completed') end
  from runs
  where messages.run_id = runs.id and messages.state in ('planned', 'held') and runs.ended_at is not null
  returning messages.id, messages.settled_at, messages.reason
)
insert into message_transitions (message_id, state, at, cause)
select id, 'suppressed', settled_at, reason from left_texts;
