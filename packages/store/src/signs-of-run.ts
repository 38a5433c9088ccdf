import type { Database } from './database.js';
import { COUNTED_STATES } from './messages.js';

/** What somebody could show by a text that has gone out: that they opened its link, or an answer to its sender. */
export interface TextThatWent {
  hasLink: boolean;
  /** The carrier did not say that it could not be delivered. */
  arrived: boolean;
  /** As the carrier was told. */
  sender: string | null;
}

export async function textsThatWent(database: Database, runId: string): Promise<TextThatWent[]> {
  const { rows } = await database.pool.query<TextThatWent>(
    `select m.sender, m.state <> 'undelivered' as arrived, exists (select from links l where l.message_id = m.id and l.kind = 'url') as "hasLink"
     from messages m where m.run_id = $1 and m.state = any ($2)`,
    [runId, COUNTED_STATES],
  );
  return rows;
}
