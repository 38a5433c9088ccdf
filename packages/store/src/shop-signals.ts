import { sql } from 'kysely';
import { date, type Database } from './database.js';

/** What a shop's data says about itself, for the choice of what to begin with. */
export interface ShopSignals {
  /** Events within the last 30 days, by name; only those asked for. */
  recent: Record<string, number>;
  signUps: SignUps;
  /** The events that live journeys begin with. */
  triggers: string[];
  contacts: number;
  customers: number;
  /** Customers with an order in the past, none in 120 days. */
  silent: number;
  /** Customers with three orders or more. */
  regulars: number;
  /** Those of the silent and the regulars who agreed to marketing and said no STOP. */
  mayText: { silent: number; regulars: number };
  /** Checkouts begun in the last 30 days of which no order is known. */
  leftBehind: number;
  soldOut: number;
  variants: number;
  /** Templates of which a journey is live. */
  inUse: string[];
  /** ISO 4217; that of most orders. */
  currency: string | null;
  /** Where the shop is, without a path: `https://acme.example`; of most of its products, else of its checkouts. */
  site: string | null;
}

/** People who signed up in the last 30 days, each of them once. */
export interface SignUps {
  /** Those who asked, and had to confirm it. */
  requested: number;
  /** Those who agreed and were not asked again: by a form that asks once, in the shop, or by the API. */
  atOnce: number;
}

const DAY = 86_400_000;
export const SILENT_DAYS = 120;
export const LATELY_DAYS = 30;

const CURRENCY = sql<string | null>`coalesce(
  (select currency from orders where currency is not null group by currency order by count(*) desc limit 1),
  (select currency from shops where currency is not null limit 1))`;

const ORIGIN = sql.lit('^https?://[A-Za-z0-9.:-]+');
const SITE = sql<string | null>`coalesce(
  (select site from (select substring(url from ${ORIGIN}) as site from products where status = 'active') shown
    where site is not null group by site order by count(*) desc limit 1),
  (select site from (
    select substring(properties ->> 'checkout_url' from ${ORIGIN}) as site from events
    where name = 'Checkout Started' order by occurred_at desc limit 50) begun
    where site is not null group by site order by count(*) desc limit 1))`;

/** ISO 4217; that of most orders. */
export async function shopCurrency(database: Database): Promise<string | null> {
  const { rows } = await sql<{ currency: string | null }>`select ${CURRENCY} as currency`.execute(
    database.kysely,
  );
  return rows[0]!.currency;
}

export async function shopSignals(
  database: Database,
  eventNames: string[],
  nowMs: number,
): Promise<ShopSignals> {
  const lately = date(nowMs - LATELY_DAYS * DAY);
  const [signUps, events, counts] = await Promise.all([
    signUpsLately(database, nowMs),
    sql<{ name: string; count: number }>`
      select name, count(*)::int as count from events
      where name = any (${eventNames}::text[]) and occurred_at > ${lately} group by name`.execute(
      database.kysely,
    ),
    sql<Omit<ShopSignals, 'recent' | 'signUps'>>`select
      (select count(*)::int from contacts) as contacts,
      people.customers, people.silent, people.regulars,
      json_build_object('silent', people.silent_reached, 'regulars', people.regulars_reached) as "mayText", things."soldOut", things.variants,
      (select count(distinct begun.keys[1])::int from events begun
        where begun.name = 'Checkout Started' and begun.occurred_at > ${lately}
          and not exists (
            select 1 from events done
            where done.name = 'Order Completed' and done.keys && begun.keys
          )) as "leftBehind",
      array(select distinct draft ->> 'template' from journeys
        where status = 'live' and draft ->> 'template' is not null) as "inUse",
      array(select distinct plan -> 'trigger' ->> 'event' from journeys
        join journey_versions on journey_id = journeys.id and version = live_version
        join plans on hash = plan_hash where journeys.status = 'live') as triggers,
      ${CURRENCY} as currency,
      ${SITE} as site
      from (
        select count(*)::int as customers,
          count(*) filter (where last_order_at < ${date(nowMs - SILENT_DAYS * DAY)})::int as silent,
          count(*) filter (where last_order_at < ${date(nowMs - SILENT_DAYS * DAY)} and said.state = 'granted')::int as silent_reached,
          count(*) filter (where order_count >= 3)::int as regulars,
          count(*) filter (where order_count >= 3 and said.state = 'granted')::int as regulars_reached
        from contacts left join (
          select distinct on (phone) phone, state from consents
          where purpose = 'marketing' and phone not in (select phone from suppressions)
          order by phone, at desc, id desc
        ) said using (phone)
        where order_count > 0
      ) people, (
        select count(*)::int as variants, count(*) filter (where stock = 'out')::int as "soldOut"
        from variants where not is_deleted
      ) things`.execute(database.kysely),
  ]);
  return {
    ...counts.rows[0]!,
    signUps,
    recent: Object.fromEntries(events.rows.map(({ name, count }) => [name, count])),
  };
}

export async function signUpsLately(database: Database, nowMs: number): Promise<SignUps> {
  const { rows } = await sql<SignUps>`
    with lately as (
      select contact_id, bool_or(name = 'SMS Opt-In Requested') as asked,
        bool_or(name = 'SMS Subscribed' and coalesce(properties ->> 'purpose', 'marketing') = 'marketing') as agreed
      from events
      where name in ('SMS Opt-In Requested', 'SMS Subscribed') and contact_id is not null
        and occurred_at > ${date(nowMs - LATELY_DAYS * DAY)}
      group by contact_id)
    select count(*) filter (where asked)::int as requested,
      count(*) filter (where agreed and not asked)::int as "atOnce" from lately`.execute(database.kysely);
  return rows[0]!;
}

/** Of how many people an event came in the last 30 days. */
export async function peopleOfEvent(database: Database, name: string, nowMs: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct contact_id)::int as count from events
    where name = ${name} and occurred_at > ${date(nowMs - LATELY_DAYS * DAY)}`.execute(database.kysely);
  return rows[0]!.count;
}

/**
 * The names of live journeys that begin with an event, and are for what a template is for: what begins with an order may
 * be for anything, unless the template drew it.
 */
export async function liveAlike(
  database: Database,
  { event, template }: { event: string; template: string },
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select j.name from journeys j
      join journey_versions v on v.journey_id = j.id and v.version = j.live_version join plans p on p.hash = v.plan_hash
    where j.status = 'live' and p.plan -> 'trigger' ->> 'event' = ${event}
      and (${event} <> 'Order Completed' or j.draft ->> 'template' = ${template})
    order by j.name limit 3`.execute(database.kysely);
  return rows.map(({ name }) => name);
}
