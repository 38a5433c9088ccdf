import { readSetting, writeSetting } from './settings.js';
import type { Database } from './database.js';

const KEY = 'carrier-prices';

/** What the carrier last took for one part, in US dollars, by the country of the number; `''` where that is not known. */
export type CarrierPrices = Record<string, number>;

export const readCarrierPrices = async (database: Database): Promise<CarrierPrices> =>
  (await readSetting<CarrierPrices>(database, KEY)) ?? {};

/** Remembers what the carrier took for a part to a country. */
export async function noteCarrierPrice(database: Database, country: string, amount: number): Promise<void> {
  const known = await readCarrierPrices(database);
  if (known[country] !== amount) await writeSetting(database, KEY, { ...known, [country]: amount });
}
