import { sql } from 'kysely';
import type { Database } from '../database.js';
import { hasLeft } from './contact-filter.js';
import { givenTo, type Given } from './given.js';

export interface Relationship {
  /** Texts of the last 90 days that reached the carrier, and what was kept from the person. */
  texts: number;
  notSent: number;
  clicks: number;
  /** What they wrote back, and how much of it somebody marked as not welcome. */
  replies: number;
  unwelcome: number;
  /** They said STOP, or took back their yes to advertising. */
  hasLeft: boolean;
  /** Orders within three days of a text, and all orders, in the same 90 days. */
  ordersAfterTexts: number;
  orders: number;
  given: Given;
  lastTextAt: Date | null;
  lastOrderAt: Date | null;
}

const DAYS = 90;

/** What one asked of a person's attention, and what came back. */
export async function relationshipWith(
  database: Database,
  contactId: string,
  nowMs: number,
): Promise<Relationship> {
  const since = new Date(nowMs - DAYS * 86_400_000);
  const [{ rows }, given] = await Promise.all([
    sql<Omit<Relationship, 'given'>>`
    with person as (select current_contact(${contactId}) as id),
    sent as (
      select sending_at as at from messages
      where contact_id = (select id from person) and planned_at >= ${since} and sending_at is not null
        and state in ('sending', 'accepted', 'sent', 'delivered', 'unknown')),
    did as (
      select name, occurred_at as at from events
      where contact_id = (select id from person) and occurred_at >= ${since} and name in ('Order Completed', 'Link Clicked'))
    select (select count(*) from sent) as texts,
      (select count(*) from messages where contact_id = (select id from person) and planned_at >= ${since}
        and state = 'suppressed') as "notSent",
      (select count(*) from did where name = 'Link Clicked') as clicks,
      (select count(*) from inbound_messages where contact_id = (select id from person) and received_at >= ${since}) as replies,
      (select count(*) from inbound_messages where contact_id = (select id from person) and received_at >= ${since}
        and is_unwelcome) as unwelcome,
      (select ${hasLeft} from contacts where id = (select id from person)) as "hasLeft",
      (select count(*) from did where name = 'Order Completed') as orders,
      (select count(*) from did where name = 'Order Completed' and exists (
        select 1 from sent where sent.at between did.at - interval '3 days' and did.at)) as "ordersAfterTexts",
      (select max(at) from sent) as "lastTextAt",
      (select last_order_at from contacts where id = (select id from person)) as "lastOrderAt"`.execute(
      database.kysely,
    ),
    givenTo(database, contactId, since.getTime()),
  ]);
  return { ...rows[0]!, given };
}
