import type { Database, Tx } from '../database.js';
import { writeSetting } from '../settings.js';

/** How the rounds of a variant go. */
export interface WaitlistSettings {
  /** People told for each piece in stock. */
  rate: number;
  /** Fewer pieces than this count as none. */
  minimum: number;
  /** Stock must have stood still for so long before anybody is told. */
  settleMinutes: number;
  /** From one round to the next; so long a piece is held for whoever was told of it. */
  roundMinutes: number;
  /** People a round, where the shop does not count its stock. */
  uncounted: number;
  /** An ask is forgotten after so many days. */
  expiryDays: number;
}

export const WAITLIST_DEFAULTS: WaitlistSettings = {
  rate: 1,
  minimum: 1,
  settleMinutes: 5,
  roundMinutes: 60,
  uncounted: 10,
  expiryDays: 90,
};

const KEY = 'waitlist';

/** Of all variants that have none of their own. */
export async function waitlistSettings(tx: Pick<Tx, 'selectFrom'>): Promise<WaitlistSettings> {
  const row = await tx.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
  return { ...WAITLIST_DEFAULTS, ...(row?.value as Partial<WaitlistSettings> | undefined) };
}

export const saveWaitlistSettings = (database: Database, settings: WaitlistSettings): Promise<void> =>
  writeSetting(database, KEY, settings);

export interface Line {
  shop: string;
  variantId: string;
}

/** Of one variant. */
export async function settingsOfLine(
  tx: Pick<Tx, 'selectFrom'>,
  { shop, variantId }: Line,
): Promise<WaitlistSettings> {
  const row = await tx
    .selectFrom('waitlist_lines')
    .select('settings')
    .where('shop', '=', shop)
    .where('variant_id', '=', variantId)
    .executeTakeFirst();
  return { ...(await waitlistSettings(tx)), ...row?.settings };
}

/** @param settings `null` takes the variant's own away */
export async function saveLine(
  database: Database,
  { shop, variantId }: Line,
  change: { settings?: Partial<WaitlistSettings> | null; isPaused?: boolean },
): Promise<void> {
  const row = {
    ...(change.settings === undefined
      ? {}
      : { settings: change.settings === null ? null : JSON.stringify(change.settings) }),
    ...(change.isPaused === undefined ? {} : { is_paused: change.isPaused }),
  };
  await database.kysely
    .insertInto('waitlist_lines')
    .values({ shop, variant_id: variantId, ...row })
    .onConflict((conflict) => conflict.columns(['shop', 'variant_id']).doUpdateSet(row))
    .execute();
}
