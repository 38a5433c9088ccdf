import { sql } from 'kysely';
import { readSetting } from './settings.js';
import type { Database } from './database.js';

const KEY = 'carrier-prices';

/** What the carrier last took for one part, in US dollars, by the country of the number; `''` where that is not known. */
export type CarrierPrices = Record<string, number>;

export const readCarrierPrices = async (database: Database): Promise<CarrierPrices> =>
  (await readSetting<CarrierPrices>(database, KEY)) ?? {};

/** Remembers what the carrier took for a part to a country; those of other countries stay, whoever writes them meanwhile. */
export async function noteCarrierPrice(database: Database, country: string, amount: number): Promise<void> {
  const price = sql`jsonb_build_object(${country}::text, ${amount}::float8)`;
  await sql`
    insert into settings (key, value) values (${KEY}, ${price})
    on conflict (key) do update set value = settings.value || excluded.value
      where settings.value -> ${country}::text is distinct from excluded.value -> ${country}::text`.execute(
    database.kysely,
  );
}
