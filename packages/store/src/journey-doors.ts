import type { JourneySettings, Plan } from '@signalbox/engine/graph';
import { sql } from 'kysely';
import type { Database } from './database.js';

/** How a journey takes in those who are let in by name: by another journey, by hand or by the API. */
export interface JourneyDoor {
  name: string;
  isLive: boolean;
  /** Of the version that is live; `null` if none was ever published. */
  settings: JourneySettings | null;
}

/** By their ids; a journey that is not there is left out. */
export async function journeyDoors(
  database: Database,
  journeyIds: string[],
): Promise<Map<string, JourneyDoor>> {
  const { rows } = await sql<{
    id: string;
    name: string;
    isLive: boolean;
    settings: Plan['settings'] | null;
  }>`
    select j.id, j.name, j.status in ('live', 'paused') as "isLive", p.plan -> 'settings' as settings
    from journeys j
    left join journey_versions v on v.journey_id = j.id and v.version = j.live_version
    left join plans p on p.hash = v.plan_hash
    where j.id::text = any (${journeyIds}::text[])`.execute(database.kysely);
  return new Map(rows.map(({ id, ...door }) => [id, door]));
}

/** When somebody was last let into a journey without a key of their own, and whether they still are inside. */
export interface LastEntry {
  atMs: number;
  isInside: boolean;
}

export const entryOf = (journeyId: string, contactId: string): string => `${journeyId}/${contactId}`;

/** By `entryOf`; whoever was never let in is left out. */
export async function lastEntries(
  database: Database,
  { journeyIds, contactIds }: { journeyIds: string[]; contactIds: string[] },
): Promise<Map<string, LastEntry>> {
  const { rows } = await sql<{ journeyId: string; contactId: string; at: Date; isInside: boolean }>`
    select journey_id as "journeyId", contact_id as "contactId", max(started_at) as at,
      bool_or(ended_at is null and replaced_by is null) as "isInside"
    from runs
    where contact_id = any (${contactIds}::uuid[]) and journey_id::text = any (${journeyIds}::text[])
      and (entry_key = '' or entry_key like 'event/%')
    group by 1, 2`.execute(database.kysely);
  return new Map(
    rows.map(({ journeyId, contactId, at, isInside }) => [
      entryOf(journeyId, contactId),
      { atMs: at.getTime(), isInside },
    ]),
  );
}
