import pg from 'pg';
import { sql } from 'kysely';
import type { Database, Tx } from './database.js';

const RECONNECT_MS = 1_000;

/**
 * Hears the notifications of a channel, over a connection of its own that comes back after a fall.
 * What was said meanwhile is lost: handlers must treat a notification as a hint to look.
 * @returns how to stop
 */
export function listen(
  database: Database,
  channel: 'outbox' | 'live' | 'texts',
  handler: (payload: string) => void,
): () => Promise<void> {
  let stopped = false;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;

  const connect = async () => {
    const next = new pg.Client({ connectionString: database.url });
    client = next;
    next.on('notification', ({ payload }) => handler(payload ?? ''));
    next.on('error', () => {});
    next.on('end', () => {
      if (!stopped) retry = setTimeout(() => void connect(), RECONNECT_MS);
    });
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
      handler('');
    } catch {
      await next.end().catch(() => {});
    }
  };
  void connect();

  return async () => {
    stopped = true;
    if (retry) clearTimeout(retry);
    await client?.end().catch(() => {});
  };
}

/** Tells open editors at once, outside any transaction. */
export async function announce(database: Database, event: { kind: string }): Promise<void> {
  await sql`select pg_notify('live', ${JSON.stringify(event)})`.execute(database.kysely);
}

/**
 * Says something on a channel when the transaction commits. `things` on `outbox`: an event about a thing, or a restock, is
 * to be passed on.
 */
export async function notify(
  tx: Tx,
  channel: 'outbox' | 'live' | 'texts',
  payload: unknown = '',
): Promise<void> {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  await sql`select pg_notify(${channel}, ${text})`.execute(tx);
}
