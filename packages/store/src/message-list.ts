import { sql, type RawBuilder } from 'kysely';
import { date, type Database } from './database.js';
import { ATTRIBUTION_DAYS, countedRuns, type CountedEntries } from './journey-stats.js';
import { MESSAGE_COLUMNS, type MessageRow } from './messages.js';
import { digitsOf, found } from './people/contact-filter.js';
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
  /** Texts of these entries into a journey; all of them if nothing is asked. */
  entries?: CountedEntries;
  /** What the person did after the text, as the numbers of a step count it. */
  then?: 'clicked' | 'ordered';
  /** How the person's name or number begins, or, of the newest texts, a part of them or of what the text says. */
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
  // The page first, and then whose and of which journey its texts are.
  const page = sql<string>`(
    select messages.id from messages where ${messagesMatching(filter)}
      ${before ? sql`and (messages.planned_at, messages.id) < (${before.at}, ${before.id}::uuid)` : sql``}
    order by messages.planned_at desc, messages.id desc limit ${limit})`;
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
    .where('messages.id', 'in', page)
    .orderBy('messages.planned_at', 'desc')
    .orderBy('messages.id', 'desc')
    .execute();
}

/** The condition on `messages` that a filter stands for. */
export function messagesMatching(filter: MessageFilter) {
  const { journeyId, nodeId, contactId, runId, states, reasonCode, sinceMs, search } = filter;
  const { entries = {}, then } = filter;
  const asked = [
    sql`true`,
    ...(journeyId === undefined ? [] : [sql`messages.journey_id = ${journeyId}`]),
    ...(nodeId === undefined ? [] : [sql`messages.node_id = ${nodeId}`]),
    ...(contactId === undefined ? [] : [sql`messages.contact_id = ${contactId}`]),
    ...(runId === undefined ? [] : [sql`messages.run_id = ${runId}`]),
    ...(states === undefined || states.length === 0 ? [] : [sql`messages.state = any (${states})`]),
    ...(reasonCode === undefined ? [] : [isFor(reasonCode)]),
    ...(sinceMs === undefined ? [] : [sql`messages.planned_at >= ${date(sinceMs)}`]),
    ...(Object.values(entries).every((value) => value === undefined)
      ? []
      : [sql`exists (select from runs where runs.id = messages.run_id and ${countedRuns(entries)})`]),
    ...(then === undefined ? [] : [then === 'clicked' ? wasClicked : wasOrderedAfter]),
  ];
  const others = sql<boolean>`${sql.join(asked, sql` and `)}`;
  return search?.trim() ? sql<boolean>`${others} and ${saying(search.trim(), others)}` : others;
}

/** What a text that did not leave is called where no reason was kept: by its state, and in the list of reasons `not-known`. */
const NO_REASON = ['suppressed', 'failed', 'undelivered', 'unknown', 'not-known'];

/** A reason that was kept is asked for alone, so that the index of what was not sent tells it. */
const isFor = (code: string) =>
  NO_REASON.includes(code)
    ? sql`(messages.reason_code = ${code}
        or messages.reason_code is null and ${code} in (messages.state::text, 'not-known'))`
    : sql`messages.reason_code = ${code}`;

const wasClicked = sql`exists (
  select from links join link_clicks on link_clicks.code = links.code
  where links.message_id = messages.id and link_clicks.by = 'person')`;

/** An order counts for the last text of the journey before it. */
const wasOrderedAfter = sql`exists (
  select from orders o
  where o.contact_id = messages.contact_id and o.placed_at is not null and o.cancelled_at is null
    and messages.accepted_at <= o.placed_at
    and messages.accepted_at > o.placed_at - make_interval(days => ${ATTRIBUTION_DAYS})
    and not exists (
      select from messages later
      where later.contact_id = o.contact_id and later.journey_id = messages.journey_id
        and later.accepted_at <= o.placed_at
        and (later.accepted_at, later.id) > (messages.accepted_at, messages.id)))`;

/** So many of the newest texts are read for what they say; texts to a person are found among all. */
export const READ_FOR_WORDS = 20_000;
const PEOPLE_FOUND = 1_000;

function saying(search: string, others: RawBuilder<boolean>) {
  const pattern = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const digits = digitsOf(search);
  const named = found(search);
  return sql`messages.id = any (array(
    select m.id from (
      select messages.* from messages where ${others} order by messages.planned_at desc limit ${READ_FOR_WORDS}) m
    where m.body ilike ${pattern} or m.reason ilike ${pattern}
      or (select concat_ws(' ', c.first_name, c.last_name) from contacts c where c.id = m.contact_id) ilike ${pattern}
      ${digits ? sql`or m.phone like ${`%${digits}%`}` : sql``}
    ${
      named
        ? sql`union all
    select m.id from (select id from contacts where ${named} limit ${PEOPLE_FOUND}) who
    join messages m on m.contact_id = who.id`
        : sql``
    }
    ${digits ? sql`union all select id from messages where phone = ${`+${digits}`}` : sql``}))`;
}
