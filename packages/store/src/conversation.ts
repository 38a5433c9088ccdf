import { sql } from 'kysely';
import type { Database } from './database.js';

export interface ConversationText {
  id: string;
  direction: 'in' | 'out';
  text: string;
  at: Date;
  state: string | null;
  /** Why it was not sent, did not arrive, or waits. */
  reason: string | null;
  journey: string | null;
  /** Of a reply: that it says the text was not welcome. */
  isUnwelcome: boolean;
}

/** What was written to a person's number and from it, the oldest first. */
export async function conversationWith(
  database: Database,
  phone: string,
  limit = 200,
): Promise<ConversationText[]> {
  const { rows } = await sql<ConversationText>`
    select * from (
      select m.id, 'out' as direction, m.body as text, coalesce(m.sending_at, m.planned_at) as at, m.state::text as state,
        m.reason, j.name as journey, false as "isUnwelcome"
      from messages m left join journeys j on j.id = m.journey_id
      where m.phone = ${phone} and m.body is not null
      union all
      select id, 'in', body, received_at, null, null, null, is_unwelcome from inbound_messages where phone = ${phone}
      order by at desc limit ${limit}) as latest
    order by at`.execute(database.kysely);
  return rows;
}
