import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { readSetting, writeSetting } from './settings.js';

const SEEN_ADDRESS = 'seen-address';

/** A signed webhook came in over an address: the only proof that the world can reach it. */
export const noteAddressSeen = (database: Database, host: string, nowMs: number): Promise<void> =>
  writeSetting(database, SEEN_ADDRESS, { host, at: new Date(nowMs).toISOString() });

export interface GoLiveFacts {
  address: { host: string; at: string } | null;
  /** The last event of each topic that told of a person who is no sample. */
  topics: { integration: string; topic: string; at: Date }[];
  /** The newest text to one's own phone since `sinceMs`. */
  test: { state: string; reason: string | null; at: Date; settledAt: Date | null } | null;
  /** The newest people who are no samples, all of them unless `mayBeMore`, and when the last one came. */
  people: { count: number; mayBeMore: boolean; consented: number; hasConsented: boolean; at: Date | null };
}

/** So many of the newest deliveries are looked at for one that is not the demo shop's. */
const LOOKED_AT = 3_000;
const COUNTED_UP_TO = 1_000;

/** What was seen to work, on the way from the demo to one's own shop. */
export async function goLiveFacts(
  database: Database,
  { sinceMs }: { sinceMs: number },
): Promise<GoLiveFacts> {
  const [address, topics, tests, people] = await Promise.all([
    readSetting<GoLiveFacts['address']>(database, SEEN_ADDRESS),
    sql<GoLiveFacts['topics'][number]>`
      select d.integration, d.topic, max(d.at) as at
      from (select * from webhook_deliveries order by id desc limit ${LOOKED_AT}) d
      where d.outcome = 'taken' and exists (
        select 1 from events e join contacts c on c.id = e.contact_id
        where e.id = any(d.event_ids) and not c.is_demo)
      group by 1, 2 order by 3 desc limit 20`.execute(database.kysely),
    sql<NonNullable<GoLiveFacts['test']>>`
      select state, reason, planned_at as at, settled_at as "settledAt" from messages
      where send_key like 'test/%' and planned_at >= ${date(sinceMs)}
      order by (state = 'delivered') desc, planned_at desc limit 1`.execute(database.kysely),
    sql<GoLiveFacts['people']>`
      select count(*)::int as count, count(*) = ${COUNTED_UP_TO} as "mayBeMore", max(created_at) as at,
        exists (select 1 from consents k join contacts c on c.phone = k.phone
          where k.purpose = 'marketing' and k.state = 'granted' and not c.is_demo) as "hasConsented",
        count(*) filter (where exists (select 1 from consents k where k.phone = newest.phone
          and k.purpose = 'marketing' and k.state = 'granted'))::int as consented
      from (select phone, created_at from contacts where not is_demo
        order by created_at desc, id desc limit ${COUNTED_UP_TO}) newest`.execute(database.kysely),
  ]);
  return { address, topics: topics.rows, test: tests.rows[0] ?? null, people: people.rows[0]! };
}
