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
    )
    select j.id, ${rule.days}::int as days,
      (select count(distinct m.phone)::int from messages m
        where m.journey_id = j.id and m.accepted_at >= j.since) as texted,
      (select count(distinct b.phone)::int from blamed b
        where b.journey_id = j.id and b.at >= j.since and b.opted_out) as "optedOut",
      (select count(distinct b.phone)::int from blamed b
        where b.journey_id = j.id and b.at >= j.since and not b.opted_out) as unwelcome
    from judged j`.execute(database.kysely);
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
