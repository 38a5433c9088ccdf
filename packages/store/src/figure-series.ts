import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { ATTRIBUTION_DAYS } from './journey-stats.js';
import { spendOf } from './shop/money.js';

/** A stretch of time, and the zone whose days it is cut into. */
export interface Stretch {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  zone: string;
}

const SENT = sql`('accepted', 'sent', 'delivered', 'undelivered')`;
const NOT_SENT = sql`('suppressed', 'failed', 'unknown')`;
const within = (column: string, { fromMs, toMs }: Stretch) =>
  sql`${sql.raw(column)} >= ${date(fromMs)} and ${sql.raw(column)} < ${date(toMs)}`;
const dayOf = (column: string, { zone }: Stretch) =>
  sql<string>`to_char(${sql.raw(column)} at time zone ${zone}, 'YYYY-MM-DD')`;

/** Days on which nothing happened are left out. */
export async function textsADay(
  database: Database,
  stretch: Stretch,
): Promise<{ day: string; sent: number; notSent: number }[]> {
  const { rows } = await sql<{ day: string; sent: number; notSent: number }>`
    select ${dayOf('planned_at', stretch)} as day,
      count(*) filter (where state in ${SENT})::int as sent,
      count(*) filter (where state in ${NOT_SENT})::int as "notSent"
    from messages where ${within('planned_at', stretch)} group by 1 order by 1`.execute(database.kysely);
  return rows;
}

export interface JourneyFigures {
  journeyId: string;
  journeyName: string;
  sent: number;
  notSent: number;
  people: number;
  /** Texts of which a person opened a link. */
  clicked: number;
}

/** The busiest journeys first. */
export async function textsByJourney(database: Database, stretch: Stretch): Promise<JourneyFigures[]> {
  const { rows } = await sql<JourneyFigures>`
    with counted as (
      select journey_id, count(*) filter (where state in ${SENT})::int as sent,
        count(*) filter (where state in ${NOT_SENT})::int as not_sent,
        count(distinct phone) filter (where state in ${SENT})::int as people
      from messages where ${within('planned_at', stretch)} and journey_id is not null group by 1),
    clicks as (
      select l.journey_id, count(distinct l.message_id)::int as clicked
      from link_clicks k join links l on l.code = k.code
      where ${within('k.at', stretch)} and k.by = 'person' and l.kind = 'url' group by 1)
    select j.id as "journeyId", j.name as "journeyName", c.sent, c.not_sent as "notSent", c.people,
      coalesce(k.clicked, 0) as clicked
    from counted c join journeys j on j.id = c.journey_id left join clicks k on k.journey_id = c.journey_id
    order by c.sent desc, j.name limit 50`.execute(database.kysely);
  return rows;
}

export async function optOutsADay(
  database: Database,
  stretch: Stretch,
): Promise<{ day: string; people: number }[]> {
  const { rows } = await sql<{ day: string; people: number }>`
    select ${dayOf('occurred_at', stretch)} as day, count(distinct contact_id)::int as people from events
    where name = 'SMS Unsubscribed' and not is_history and ${within('occurred_at', stretch)}
    group by 1 order by 1`.execute(database.kysely);
  return rows;
}

/** Texts whose link a person, and no preview or robot, opened on a day. */
export async function clicksADay(
  database: Database,
  stretch: Stretch,
): Promise<{ day: string; clicked: number }[]> {
  const { rows } = await sql<{ day: string; clicked: number }>`
    select ${dayOf('k.at', stretch)} as day, count(distinct l.message_id)::int as clicked
    from link_clicks k join links l on l.code = k.code
    where ${within('k.at', stretch)} and k.by = 'person' and l.kind = 'url'
    group by 1 order by 1`.execute(database.kysely);
  return rows;
}

/** Orders of people who were texted in the days before: what followed, not what was caused. Money in minor units. */
export async function ordersAfterTextsADay(
  database: Database,
  stretch: Stretch,
): Promise<{ day: string; orders: number; revenue: Record<string, number> }[]> {
  const { rows } = await sql<{ day: string; properties: { [key: string]: unknown } }>`
    select ${dayOf('e.occurred_at', stretch)} as day, e.properties from events e
    where e.name = 'Order Completed' and not e.is_history and not e.properties @> '{"is_test": true}'
      and ${within('e.occurred_at', stretch)}
      and exists (select 1 from messages m
        where m.contact_id = e.contact_id and m.accepted_at <= e.occurred_at
          and m.accepted_at > e.occurred_at - make_interval(days => ${ATTRIBUTION_DAYS})
          and m.purpose <> 'transactional')
    order by 1`.execute(database.kysely);
  const days = new Map<string, { day: string; orders: number; revenue: Record<string, number> }>();
  for (const { day, properties } of rows) {
    const known = days.get(day) ?? { day, orders: 0, revenue: {} };
    days.set(day, known);
    known.orders += 1;
    const spend = spendOf(properties);
    if (spend) known.revenue[spend.currency] = (known.revenue[spend.currency] ?? 0) + spend.minor;
  }
  return [...days.values()];
}
