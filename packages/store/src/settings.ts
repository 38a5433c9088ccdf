import type { Database } from './database.js';

/** A setting of the house, or `null` if it was never set. */
export async function readSetting<T>(database: Database, key: string): Promise<T | null> {
  const row = await database.kysely
    .selectFrom('settings')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return (row?.value as T | undefined) ?? null;
}

export async function writeSetting(database: Database, key: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value);
  await database.kysely
    .insertInto('settings')
    .values({ key, value: json })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json }))
    .execute();
}
