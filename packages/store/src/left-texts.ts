import { putBack } from './steps/coupons.js';

/**
 * Parts of a statement that settle the texts which still waited where a run has been, and put their codes back on their
 * lists: nobody comes back to them.
 * They follow a part named `run`, which has the `id`.
 * @param at when; `outcome` and `ended` (an instant, or null) say how the run ended; `been` is a condition on `messages`
 */
export const leftTexts = ({
  at,
  outcome,
  ended,
  been,
}: Record<'at' | 'outcome' | 'ended' | 'been', string>) => `
  left_texts as (
    update messages set state = 'suppressed', settled_at = ${at},
      reason_code = case when ${outcome} = 'stopped' then 'stopped' else 'left-first' end,
      reason = case when ${outcome} = 'stopped' then 'They have replied STOP'
        when ${ended} is not null then 'They left the journey first: ' || coalesce(${outcome}, 'completed')
        else 'They went on in the journey before it left' end
    from run
    where messages.run_id = run.id and messages.state in ('planned', 'held') and (${ended} is not null or ${been})
    returning messages.id, messages.send_key, messages.reason
  ), told_left as (
    insert into message_transitions (message_id, state, at, cause)
    select id, 'suppressed', ${at}, reason from left_texts
  ), codes_back as (${putBack('= any (array(select send_key from left_texts))')})`;
