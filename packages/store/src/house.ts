import { date, type Database } from './database.js';
import { secretOf, sha256 } from './secrets.js';
import type { Role } from './team.js';

export type KeyKind = 'api' | 'write';

/** Makes a key and returns it; only its hash is kept. @param role what a key of the API may do; no matter of one for events */
export async function createKey(
  database: Database,
  kind: KeyKind,
  nowMs: number,
  { name = '', role }: { name?: string; role?: Role | undefined } = {},
): Promise<string> {
  const key = secretOf(kind === 'api' ? 'sbk' : 'sbw');
  await addKey(database, kind, key, nowMs, { name, role });
  return key;
}

const HINT_LETTERS = 4;

/** Accepts a key that was chosen outside, by the environment. */
export async function addKey(
  database: Database,
  kind: KeyKind,
  key: string,
  nowMs: number,
  { name = '', role = 'admin' }: { name?: string; role?: Role | undefined } = {},
): Promise<void> {
  await database.kysely
    .insertInto('api_keys')
    .values({
      hash: sha256(key),
      kind,
      name,
      role: kind === 'api' ? role : null,
      hint: key.slice(-HINT_LETTERS),
      created_at: date(nowMs),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function hasKey(database: Database, kind: KeyKind): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('api_keys')
    .select('hash')
    .where('kind', '=', kind)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A use is noted once a minute: often enough to see which keys nobody needs. */
const USE_NOTED_MS = 60_000;

export interface KnownKey {
  kind: KeyKind;
  name: string;
  /** `null`: it sends events in and does nothing else. */
  role: Role | null;
}

/** @returns `null` if no such key is known */
export async function findKey(database: Database, key: string, nowMs = Date.now()): Promise<KnownKey | null> {
  const row = await database.kysely
    .selectFrom('api_keys')
    .select(['hash', 'kind', 'name', 'role', 'last_used_at'])
    .where('hash', '=', sha256(key))
    .executeTakeFirst();
  if (!row) return null;
  const { hash, last_used_at, ...known } = row;
  if ((last_used_at?.getTime() ?? 0) < nowMs - USE_NOTED_MS) {
    await database.kysely
      .updateTable('api_keys')
      .set({ last_used_at: date(nowMs) })
      .where('hash', '=', hash)
      .execute();
  }
  return known;
}

/** @returns the token for the cookie */
export async function createSession(
  database: Database,
  { memberId, nowMs, lastsMs }: { memberId: string; nowMs: number; lastsMs: number },
): Promise<string> {
  const token = secretOf('sbs');
  await database.kysely
    .insertInto('sessions')
    .values({
      hash: sha256(token),
      member_id: memberId,
      created_at: date(nowMs),
      expires_at: date(nowMs + lastsMs),
    })
    .execute();
  return token;
}

/** Lets a session last on: whoever comes back in time is not signed out. */
export async function prolongSession(database: Database, token: string, untilMs: number): Promise<void> {
  await database.kysely
    .updateTable('sessions')
    .set({ expires_at: date(untilMs) })
    .where('hash', '=', sha256(token))
    .execute();
}

export async function endSession(database: Database, token: string): Promise<void> {
  await database.kysely.deleteFrom('sessions').where('hash', '=', sha256(token)).execute();
}

/** @returns the token of a link that signs in who runs this machine, once */
export async function createSignInLink(
  database: Database,
  { nowMs, lastsMs }: { nowMs: number; lastsMs: number },
): Promise<string> {
  const token = secretOf('sbl');
  await database.kysely
    .insertInto('sign_in_links')
    .values({ hash: sha256(token), expires_at: date(nowMs + lastsMs) })
    .execute();
  return token;
}

/** @returns false if the link is unknown, used or too old */
export async function takeSignInLink(database: Database, token: string, nowMs: number): Promise<boolean> {
  const row = await database.kysely
    .updateTable('sign_in_links')
    .set({ used_at: date(nowMs) })
    .where('hash', '=', sha256(token))
    .where('member_id', 'is', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', date(nowMs))
    .returning('hash')
    .executeTakeFirst();
  return row !== undefined;
}
