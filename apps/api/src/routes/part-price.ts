import { countryOfPhone } from '@signalbox/sms';
import { readCarrierPrices, readSetting, writeSetting, type Database } from '@signalbox/store';
import { partPrice, type PartPrice } from '../contract/index.js';

const SETTING = 'part-price';

/** What the carrier takes for one part of a text; `null` while nobody has said. */
export const readPartPrice = async (database: Database): Promise<PartPrice | null> =>
  partPrice.nullable().parse((await readSetting(database, SETTING)) ?? null);

/** That, or as long as nobody has said, what the carrier took for texts that it has sent. */
export async function priceOfPart(database: Database): Promise<PartPrice | null> {
  const [said, taken] = await Promise.all([readPartPrice(database), readCarrierPrices(database)]);
  const amounts = Object.values(taken);
  if (said || amounts.length === 0) return said;
  const { '': unknown, ...countries } = taken;
  return { amount: unknown ?? Math.max(...amounts), currency: 'USD', countries };
}

export const writePartPrice = (database: Database, price: PartPrice | null): Promise<void> =>
  writeSetting(database, SETTING, price);

/** A part's price where somebody is: that of their number's country, else of their own. */
export function priceFor(
  price: PartPrice,
  { phone, country }: { phone: string | null; country: string | null },
): number {
  const where = countryOfPhone(phone) ?? country;
  return (where === null ? undefined : price.countries?.[where]) ?? price.amount;
}
