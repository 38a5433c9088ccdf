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

/** When somebody was last let into a journey for the same thing, and whether they still are inside. */
export interface LastEntry {
  atMs: number;
  isInside: boolean;
}

/** @param key what the journey tells its runs apart by (see `propertyKeys`); empty if by nothing but the person */
export const entryOf = (journeyId: string, contactId: string, key: string): string =>
  `${journeyId}/${contactId}/${key}`;

/** By `entryOf`; what nobody was ever let in for is left out. */
export async function lastEntries(
  database: Database,
  { journeyIds, contactIds }: { journeyIds: string[]; contactIds: string[] },
): Promise<Map<string, LastEntry>> {
  const { rows } = await sql<{
    journeyId: string;
    contactId: string;
    key: string;
    at: Date;
    isInside: boolean;
  }>`
    select r.journey_id as "journeyId", r.contact_id as "contactId", k.key, max(r.started_at) as at,
      bool_or(r.ended_at is null and r.replaced_by is null) as "isInside"
    from runs r
    left join events e on e.id = r.entry_event_id and r.entry_key like 'event/%'
    -- A run that stands for itself counts for all that its event was about.
    cross join unnest(case when r.entry_key like 'event/%' then array_append(e.keys, '') else array[r.entry_key] end) as k (key)
    where r.contact_id = any (${contactIds}::uuid[]) and r.journey_id::text = any (${journeyIds}::text[])
    group by 1, 2, 3`.execute(database.kysely);
  return new Map(
    rows.map(({ journeyId, contactId, key, at, isInside }) => [
      entryOf(journeyId, contactId, key),
      { atMs: at.getTime(), isInside },
    ]),
  );
}
