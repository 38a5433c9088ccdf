import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { spendOf } from './shop/money.js';
import { ATTRIBUTION_DAYS } from './journey-stats.js';
import type { StoppedItself } from './self-stop.js';

const DAY = 86_400_000;

/** What texts did in a stretch of time. Parts and money are of texts that were handed to the carrier. */
export interface TextFigures {
  sent: number;
  delivered: number;
  failed: number;
  notSent: number;
  parts: number;
  /** People who got at least one. */
  people: number;
  reasons: { code: string; count: number }[];
}

/** @param toMs exclusive */
export async function textFigures(database: Database, fromMs: number, toMs: number): Promise<TextFigures> {
  const within = sql`planned_at >= ${date(fromMs)} and planned_at < ${date(toMs)}`;
  const [counts, reasons] = await Promise.all([
    sql<Omit<TextFigures, 'reasons'>>`
      select
        count(*) filter (where state in ('accepted', 'sent', 'delivered', 'undelivered'))::int as sent,
        count(*) filter (where state = 'delivered')::int as delivered,
        count(*) filter (where state in ('failed', 'undelivered'))::int as failed,
        count(*) filter (where state in ('suppressed', 'unknown'))::int as "notSent",
        coalesce(sum(parts) filter (where state in ('accepted', 'sent', 'delivered', 'undelivered')), 0)::int as parts,
        count(distinct phone) filter (where state in ('accepted', 'sent', 'delivered', 'undelivered'))::int as people
      from messages where ${within}`.execute(database.kysely),
    sql<{ code: string; count: number }>`
      select coalesce(reason_code, state) as code, count(*)::int as count from messages
      where ${within} and state in ('suppressed', 'failed', 'unknown')
      group by 1 order by 2 desc limit 20`.execute(database.kysely),
  ]);
  return { ...counts.rows[0]!, reasons: reasons.rows };
}

/**
 * What was ordered after a text, in minor units by currency: each order counts once, if the same person was texted in the
 * `ATTRIBUTION_DAYS` days before. It is what followed, not what was caused.
 */
export async function orderedAfterTexts(
  database: Database,
  fromMs: number,
  toMs: number,
): Promise<{ orders: number; revenue: Record<string, number> }> {
  const { rows } = await sql<{ properties: { [key: string]: unknown } }>`
    select e.properties from events e
    where e.name = 'Order Completed' and not e.is_history and not e.properties @> '{"is_test": true}'
      and e.occurred_at >= ${date(fromMs)} and e.occurred_at < ${date(toMs)}
      and exists (select 1 from messages m
        where m.contact_id = e.contact_id and m.accepted_at <= e.occurred_at
          and m.accepted_at > e.occurred_at - make_interval(days => ${ATTRIBUTION_DAYS})
          and m.purpose <> 'transactional')`.execute(database.kysely);
  const revenue: Record<string, number> = {};
  for (const { properties } of rows) {
    const spend = spendOf(properties);
    if (spend) revenue[spend.currency] = (revenue[spend.currency] ?? 0) + spend.minor;
  }
  return { orders: rows.length, revenue };
}

/** An opt-out counts for the last text of a journey that the person got in the week before. */
const BLAMED_DAYS = 7;

export interface OptOuts {
  people: number;
  /** Of the people whom each journey texted; the highest share first. */
  byJourney: { journeyId: string; journeyName: string; optedOut: number; texted: number }[];
}

export async function optOuts(database: Database, fromMs: number, toMs: number): Promise<OptOuts> {
  const [all, byJourney] = await Promise.all([
    sql<{ people: number }>`
      select count(distinct contact_id)::int as people from events
      where name = 'SMS Unsubscribed' and not is_history
        and occurred_at >= ${date(fromMs)} and occurred_at < ${date(toMs)}`.execute(database.kysely),
    sql<OptOuts['byJourney'][number]>`
      with left_after as (
        select distinct on (e.id) m.journey_id, e.contact_id
        from events e join messages m on m.contact_id = e.contact_id and m.accepted_at <= e.occurred_at
          and m.accepted_at > e.occurred_at - make_interval(days => ${BLAMED_DAYS})
        where e.name = 'SMS Unsubscribed' and not e.is_history
          and e.occurred_at >= ${date(fromMs)} and e.occurred_at < ${date(toMs)}
        order by e.id, m.accepted_at desc)
      select j.id as "journeyId", j.name as "journeyName", count(distinct l.contact_id)::int as "optedOut",
        (select count(distinct m.phone)::int from messages m where m.journey_id = j.id and m.accepted_at is not null
          and m.planned_at >= ${date(fromMs)} and m.planned_at < ${date(toMs)}) as texted
      from left_after l join journeys j on j.id = l.journey_id
      group by j.id, j.name`.execute(database.kysely),
  ]);
  const share = ({ optedOut, texted }: OptOuts['byJourney'][number]) => optedOut / Math.max(1, texted);
  return {
    people: all.rows[0]!.people,
    byJourney: byJourney.rows.sort((left, right) => share(right) - share(left)),
  };
}

