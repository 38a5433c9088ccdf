import { sql } from 'kysely';
import type { Database } from './database.js';
import { seal, unseal } from './sealed.js';
import { readSetting, writeSetting } from './settings.js';
import { wakeHeld } from './wake-held.js';

/** The account at the carrier, as it is used. */
export interface CarrierAccount {
  authId: string;
  /** The first one signs our requests; all of them are believed in callbacks, while one is being changed for another. */
  authTokens: string[];
  baseUrl: string;
  /** How many it takes. */
  textsPerSecond?: number;
}

interface Stored {
  authId: string;
  baseUrl: string;
  textsPerSecond?: number;
  tokenCount: number;
  sealedTokens: string;
  updatedAt: string;
}

const KEY = 'carrier';
/** A worker looks for another account every five seconds. */
const HEEDED_AFTER_MS = 6_000;
const owner = (authId: string) => `carrier/${authId}`;

/** Keeps the account; its tokens go in sealed and are never told again. */
export async function saveCarrierAccount(
  database: Database,
  { authId, authTokens, baseUrl, textsPerSecond }: CarrierAccount,
  { secret, nowMs }: { secret: string; nowMs: number },
): Promise<void> {
  await writeSetting(database, KEY, {
    authId,
    baseUrl,
    ...(textsPerSecond && { textsPerSecond }),
    tokenCount: authTokens.length,
    sealedTokens: seal(JSON.stringify(authTokens), { secret, owner: owner(authId) }),
    updatedAt: new Date(nowMs).toISOString(),
  } satisfies Stored);
  // What another account was to blame for goes by this one.
  await wakeHeld(database.kysely, sql<boolean>`m.reason_code = 'carrier-account'`, nowMs + HEEDED_AFTER_MS);
}

export async function removeCarrierAccount(database: Database): Promise<void> {
  await database.kysely.deleteFrom('settings').where('key', '=', KEY).execute();
}

/** What may be shown of it. */
export async function describeCarrierAccount(
  database: Database,
): Promise<Omit<Stored, 'sealedTokens'> | null> {
  const stored = await readSetting<Stored>(database, KEY);
  if (!stored) return null;
  const { sealedTokens: _, ...shown } = stored;
  return shown;
}

/** @throws NotOpened if it was stored under another secret */
export async function openCarrierAccount(database: Database, secret: string): Promise<CarrierAccount | null> {
  const stored = await readSetting<Stored>(database, KEY);
  if (!stored) return null;
  const { authId, baseUrl, sealedTokens } = stored;
  return {
    authId,
    baseUrl,
    authTokens: JSON.parse(unseal(sealedTokens, { secret, owner: owner(authId) })) as string[],
  };
}

/** What Plivo takes from a new account (its support pages, seen 2026-11); more queues there, and what queues too long is lost. */
const REAL_PACE = 5;
const DEVELOPMENT_PACE = 25;

/** Texts a second by a carrier of which nobody said how many it takes. */
export const usualPace = (baseUrl: string): number => (isRealCarrier(baseUrl) ? REAL_PACE : DEVELOPMENT_PACE);

/** Texts a second by the stored account, else by the environment's. @returns nothing where no pace is kept */
export function paceOf(stored: unknown, ofEnvironment: number | undefined): number | undefined {
  const account = stored as Pick<Stored, 'baseUrl' | 'textsPerSecond'> | null | undefined;
  if (!account || ofEnvironment === undefined) return ofEnvironment;
  return account.textsPerSecond ?? (isRealCarrier(account.baseUrl) ? REAL_PACE : ofEnvironment);
}

/** `paceOf` the account that is stored now. */
export const paceNow = async (database: Database, ofEnvironment: number): Promise<number> =>
  paceOf(await describeCarrierAccount(database), ofEnvironment)!;

/** Why the account sends nothing until an instant. */
export interface CarrierRest {
  untilMs: number;
  reason: string;
}

/** Lets no text of a run go for a while: what is sent meanwhile would be lost. */
export const restCarrier = (database: Database, rest: CarrierRest): Promise<void> =>
  writeSetting(database, 'carrier-rest', rest);

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether texts reach real phones by a carrier's root: "at any hour" is for trying out and ends there. The development
 * carrier is on this machine, or, in Docker, a neighbour whose name has no dot.
 */
export function isRealCarrier(baseUrl: string | null | undefined): boolean {
  if (!baseUrl) return false;
  const { hostname } = new URL(baseUrl);
  return !LOOPBACK.has(hostname) && /[.:]/.test(hostname);
}

/** `isRealCarrier` of the account that is in force: the stored one, else the environment's. */
export async function reachesRealPhones(
  database: Database,
  environmentUrl: string | null | undefined,
): Promise<boolean> {
  return isRealCarrier((await describeCarrierAccount(database))?.baseUrl ?? environmentUrl);
}
