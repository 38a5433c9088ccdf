import { sql } from 'kysely';
import type { Database } from './database.js';
import { readSetting, writeSetting } from './settings.js';

/** What somebody looked at; the rest of the first steps is read from what happened. */
export type Looked = 'phone' | 'not-sent' | 'test-drive';

interface Kept {
  dismissedAt?: string;
  looked?: Partial<Record<Looked, string>>;
}

/** So many of the newest carts are looked at for one that came in live. */
const LOOKED_AT = 2_000;
const KEY = 'first-steps';

export interface FirstSteps {
  dismissedAt: string | null;
  /** When each step was first seen to be done, or `null`. */
  publishedAt: Date | null;
  cartAt: Date | null;
  textAt: Date | null;
  notSentAt: Date | null;
  looked: Partial<Record<Looked, string>>;
}

/** @param journeyIds those of which publishing one is the first step */
export async function firstSteps(database: Database, journeyIds: string[]): Promise<FirstSteps> {
  const [kept, facts] = await Promise.all([
    readSetting<Kept>(database, KEY),
    sql<Pick<FirstSteps, 'publishedAt' | 'cartAt' | 'textAt' | 'notSentAt'>>`select
      (select min(published_at) from journey_versions where journey_id = any (${journeyIds}::uuid[])) as "publishedAt",
      (select min(occurred_at) from (
          select occurred_at, source, is_history from events where name = 'Checkout Started'
          order by occurred_at desc limit ${LOOKED_AT}) newest
        where source = 'shopify' and not is_history) as "cartAt",
      (select planned_at from messages where accepted_at is not null and sending_at is not null
        order by sending_at limit 1) as "textAt",
      (select planned_at from messages where state = 'suppressed' order by planned_at limit 1) as "notSentAt"`.execute(
      database.kysely,
    ),
  ]);
  return { ...facts.rows[0]!, dismissedAt: kept?.dismissedAt ?? null, looked: kept?.looked ?? {} };
}

/** Remembers the last look, until the steps are dismissed. */
export async function noteLook(database: Database, what: Looked, nowMs: number): Promise<void> {
  const kept = (await readSetting<Kept>(database, KEY)) ?? {};
  if (kept.dismissedAt) return;
  await writeSetting(database, KEY, {
    ...kept,
    looked: { ...kept.looked, [what]: new Date(nowMs).toISOString() },
  });
}

export async function dismissFirstSteps(database: Database, nowMs: number): Promise<void> {
  const kept = (await readSetting<Kept>(database, KEY)) ?? {};
  await writeSetting(database, KEY, { ...kept, dismissedAt: new Date(nowMs).toISOString() });
}
