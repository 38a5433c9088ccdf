import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { date, kyselyOver, onConnection, type Database, type Tx } from './database.js';
import type { TextIdentity } from './messages.js';
import { readNumber, type NumberFacts } from './number-facts.js';

/** A text as it goes to the carrier. */
export interface Composed {
  body: string;
  parts: number;
  encoding: string;
}

/** What may have changed since a text was decided. */
export type FactsAtBegin = Omit<NumberFacts, 'hasStopped'>;

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
}

export interface Begun extends Composed {
  messageId: string;
}

export type BeginResult =
  | ({ result: 'begun' } & Begun)
  | { result: 'stopped' | 'over' | 'spent' | 'already' }
  | ({ result: 'refused' } & NotComposed);

/**
 * The point after which a text counts: one transaction that locks the phone, looks at STOP once more, makes the text and
 * writes the row. Whoever gets `begun`, and nobody else, may ask the carrier.
 */
export async function beginSending(
  database: Database,
  text: TextIdentity & { phone: string },
  sending: Sending,
  when: {
    atMs: number;
    heedStop: boolean;
    /** Judges what the number has had, once nobody else can send to it. */
    mayGo?: (now: FactsAtBegin) => boolean;
    /** No more than so many parts since an instant, everybody's together. */
    spend?: { parts: number; sinceMs: number };
  },
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

/** In one round trip; each statement after it sees what the locks' last holders wrote. */
async function beginWithLocks(client: pg.PoolClient, names: string[]): Promise<void> {
  const list = [...new Set(names)].map((name) => client.escapeLiteral(name)).join(', ');
  // In the order of `lockNames`, so that two takers never wait for one another.
  await client.query(
    `begin; select pg_advisory_xact_lock(hashtextextended(name, 0)) from (select name from unnest(array[${list}]) as n(name) order by name collate "C") as sorted`,
  );
}

async function tryToBegin(
  client: pg.PoolClient,
  text: TextIdentity & { phone: string },
  { sender, token, isUrgent = false, cartKeys = [], compose }: Sending,
  { atMs, heedStop, mayGo, spend }: Parameters<typeof beginSending>[3],
): Promise<BeginResult> {
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
  const ready = typeof compose === 'function' ? null : compose;
  const { rows } = await client.query<{ id: string; is_first: boolean }>({
    name: 'begin-sending',
    text: CLAIM,
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
      cartKeys.length > 0 ? cartKeys : null,
      ready?.body ?? null,
      ready?.parts ?? null,
      ready?.encoding ?? null,
    ],
  });
  const claimed = rows[0];
  if (!claimed) return { result: 'already' };
  const composed =
    typeof compose === 'function' ? await compose(kyselyOver(client), claimed.id, claimed.is_first) : compose;
  if ('refused' in composed) return { result: 'refused', ...composed };
  const { body, parts, encoding } = composed;
  if (!ready)
    await client.query('update messages set body = $2, parts = $3, encoding = $4 where id = $1', [
      claimed.id,
      body,
      parts,
      encoding,
    ]);
  if (spend && (await partsSince(client, spend.sinceMs)) > spend.parts) return { result: 'spent' };
  return { result: 'begun', messageId: claimed.id, body, parts, encoding };
}

/** Nothing is claimed of a text that has begun before. */
const CLAIM = `
  with claimed as (
    insert into messages (id, send_key, run_id, journey_id, node_id, contact_id, phone, purpose, state, planned_at,
      sending_at, sender, token, is_urgent, cart_keys, body, parts, encoding)
    values ($1, $2, $3, $4, $5, $6, $7, $8, 'sending', $9, $9, $10, $11, $12, $13, $14, $15, $16)
    on conflict (send_key) do update set state = 'sending', phone = excluded.phone, sending_at = excluded.sending_at,
      sender = excluded.sender, token = excluded.token, is_urgent = excluded.is_urgent, cart_keys = excluded.cart_keys,
      body = coalesce(excluded.body, messages.body), parts = excluded.parts,
      encoding = coalesce(excluded.encoding, messages.encoding), reason = null, reason_code = null
    where messages.state in ('planned', 'held')
    returning id, xmax = 0 as is_first
  ), told as (
    insert into message_transitions (message_id, state, at, cause)
    select id, 'sending', $9, 'The request to the carrier begins' from claimed
  )
  select id, is_first,
    pg_notify('live', json_build_object('kind', 'message', 'messageId', id, 'phone', $7::text)::text)
  from claimed`;

async function partsSince(client: pg.PoolClient, sinceMs: number): Promise<number> {
  const { rows } = await client.query<{ parts: number }>(
    'select coalesce(sum(parts), 0)::int as parts from messages where sending_at >= $1',
    [date(sinceMs)],
  );
  return rows[0]!.parts;
}
