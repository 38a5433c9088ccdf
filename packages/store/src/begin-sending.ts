import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { beginWithLocks, date, kyselyOver, onConnection, type Database, type Tx } from './database.js';
import type { NewLink } from './links.js';
import type { TextIdentity } from './messages.js';
import { countsSince, readNumber, type NumberFacts } from './number-facts.js';

/** A text as it goes to the carrier. */
export interface Composed {
  body: string;
  parts: number;
  encoding: string;
}

/** What may have changed since a text was decided. */
export type FactsAtBegin = Omit<NumberFacts, 'hasStopped' | 'mark'>;

/** Why a text can't be made. */
export interface NotComposed {
  refused: { code: string; reason: string };
}

/**
 * Makes a text final. What it writes with `tx` stays only if the text is begun.
 * @param isFirst no earlier try of this text left anything behind
 */
export type Compose = (tx: Tx, messageId: string, isFirst: boolean) => Promise<Composed | NotComposed>;

export interface Sending {
  sender: string;
  /** It has an end time. */
  isUrgent?: boolean;
  /** Of the cart that it reminds of. */
  cartKeys?: string[];
  /** In the callback's path. */
  token: string;
  /** The text, if nothing is written along with it. */
  compose: Composed | Compose;
  /** What `compose` does to a text that was never tried before, where it does no more than this. */
  first?: Composed & { links: NewLink[] };
}

export interface Begun extends Composed {
  messageId: string;
}

export type BeginResult =
  | ({ result: 'begun' } & Begun)
  | { result: 'stopped' | 'over' | 'spent' | 'already' }
  | ({ result: 'refused' } & NotComposed);

interface When {
  atMs: number;
  heedStop: boolean;
  /** The mark of the facts by which it was decided that the text goes. */
  judged?: string;
  /** Judges what the number has had, once nobody else can send to it. */
  mayGo?: (now: FactsAtBegin) => boolean;
  /** No more than so many parts since an instant, everybody's together. */
  spend?: { parts: number; sinceMs: number };
}

type TextToPhone = TextIdentity & { phone: string };

/**
 * The point after which a text counts: one transaction that locks the phone, looks at STOP once more, makes the text and
 * writes the row. Whoever gets `begun`, and nobody else, may ask the carrier.
 */
export async function beginSending(
  database: Database,
  text: TextToPhone,
  sending: Sending,
  when: When,
): Promise<BeginResult> {
  return (await beginAsJudged(database, text, sending, when)) ?? beginWithLook(database, text, sending, when);
}

/**
 * In one statement, for a text that rests on its number alone, if the number's facts are the very ones that were judged.
 * @returns `null` if they are not, if the text has begun before, or if more belongs to it
 */
async function beginAsJudged(
  { pool }: Database,
  text: TextToPhone,
  sending: Sending,
  { atMs, judged, spend }: When,
): Promise<BeginResult | null> {
  const {
    compose,
    cartKeys = [],
    first = typeof compose === 'function' ? null : { ...compose, links: [] },
  } = sending;
  if (judged === undefined || !first || cartKeys.length > 0 || spend) return null;
  const { links, ...composed } = first;
  const claimed = await claim(pool, text, { ...sending, compose: composed }, { atMs, judged, links });
  return claimed ? { result: 'begun', messageId: claimed.id, ...composed } : null;
}

function beginWithLook(
  database: Database,
  text: TextToPhone,
  sending: Sending,
  when: When,
): Promise<BeginResult> {
  return onConnection(database, async (client) => {
    await beginWithLocks(client, [
      `phone/${text.phone}`,
      ...(sending.cartKeys ?? []).map((key) => `cart/${key}`),
      ...(when.spend ? ['spend'] : []),
    ]);
    const result = await tryToBegin(client, text, sending, when);
    await client.query(result.result === 'begun' ? 'commit' : 'rollback');
    return result;
  });
}

async function tryToBegin(
  client: pg.PoolClient,
  text: TextToPhone,
  sending: Sending,
  { atMs, heedStop, mayGo, spend }: When,
): Promise<BeginResult> {
  const { compose, cartKeys = [] } = sending;
  if (heedStop || mayGo) {
    const { hasStopped, ...now } = await readNumber(client, {
      phone: text.phone,
      purpose: text.purpose,
      cartKeys,
      nowMs: atMs,
    });
    if (heedStop && hasStopped) return { result: 'stopped' };
    if (mayGo && !mayGo(now)) return { result: 'over' };
  }
  const claimed = await claim(client, text, sending, { atMs });
  if (!claimed) return { result: 'already' };
  const composed =
    typeof compose === 'function' ? await compose(kyselyOver(client), claimed.id, claimed.is_first) : compose;
  if ('refused' in composed) return { result: 'refused', ...composed };
  const { body, parts, encoding } = composed;
  if (typeof compose === 'function')
    await client.query('update messages set body = $2, parts = $3, encoding = $4 where id = $1', [
      claimed.id,
      body,
      parts,
      encoding,
    ]);
  if (spend && (await partsSince(client, spend.sinceMs)) > spend.parts) return { result: 'spent' };
  return { result: 'begun', messageId: claimed.id, body, parts, encoding };
}

/**
 * Writes the row.
 * @param when.judged only while this is still the mark of the number's facts
 * @param when.links with them, and only if the text was never tried before
 * @returns nothing for a text that has begun before
 */
async function claim(
  client: Pick<pg.PoolClient, 'query'>,
  text: TextToPhone,
  { sender, token, isUrgent = false, cartKeys = [], compose }: Sending,
  { atMs, judged = null, links = [] }: { atMs: number; judged?: string | null; links?: NewLink[] },
): Promise<{ id: string; is_first: boolean } | undefined> {
  const ready = typeof compose === 'function' ? null : compose;
  const { rows } = await client.query<{ id: string; is_first: boolean }>({
    name: 'begin-text',
    text: 'select * from begin_text($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)',
    values: [
      uuid(),
      text.sendKey,
      text.runId,
      text.journeyId,
      text.nodeId,
      text.contactId,
      text.phone,
      text.purpose,
      date(atMs),
      sender,
      token,
      isUrgent,
      cartKeys,
      ready?.body ?? null,
      ready?.parts ?? null,
      ready?.encoding ?? null,
      judged,
      countsSince(atMs),
      links.length > 0 ? JSON.stringify(links.map(linkRow)) : null,
    ],
  });
  return rows[0];
}

const linkRow = ({ expiresAtMs, ...link }: NewLink) => ({
  ...link,
  expiresAt: expiresAtMs === null ? null : date(expiresAtMs),
});

async function partsSince(client: pg.PoolClient, sinceMs: number): Promise<number> {
  const { rows } = await client.query<{ parts: number }>(
    'select coalesce(sum(parts), 0)::int as parts from messages where sending_at >= $1',
    [date(sinceMs)],
  );
  return rows[0]!.parts;
}
