import { sql } from 'kysely';
import type { Database } from './database.js';

const GATHER_MS = 25;
const gathered = new WeakMap<Database, Map<string, { channel: string; payload: string }>>();

/**
 * Says something on a channel soon, together with what others have to say, and outside any transaction: a commit that
 * notifies takes its turn with all others that do, and waits for the disk in it. Lost in a crash, so only for what is a
 * hint to look.
 */
export function hint(database: Database, channel: 'outbox' | 'live', payload: object | '' = ''): void {
  const text = payload === '' ? '' : JSON.stringify(payload);
  const waiting = gathered.get(database) ?? new Map<string, { channel: string; payload: string }>();
  if (waiting.size === 0) {
    gathered.set(database, waiting);
    setTimeout(() => void tell(database), GATHER_MS).unref();
  }
  waiting.set(`${channel} ${text}`, { channel, payload: text });
}

async function tell(database: Database): Promise<void> {
  const said = [...(gathered.get(database)?.values() ?? [])];
  gathered.delete(database);
  try {
    await sql`
      select pg_notify(channel, payload)
      from unnest(${said.map(({ channel }) => channel)}::text[], ${said.map(({ payload }) => payload)}::text[])
        as said(channel, payload)`.execute(database.kysely);
  } catch {
    // Nobody may rely on a hint: whoever listens looks by itself, too.
  }
}
