import type { Database, Tx } from '../database.js';
import { writeSetting } from '../settings.js';

/** How people earn points and tiers here. */
export interface Programme {
  /** `theirs`: the shop's own programme tells balances and tiers by events, or is asked. */
  kind: 'none' | 'ours' | 'theirs';
  /** Orders placed before this earn nothing. ISO 8601. */
  since: string;
  /** Orders in other currencies earn nothing. */
  currency: string;
  pointsPerUnit: number;
  /** Points last this long; for ever if absent. */
  expiryDays?: number;
  birthday?: { attribute: string; points: number };
  /** The lowest first. */
  tiers: { name: string; from: number }[];
  tierBy: 'spend' | 'points';
  /** What counts towards a tier: the last so many days; all if absent. */
  tierDays?: number;
  rewards: { name: string; points: number }[];
  /** Where the shop's own programme is asked for a balance as a text is about to leave. */
  ask?: BalanceAsk;
}

export interface BalanceAsk {
  /** A stored connection; without one the address is a public one. */
  connectionId?: string;
  /** With `{user_id}`, `{email}`, `{phone}` or `{id}` of the person; below the connection's address, or whole. */
  url: string;
  /** Where in the answer the balance stands: `data.points`. */
  balancePath: string;
  tierPath?: string;
  /** What was told or asked this lately is not asked again. */
  freshMinutes: number;
}

const KEY = 'loyalty';

export async function readProgramme(tx: Pick<Tx, 'selectFrom'>): Promise<Programme | null> {
  const row = await tx.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
  return (row?.value as Programme | undefined) ?? null;
}

export const loyaltyProgramme = (database: Database): Promise<Programme | null> =>
  readProgramme(database.kysely);

export const saveProgramme = (database: Database, programme: Programme): Promise<void> =>
  writeSetting(database, KEY, programme);

/** What an order is worth that cost this much. */
export const pointsFor = (programme: Programme, major: number): number =>
  // Cents are not exact in binary: 19.9 × 10 is 198.99999999999997.
  Math.max(0, Math.floor(Number((major * programme.pointsPerUnit).toFixed(6))));
