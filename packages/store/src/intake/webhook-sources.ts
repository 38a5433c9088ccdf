import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { date, type Database } from '../database.js';

/** Where in a payload things are found: paths such as `data.customer.phone`. */
export interface WebhookMapping {
  /** A list of things, each of which becomes an event; the whole payload is one if absent. */
  items?: string;
  event: { path?: string; fixed?: string };
  messageId?: string;
  time?: string;
  person: {
    userId?: string;
    email?: string;
    phone?: string;
    firstName?: string;
    lastName?: string;
    /** ISO 3166-1 alpha-2 by which phones are read that do not begin with +. */
    country?: { path?: string; fixed?: string };
  };
  /** Name → path; all that is there if absent. */
  properties?: Record<string, string>;
}

export interface WebhookSource {
  id: string;
  name: string;
  token: string;
  mapping: WebhookMapping;
  updatedAt: Date;
}

const columns = ['id', 'name', 'token', 'mapping', 'updated_at as updatedAt'] as const;

export function listWebhookSources(database: Database): Promise<WebhookSource[]> {
  return database.kysely.selectFrom('webhook_sources').select(columns).orderBy('name').execute();
}

export async function webhookSourceOf(database: Database, token: string): Promise<WebhookSource | null> {
  return (
    (await database.kysely
      .selectFrom('webhook_sources')
      .select(columns)
      .where('token', '=', token)
      .executeTakeFirst()) ?? null
  );
}

export async function addWebhookSource(
  database: Database,
  { name, mapping }: Pick<WebhookSource, 'name' | 'mapping'>,
  nowMs: number,
): Promise<WebhookSource> {
  const [id, token] = [uuid(), randomBytes(24).toString('base64url')];
  const at = date(nowMs);
  await database.kysely
    .insertInto('webhook_sources')
    .values({ id, name, token, mapping: JSON.stringify(mapping), created_at: at, updated_at: at })
    .execute();
  return { id, name, token, mapping, updatedAt: at };
}

/** @returns false if there is none */
export async function changeWebhookSource(
  database: Database,
  { id, name, mapping }: Omit<WebhookSource, 'token' | 'updatedAt'>,
  nowMs: number,
): Promise<boolean> {
  const { numUpdatedRows } = await database.kysely
    .updateTable('webhook_sources')
    .set({ name, mapping: JSON.stringify(mapping), updated_at: date(nowMs) })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns false if there was none */
export async function removeWebhookSource(database: Database, id: string): Promise<boolean> {
  const { numDeletedRows } = await database.kysely
    .deleteFrom('webhook_sources')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
