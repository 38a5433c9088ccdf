import { sql } from 'kysely';
import { date, type Database, type Tx } from './database.js';
import type { TextIdentity } from './messages.js';
import { randomCode } from './random-code.js';

/** Eight letters and digits: at ten tries a second somebody finds one of ten million links in a month, and only a link. */
const CODE_LENGTH = 8;

/** A link as a text plans it. */
export interface NewLink {
  slot: string;
  code: string;
  kind: 'url' | 'opt-out' | 'opt-in';
  url: string | null;
  name: string | null;
  expiresAtMs: number | null;
}

/**
 * The codes of a text's links: those that an earlier try gave them, new ones for the rest.
 * The function takes the code to use if there is none yet. A code that is taken already breaks the transaction which writes it; the text is then tried again with others.
 */
export async function linkCodes(
  tx: Pick<Tx, 'selectFrom'>,
  sendKey: string,
): Promise<(slot: string, unless?: string) => string> {
  const rows = await tx
    .selectFrom('links')
    .select(['slot', 'code'])
    .where('send_key', '=', sendKey)
    .execute();
  return newCodes(new Map(rows.map(({ slot, code }) => [slot, code])));
}

/** Codes of a text which has no links yet, but for those that are given. */
export function newCodes(codes = new Map<string, string>()): (slot: string, unless?: string) => string {
  return (slot, unless) => {
    const code = codes.get(slot) ?? unless ?? randomCode(CODE_LENGTH);
    codes.set(slot, code);
    return code;
  };
}

/** Writes a text's links down, in the transaction that begins to send it; what a link leads to is as of the last try. */
export async function saveLinks(
  tx: Pick<Tx, 'insertInto'>,
  text: TextIdentity & { phone: string },
  messageId: string,
  links: NewLink[],
  atMs: number,
): Promise<void> {
  if (links.length === 0) return;
  await tx
    .insertInto('links')
    .values(
      links.map((link) => ({
        code: link.code,
        kind: link.kind,
        url: link.url,
        name: link.name,
        send_key: text.sendKey,
        slot: link.slot,
        message_id: messageId,
        run_id: text.runId,
        journey_id: text.journeyId,
        node_id: text.nodeId,
        contact_id: text.contactId,
        phone: text.phone,
        purpose: text.purpose,
        expires_at: link.expiresAtMs === null ? null : date(link.expiresAtMs),
        created_at: date(atMs),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['send_key', 'slot']).doUpdateSet((row) => ({
        url: row.ref('excluded.url'),
        name: row.ref('excluded.name'),
        phone: row.ref('excluded.phone'),
        expires_at: row.ref('excluded.expires_at'),
        message_id: row.ref('excluded.message_id'),
      })),
    )
    .execute();
}

export interface LinkEnd {
  /** Of the link. */
  name: string;
  atMs: number;
}

/** Gives a journey's links of these names, which end at some time, another end: also those that are on phones already. */
export async function moveLinkEnds(database: Database, journeyId: string, ends: LinkEnd[]): Promise<void> {
  for (const { name, atMs } of ends)
    await database.kysely
      .updateTable('links')
      .set({ expires_at: date(atMs) })
      .where('journey_id', '=', journeyId)
      .where('name', '=', name)
      .where('expires_at', 'is not', null)
      .execute();
}

export interface LinkRow {
  code: string;
  kind: 'url' | 'opt-out' | 'opt-in';
  url: string | null;
  name: string | null;
  messageId: string | null;
  runId: string | null;
  journeyId: string | null;
  nodeId: string | null;
  contactId: string | null;
  phone: string;
  purpose: string;
  expiresAt: Date | null;
  /** When the carrier was asked, as far as it is known. */
  sentAt: Date | null;
  /** The text that it came in. */
  text: string | null;
}

export async function findLink(database: Database, code: string): Promise<LinkRow | null> {
  const row = await database.kysely
    .selectFrom('links')
    .leftJoin('messages', 'messages.id', 'links.message_id')
    .select([
      'links.code',
      'links.kind',
      'links.url',
      'links.name',
      'links.message_id as messageId',
      'links.run_id as runId',
      'links.journey_id as journeyId',
      'links.node_id as nodeId',
      'links.contact_id as contactId',
      'links.phone',
      'links.purpose',
      'links.expires_at as expiresAt',
      'messages.accepted_at as acceptedAt',
      'messages.sending_at as sendingAt',
      'messages.body as text',
    ])
    .where('links.code', '=', code)
    .executeTakeFirst();
  if (!row) return null;
  const { acceptedAt, sendingAt, ...link } = row;
  return { ...link, sentAt: acceptedAt ?? sendingAt };
}

/** Who opened a link: a person, a robot, a program that looks ahead, or somebody faster than a thumb can be. */
export type ClickedBy = 'person' | 'bot' | 'preview' | 'early';

/** Keeps a click. @returns its number, for the event that tells of it */
export async function recordClick(
  database: Database,
  click: { code: string; by: ClickedBy; userAgent: string | null; atMs: number },
): Promise<number> {
  const { id } = await database.kysely
    .insertInto('link_clicks')
    .values({
      code: click.code,
      at: date(click.atMs),
      by: click.by,
      user_agent: click.userAgent?.slice(0, 300) ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What holds the events of a run together, so that a click on its link is one of them. */
export async function keysOfRun(database: Database, runId: string): Promise<string[]> {
  const row = await database.kysely
    .selectFrom('runs')
    .innerJoin('events', 'events.id', 'runs.entry_event_id')
    .select('events.keys')
    .where('runs.id', '=', runId)
    .executeTakeFirst();
  return row?.keys ?? [];
}

export interface LinkCounts {
  nodeId: string;
  name: string | null;
  url: string | null;
  sent: number;
  /** People who opened it; robots and previews are not among them. */
  people: number;
}

/** How often a journey's links were opened, by step and link. */
export async function linkCounts(database: Database, journeyId: string): Promise<LinkCounts[]> {
  const { rows } = await sql<LinkCounts>`
    select links.node_id as "nodeId", links.name,
      case when count(distinct links.url) = 1 then min(links.url) end as url,
      count(*)::int as sent,
      count(*) filter (where exists (select 1 from link_clicks where link_clicks.code = links.code and by = 'person'))::int as people
    from links where journey_id = ${journeyId} and kind = 'url'
    group by links.node_id, links.slot, links.name order by 1, 2`.execute(database.kysely);
  return rows;
}
