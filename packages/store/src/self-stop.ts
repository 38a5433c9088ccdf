import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { setJourneyStatus } from './journeys.js';
import { uuidOrNull } from './uuid-or-null.js';

/** A journey stops itself when so many of the people whom it texted lately turn away: by an opt-out, or a reply marked unwelcome. */
export interface SelfStop {
  isOn: boolean;
  /** Percent of those texted. */
  percent: number;
  /** It is not judged by fewer people than these. */
  people: number;
  days: number;
}

/** Ours. One to three in a hundred is what vendors call usual for a text (seen 2026-11); a small number says little. */
export const DEFAULT_SELF_STOP: SelfStop = { isOn: true, percent: 5, people: 100, days: 7 };

/** Why a journey stopped itself. */
export interface StoppedItself {
  texted: number;
  optedOut: number;
  unwelcome: number;
  days: number;
}

/** Whoever turns away does so from the last text that they had in a week. */
const BLAMED_DAYS = 7;

/** Pauses each live journey that too many turn away from. @returns their ids */
export async function stopUnwelcome(database: Database, rule: SelfStop, nowMs: number): Promise<string[]> {
  if (!rule.isOn) return [];
  const { rows } = await sql<StoppedItself & { id: string }>`
    with judged as (
      select id, greatest(${date(nowMs - rule.days * 86_400_000)}::timestamptz, judged_from) as since
      from journeys where status = 'live'
    ), turned_away as (
      select phone, occurred_at as at, true as opted_out from events join contacts c on c.id = events.contact_id
      where name = 'SMS Unsubscribed' and not is_history and occurred_at >= (select min(since) from judged)
      union all
      select phone, received_at, false from inbound_messages
      where is_unwelcome and received_at >= (select min(since) from judged)
    ), blamed as (
      select t.phone, t.at, t.opted_out, m.journey_id
      from turned_away t, lateral (
        select journey_id from messages m
        where m.phone = t.phone and m.accepted_at <= t.at and m.journey_id is not null
          and m.accepted_at > t.at - make_interval(days => ${BLAMED_DAYS})
        order by m.accepted_at desc limit 1) m
    ), lost as (
      -- Whoever did both, or did it twice, is one.
      select j.id, j.since, b.phone, bool_or(b.opted_out) as opted_out
      from judged j join blamed b on b.journey_id = j.id and b.at >= j.since
      group by j.id, j.since, b.phone
    ), counted as (
      select id, since, count(*) filter (where opted_out)::int as opted_out,
        count(*) filter (where not opted_out)::int as unwelcome
      from lost group by id, since
      -- So few can't be too many of anything that is judged: its texts need not be counted.
      having count(*) * 100 >= ${rule.percent}::float8 * ${rule.people}::int
    )
    select c.id, ${rule.days}::int as days, c.opted_out as "optedOut", c.unwelcome,
      (select count(distinct m.phone)::int from messages m
        where m.journey_id = c.id and m.accepted_at >= c.since) as texted
    from counted c`.execute(database.kysely);
  const stopped: string[] = [];
  for (const { id, ...why } of rows) {
    const { texted, optedOut, unwelcome } = why;
    if (texted < rule.people || (optedOut + unwelcome) * 100 < rule.percent * texted) continue;
    await setJourneyStatus(database, id, 'paused', nowMs);
    await sql`update journeys set stopped_itself = ${JSON.stringify(why)}::jsonb where id = ${id}`.execute(
      database.kysely,
    );
    stopped.push(id);
  }
  return stopped;
}

/** Marks a reply as saying that a text was not welcome, or takes that back. @returns false if there is no such reply */
export async function markUnwelcome(database: Database, id: string, isUnwelcome: boolean): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update inbound_messages set is_unwelcome = ${isUnwelcome} where id = ${uuidOrNull(id)}::uuid`.execute(
    database.kysely,
  );
  return (numAffectedRows ?? 0n) > 0n;
}
