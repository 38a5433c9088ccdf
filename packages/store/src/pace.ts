import { sql } from 'kysely';
import { lockNames, type Database } from './database.js';

/** One slot in so many is kept from those who have many texts waiting, so that a single text finds room at once. */
const KEPT_FREE = 5;
/** Who is ahead of the clock by more than this has many waiting. */
const HEAVY_MS = 1_000;
const FURTHEST_SLOTS = 100_000;
const SWEEP_CHANCE = 0.01;

/**
 * A place in the pace at which the carrier takes texts, one bucket for everybody: the first free one. A journey with many
 * texts waiting leaves every fifth place to others, so a flash sale never delays a back-in-stock text.
 * @returns when to ask the carrier, Unix milliseconds
 */
export function takePlace(
  database: Database,
  journey: string,
  textsPerSecond: number,
  nowMs: number,
): Promise<number> {
  const slotMs = 1_000 / textsPerSecond;
  const first = Math.ceil(nowMs / slotMs);
  return database.kysely.transaction().execute(async (tx) => {
    await lockNames(tx, ['pace']);
    const { last } = await tx
      .selectFrom('pace_slots')
      .select(sql<number | null>`max(slot)`.as('last'))
      .where('journey', '=', journey)
      .executeTakeFirstOrThrow();
    const isHeavy = last !== null && last * slotMs > nowMs + HEAVY_MS;
    const { rows } = await sql<{ slot: number }>`
      select slot from generate_series(${first}::bigint, ${first + FURTHEST_SLOTS}::bigint) as slot
      where not exists (select 1 from pace_slots taken where taken.slot = slot.slot)
        and (not ${isHeavy}::boolean or slot % ${KEPT_FREE} <> 0)
      limit 1`.execute(tx);
    const slot = rows[0]!.slot;
    await tx.insertInto('pace_slots').values({ slot, journey }).execute();
    if (Math.random() < SWEEP_CHANCE)
      await tx
        .deleteFrom('pace_slots')
        .where('slot', '<', first - 1)
        .execute();
    return Math.ceil(slot * slotMs);
  });
}

/** How far ahead of the clock a journey's texts stand in line, milliseconds. */
export async function queueOf(
  database: Database,
  journey: string,
  textsPerSecond: number,
  nowMs: number,
): Promise<number> {
  const { last } = await database.kysely
    .selectFrom('pace_slots')
    .select(sql<number | null>`max(slot)`.as('last'))
    .where('journey', '=', journey)
    .executeTakeFirstOrThrow();
  return last === null ? 0 : Math.max(0, Math.ceil((last * 1_000) / textsPerSecond) - nowMs);
}
