import { date, type Database, type Tx } from './database.js';
import { randomCode } from './random-code.js';

/** Long enough that what is personal on the page stays so: 65 bits. */
const TOKEN_LENGTH = 11;

/** The token of a number's page, made when it is first asked for. */
export async function pageTokenOf(
  tx: Pick<Tx, 'selectFrom' | 'insertInto'>,
  phone: string,
  nowMs: number,
): Promise<string> {
  const find = () =>
    tx.selectFrom('recipient_pages').select('token').where('phone', '=', phone).executeTakeFirst();
  const known = await find();
  if (known) return known.token;
  await tx
    .insertInto('recipient_pages')
    .values({ token: randomCode(TOKEN_LENGTH), phone, created_at: date(nowMs) })
    .onConflict((conflict) => conflict.column('phone').doNothing())
    .execute();
  return (await find())!.token;
}

/** @returns the number whose page it is, or `null` */
export async function phoneOfPage(database: Database, token: string): Promise<string | null> {
  const row = await database.kysely
    .selectFrom('recipient_pages')
    .select('phone')
    .where('token', '=', token)
    .executeTakeFirst();
  return row?.phone ?? null;
}

export interface ReceivedText {
  body: string;
  at: Date;
  purpose: string;
  journeyName: string | null;
  /** Of the event that let the person into the journey. */
  eventName: string | null;
  eventAt: Date | null;
}

/** What a number was sent last, and why. */
export function textsTo(database: Database, phone: string, limit: number): Promise<ReceivedText[]> {
  return database.kysely
    .selectFrom('messages')
    .leftJoin('journeys', 'journeys.id', 'messages.journey_id')
    .leftJoin('runs', 'runs.id', 'messages.run_id')
    .leftJoin('events', 'events.id', 'runs.entry_event_id')
    .select((select) => [
      select.fn.coalesce('messages.body', select.val('')).as('body'),
      select.fn.coalesce('messages.sending_at', 'messages.planned_at').as('at'),
      'messages.purpose',
      'journeys.name as journeyName',
      'events.name as eventName',
      'events.occurred_at as eventAt',
    ])
    .where('messages.phone', '=', phone)
    .where('messages.state', 'in', ['sending', 'accepted', 'sent', 'delivered', 'undelivered', 'unknown'])
    .orderBy('messages.planned_at', 'desc')
    .limit(limit)
    .execute();
}

/** Everything that is kept about a number and the people who have it, for themselves. */
export async function dataOfPhone(database: Database, phone: string): Promise<Record<string, unknown>> {
  const { kysely } = database;
  const people = await kysely
    .selectFrom('contacts')
    .select([
      'id',
      'first_name',
      'last_name',
      'email',
      'phone',
      'language',
      'time_zone',
      'country',
      'attributes',
      'order_count',
      'total_spent',
      'last_order_at',
      'created_at',
    ])
    .where('phone', '=', phone)
    .execute();
  const ids = people.map(({ id }) => id);
  const [consents, wishes, stop, texts, replies, links, events] = await Promise.all([
    kysely
      .selectFrom('consents')
      .select(['purpose', 'state', 'source', 'evidence', 'at'])
      .where('phone', '=', phone)
      .orderBy('at')
      .execute(),
    kysely
      .selectFrom('contact_preferences')
      .select(['topic', 'choice', 'until', 'source', 'at'])
      .where('phone', '=', phone)
      .execute(),
    kysely.selectFrom('suppressions').select(['reason', 'at']).where('phone', '=', phone).executeTakeFirst(),
    kysely
      .selectFrom('messages')
      .select(['body', 'purpose', 'state', 'reason', 'planned_at', 'sending_at'])
      .where('phone', '=', phone)
      .orderBy('planned_at')
      .execute(),
    kysely
      .selectFrom('inbound_messages')
      .select(['body', 'received_at'])
      .where('phone', '=', phone)
      .orderBy('received_at')
      .execute(),
    kysely
      .selectFrom('links')
      .leftJoin('link_clicks', 'link_clicks.code', 'links.code')
      .select(['links.url', 'links.created_at', 'link_clicks.at as opened_at', 'link_clicks.by as opened_by'])
      .where('links.phone', '=', phone)
      .execute(),
    ids.length === 0
      ? []
      : kysely
          .selectFrom('events')
          .select(['name', 'source', 'occurred_at', 'properties'])
          .where('contact_id', 'in', ids)
          .orderBy('occurred_at')
          .execute(),
  ]);
  return {
    phone,
    people: people.map(({ id: _, ...person }) => person),
    stopped: stop ?? null,
    consents,
    preferences: wishes,
    texts_sent: texts,
    texts_received: replies,
    links,
    events,
  };
}
