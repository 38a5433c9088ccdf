import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../database.js';

const KEY = 'erasure-key';

/** Stands for a number where the number itself must not be kept: keyed, so that it can't be looked up in a table of all numbers. */
export type HashOfPhone = (phone: string) => string;

export async function phoneHashes(tx: Tx): Promise<HashOfPhone> {
  const key = (await keptKey(tx)) ?? (await makeKey(tx));
  return (phone) => createHmac('sha256', key).update(phone).digest('hex');
}

async function keptKey(tx: Tx): Promise<string | null> {
  const row = await tx.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
  return (row?.value as string | undefined) ?? null;
}

async function makeKey(tx: Tx): Promise<string> {
  const made = randomBytes(32).toString('base64url');
  const { rows } = await sql<{ value: string }>`
    insert into settings (key, value) values (${KEY}, ${JSON.stringify(made)}::jsonb)
    on conflict (key) do update set value = settings.value returning value`.execute(tx);
  return rows[0]!.value;
}
