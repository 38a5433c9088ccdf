import { sql } from 'kysely';
import { date, type Database } from './database.js';
import { MESSAGE_COLUMNS, type MessageRow } from './messages.js';
import type { MessageState } from './schema.js';

/** Which texts are meant; what is absent asks for nothing. */
export interface MessageFilter {
  journeyId?: string;
  nodeId?: string;
  contactId?: string;
  runId?: string;
  states?: MessageState[];
  reasonCode?: string;
  /** Planned since. */
  sinceMs?: number;
  /** A part of the person's name or number, or of what the text says. */
  search?: string;
}

export interface MessagePage {
  /** The last one of the page before: texts planned in one instant are told apart by their ids. */
  before?: { at: Date; id: string };
  limit?: number;
}

export type ListedMessage = MessageRow & {
  firstName: string | null;
  lastName: string | null;
  /** ISO 3166-1 alpha-2 */
  country: string | null;
  journeyName: string | null;
};

/** The newest first. */
export function listMessages(
  database: Database,
  filter: MessageFilter,
  { before, limit = 50 }: MessagePage = {},
): Promise<ListedMessage[]> {
  return database.kysely
    .selectFrom('messages')
    .leftJoin('contacts', 'contacts.id', 'messages.contact_id')
    .leftJoin('journeys', 'journeys.id', 'messages.journey_id')
    .select(MESSAGE_COLUMNS)
    .select([
      'contacts.first_name as firstName',
      'contacts.last_name as lastName',
      'contacts.country',
      'journeys.name as journeyName',
    ])
    .where(messagesMatching(filter))
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(messages.planned_at, messages.id) < (${before!.at}, ${before!.id}::uuid)`),
    )
    .orderBy('messages.planned_at', 'desc')
    .orderBy('messages.id', 'desc')
    .limit(limit)
    .execute();
}

/** The condition on `messages`, joined with `contacts`, that a filter stands for. */
export function messagesMatching(filter: MessageFilter) {
  const { journeyId, nodeId, contactId, runId, states, reasonCode, sinceMs, search } = filter;
  const asked = [
    sql`true`,
    ...(journeyId === undefined ? [] : [sql`messages.journey_id = ${journeyId}`]),
    ...(nodeId === undefined ? [] : [sql`messages.node_id = ${nodeId}`]),
    ...(contactId === undefined ? [] : [sql`messages.contact_id = ${contactId}`]),
    ...(runId === undefined ? [] : [sql`messages.run_id = ${runId}`]),
    ...(states === undefined || states.length === 0 ? [] : [sql`messages.state = any (${states})`]),
    ...(reasonCode === undefined ? [] : [sql`messages.reason_code = ${reasonCode}`]),
    ...(sinceMs === undefined ? [] : [sql`messages.planned_at >= ${date(sinceMs)}`]),
    ...(search?.trim() ? [saying(search.trim())] : []),
  ];
  return sql<boolean>`${sql.join(asked, sql` and `)}`;
}

function saying(search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  // As people write a number: with spaces, and perhaps without the country's code.
  const digits = search.replace(/[^\d]/g, '');
  const isNumber = digits.length >= 4 && /^[+\d\s().-]+$/.test(search);
  return sql`(concat_ws(' ', contacts.first_name, contacts.last_name) ilike ${pattern}
    or messages.body ilike ${pattern} or messages.reason ilike ${pattern}
    ${isNumber ? sql`or messages.phone like ${`%${digits}%`}` : sql``})`;
}
