import { randomUUID } from 'node:crypto';
import { date, type Database } from './database.js';
import { seal, unseal } from './sealed.js';

/** A service that steps talk to, without what is secret of it. */
export interface ConnectionRow {
  id: string;
  name: string;
  /** What kind of service it is; steps ask for connections of their kind. */
  kind: string;
  baseUrl: string;
  /** Names of the headers that are sent along; their values are never told. */
  headerNames: string[];
  createdAt: Date;
}

export interface NewConnection {
  name: string;
  kind: string;
  baseUrl: string;
  headers: Record<string, string>;
}

/** Stores a connection, its headers sealed. */
export async function addConnection(
  database: Database,
  connection: NewConnection,
  { secret, nowMs }: { secret: string; nowMs: number },
): Promise<ConnectionRow> {
  const id = randomUUID();
  const { name, kind, baseUrl, headers } = connection;
  const headerNames = Object.keys(headers);
  const createdAt = date(nowMs);
  await database.kysely
    .insertInto('connections')
    .values({
      id,
      name,
      kind,
      base_url: baseUrl,
      header_names: headerNames,
      sealed_headers: seal(JSON.stringify(headers), { secret, owner: id }),
      created_at: createdAt,
    })
    .execute();
  return { id, name, kind, baseUrl, headerNames, createdAt };
}

export async function listConnections(database: Database): Promise<ConnectionRow[]> {
  const rows = await database.kysely
    .selectFrom('connections')
    .select(['id', 'name', 'kind', 'base_url', 'header_names', 'created_at'])
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(({ base_url, header_names, created_at, ...row }) => ({
    ...row,
    baseUrl: base_url,
    headerNames: header_names,
    createdAt: created_at,
  }));
}

/** What kind of service a connection leads to; `null` if there is none of that id. */
export async function connectionKind(database: Database, id: string): Promise<string | null> {
  const row = await database.kysely
    .selectFrom('connections')
    .select('kind')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.kind ?? null;
}

/**
 * What a request to the service needs.
 * @throws NotOpened if it was stored under another secret
 */
export async function openConnection(
  database: Database,
  id: string,
  secret: string,
): Promise<{ baseUrl: string; headers: Record<string, string> } | null> {
  const row = await database.kysely
    .selectFrom('connections')
    .select(['base_url', 'sealed_headers'])
    // Steps name connections by a text that anybody may have written.
    .where((where) => where(where.cast<string>('id', 'text'), '=', id))
    .executeTakeFirst();
  if (!row) return null;
  const headers = JSON.parse(unseal(row.sealed_headers, { secret, owner: id })) as Record<string, string>;
  return { baseUrl: row.base_url, headers };
}

/** @returns false if there was none */
export async function removeConnection(database: Database, id: string): Promise<boolean> {
  const { numDeletedRows } = await database.kysely
    .deleteFrom('connections')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
