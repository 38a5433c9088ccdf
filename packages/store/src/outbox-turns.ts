/** So many of each journey at least, however many journeys have something waiting. */
const LEAST_SHARE = 5;

/**
 * By turns: every journey with something due has an equal share of the batch, so that nobody waits for a crowd of another
 * journey. The journeys are found by one look at the index each, whatever the number of their rows.
 * `$1` is now, `$2` how many rows there are to share.
 *
 * A locked head is skipped, and what stands behind it is no head: so order holds between processes.
 */
export const NEXT_BY_TURNS = `
  with recursive waiting as (
    (select journey_id from outbox order by journey_id limit 1)
    union all
    select (select journey_id from outbox where journey_id > before.journey_id order by journey_id limit 1)
    from waiting before where before.journey_id is not null
  ), due as materialized (
    select journey_id, exists (select from campaigns where campaigns.journey_id = waiting.journey_id) as has_campaigns
    from waiting
    where journey_id is not null
      and exists (select from outbox o where o.journey_id = waiting.journey_id and o.next_attempt_at <= $1)
  ), share as materialized (
    select greatest(${LEAST_SHARE}, ceil($2::float8 / count(*)))::bigint as size from due having count(*) > 0
  )
  select heads.*, due.has_campaigns
  from due cross join share
  cross join lateral (
    select o.id, o.run_id, o.kind, o.payload, r.start, o.attempts, r.ended_at
    from outbox o join runs r on r.id = o.run_id
    where o.journey_id = due.journey_id and o.next_attempt_at <= $1
      and not exists (select from outbox earlier where earlier.run_id = o.run_id and earlier.id < o.id)
      and (o.after_run is null or (select ended_at from runs former where former.id = o.after_run) is not null)
    order by o.next_attempt_at, o.id
    limit (select size from share)
    for update of o skip locked
  ) heads`;
