import { sql } from 'kysely';
import { date, type Database } from './database.js';

export interface ConversationRow {
  phone: string;
  contactId: string | null;
  firstName: string | null;
  lastName: string | null;
  text: string;
  at: Date;
  isUnread: boolean;
  hasStopped: boolean;
}

const LOOKS_BACK = 5_000;

/** Who wrote last, by number, the newest first: a look at the newest texts, however many there are. */
export async function conversations(database: Database, limit = 200): Promise<ConversationRow[]> {
  const { rows } = await sql<ConversationRow>`
    with newest as materialized (
      select phone, body, contact_id, received_at from inbound_messages order by received_at desc limit ${LOOKS_BACK}),
    last as (select distinct on (phone) * from newest order by phone, received_at desc)
    select last.phone, c.id as "contactId", c.first_name as "firstName", c.last_name as "lastName",
      last.body as text, last.received_at as at,
      last.received_at > coalesce(r.read_at, '-infinity') as "isUnread", s.phone is not null as "hasStopped"
    from last
    left join contacts c on c.id = last.contact_id
    left join conversation_reads r on r.phone = last.phone
    left join suppressions s on s.phone = last.phone
    order by last.received_at desc limit ${limit}`.execute(database.kysely);
  return rows;
}

export interface ReplyRow {
  id: string;
  phone: string;
  firstName: string | null;
  lastName: string | null;
  body: string;
  at: Date;
}

/** What people wrote, the newest first. @param options.before older ones than this one */
export async function listReplies(
  database: Database,
  { before, limit }: { before?: Pick<ReplyRow, 'id' | 'at'> | undefined; limit: number },
): Promise<ReplyRow[]> {
  const { rows } = await sql<ReplyRow>`
    select i.id, i.phone, c.first_name as "firstName", c.last_name as "lastName", i.body, i.received_at as at
    from inbound_messages i left join contacts c on c.id = i.contact_id
    where ${before ? sql`(i.received_at, i.id) < (${before.at}, ${before.id})` : sql`true`}
    order by i.received_at desc, i.id desc limit ${limit}`.execute(database.kysely);
  return rows;
}

/** Somebody has read what the number wrote until then. */
export async function markRead(database: Database, phone: string, nowMs: number): Promise<void> {
  await sql`
    insert into conversation_reads (phone, read_at) values (${phone}, ${date(nowMs)})
    on conflict (phone) do update set read_at = greatest(conversation_reads.read_at, excluded.read_at)`.execute(
    database.kysely,
  );
}