/** Something that will not come right by itself. */
export type Concern =
  | { kind: 'stuck-runs'; journeyId: string; journeyName: string; count: number }
  | { kind: 'came-too-late'; journeyId: string; journeyName: string; count: number }
  | {
      kind: 'silent-journey';
      journeyId: string;
      journeyName: string;
      perDayBefore: number;
      sinceDays: number;
    }
  | ({ kind: 'stopped-itself'; journeyId: string; journeyName: string } & StoppedItself)
  | { kind: 'texts-unknown'; count: number }
  | { kind: 'carrier-refuses'; count: number; reason: string }
  | { kind: 'shop-gone'; shop: string };

/** A journey that used to let people in is missed after this many days without one. */
const SILENT_DAYS = 3;

/** A shop that was taken out is missed for so long. */
const GONE_DAYS = 30;

/** What wants attention now, the gravest first. */
export async function concerns(database: Database, nowMs: number): Promise<Concern[]> {
  const since = (days: number) => date(nowMs - days * DAY);
  const [stopped, stuck, late, silent, unknown, refused, gone] = await Promise.all([
    sql<Extract<Concern, { kind: 'stopped-itself' }>>`
      select 'stopped-itself' as kind, id as "journeyId", name as "journeyName",
        (stopped_itself ->> 'texted')::int as texted, (stopped_itself ->> 'optedOut')::int as "optedOut",
        (stopped_itself ->> 'unwelcome')::int as unwelcome, (stopped_itself ->> 'days')::int as days
      from journeys where status = 'paused' and stopped_itself is not null`.execute(database.kysely),
    sql<Extract<Concern, { kind: 'stuck-runs' }>>`
      select 'stuck-runs' as kind, j.id as "journeyId", j.name as "journeyName", count(*)::int as count
      from runs join journeys j on j.id = runs.journey_id
      where runs.status = 'stuck' and runs.ended_at is null group by j.id, j.name`.execute(database.kysely),
    sql<Extract<Concern, { kind: 'came-too-late' }>>`
      select 'came-too-late' as kind, j.id as "journeyId", j.name as "journeyName", count(*)::int as count
      from messages m join journeys j on j.id = m.journey_id
      where m.state = 'suppressed' and m.reason_code in ('expired', 'would-arrive-expired', 'offer-over')
        and m.planned_at >= ${since(7)} group by j.id, j.name order by count(*) desc limit 5`.execute(
      database.kysely,
    ),
    sql<Extract<Concern, { kind: 'silent-journey' }>>`
      select 'silent-journey' as kind, j.id as "journeyId", j.name as "journeyName",
        round(count(*) / 30.0, 1)::float8 as "perDayBefore",
        floor(extract(epoch from ${date(nowMs)}::timestamptz - max(r.started_at)) / 86400)::int as "sinceDays"
      from journeys j join runs r on r.journey_id = j.id and r.started_at >= ${since(30 + SILENT_DAYS)}
      where j.status = 'live'
        and not exists (select 1 from campaigns c where c.journey_id = j.id)
      group by j.id, j.name
      having count(*) >= 30 and max(r.started_at) < ${since(SILENT_DAYS)}`.execute(database.kysely),
    sql<{ count: number }>`
      select count(*)::int as count from messages where state = 'unknown' and settled_at is null
        and sending_at < ${date(nowMs - 30 * 60_000)} and sending_at >= ${since(30)}`.execute(
      database.kysely,
    ),
    sql<{ count: number; reason: string }>`
      select count(*)::int as count, min(reason) as reason from messages
      where (state in ('failed', 'undelivered') and reason_code in ('carrier-refused', 'carrier-ours')
          and sending_at >= ${since(1)})
        or (state = 'held' and reason_code = 'carrier-account' and planned_at >= ${since(7)})`.execute(
      database.kysely,
    ),
    sql<Extract<Concern, { kind: 'shop-gone' }>>`
      select 'shop-gone' as kind, shop from shops where uninstalled_at >= ${since(GONE_DAYS)} order by shop`.execute(
      database.kysely,
    ),
  ]);
  return [
    ...(refused.rows[0]!.count > 0 ? [{ kind: 'carrier-refuses' as const, ...refused.rows[0]! }] : []),
    ...gone.rows,
    ...stopped.rows,
    ...stuck.rows,
    ...late.rows,
    ...silent.rows,
    ...(unknown.rows[0]!.count > 0 ? [{ kind: 'texts-unknown' as const, ...unknown.rows[0]! }] : []),
  ];
}
