import { randomBytes } from 'node:crypto';
import { readSetting, writeSetting, type Database } from '@signalbox/store';

/** What a shop's pages may send: the key stands in them for everybody to read, so it opens little. */
export interface Storefront {
  key: string;
  /** `https://shop.example`; browsers on other pages are turned away. */
  origins: string[];
  /** The address of the sign-up form by which a tick at the checkout signs up; without one it counts at once, for marketing. */
  checkoutForm?: string | null;
}

const KEY = 'storefront';

export const readStorefront = (database: Database): Promise<Storefront | null> =>
  readSetting<Storefront>(database, KEY);

/** Makes the key when it is first asked for. */
export async function storefront(database: Database): Promise<Storefront> {
  const known = await readStorefront(database);
  if (known) return known;
  const made = { key: `sbp_${randomBytes(18).toString('base64url')}`, origins: [] };
  await writeSetting(database, KEY, made);
  return made;
}

export async function saveStorefront(
  database: Database,
  change: Omit<Partial<Storefront>, 'key'>,
): Promise<void> {
  await writeSetting(database, KEY, { ...(await storefront(database)), ...change });
}
