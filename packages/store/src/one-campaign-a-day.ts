import { areOneCampaign, begunInstead } from '@signalbox/nodes/clocks';
import { sql } from 'kysely';
import type { Tx } from './database.js';

const DAY = 86_400_000;
const NEWEST = 10;

/**
 * Has told somebody and all that it is for, or is to. One that was missed or reached nobody is no campaign of its day; one
 * that was stopped may be begun anew, for those whom it did not reach.
 */
const BEGUN = sql<boolean>`(status in ('gathering', 'running') or status = 'done' and exists (
  select from campaign_people p where p.campaign_id = campaigns.id and p.outcome = 'started'))`;

/** The local times, `2026-12-01T10:00`, of the journey's newest campaigns that began and stand for their day. */
export async function begunTimes(
  { kysely }: { kysely: Pick<Tx, 'selectFrom'> },
  journeyId: string,
): Promise<string[]> {
  const rows = await kysely
    .selectFrom('campaigns')
    .select('occurrence')
    .where('journey_id', '=', journeyId)
    .where(BEGUN)
    .orderBy('occurrence', 'desc')
    .limit(NEWEST)
    .execute();
  return rows.map(({ occurrence }) => occurrence);
}

/** Whether a time is written down already, or another that began stands for it. */
export async function isTaken(kysely: Tx, journeyId: string, occurrence: string): Promise<boolean> {
  const rows = await kysely
    .selectFrom('campaigns')
    .select('occurrence')
    .where('journey_id', '=', journeyId)
    .where('occurrence', '>', daysAfter(occurrence, -1))
    .where('occurrence', '<', daysAfter(occurrence, 1))
    .where((where) => where.or([where('occurrence', '=', occurrence), BEGUN]))
    .execute();
  const times = rows.map((row) => row.occurrence);
  return times.includes(occurrence) || begunInstead(occurrence, times) !== undefined;
}

/** Ids of the journey's other campaigns that stand for the same day: whom one of them has told is not told again. */
export async function formerOfTheDay(
  kysely: Tx,
  { id, journeyId, occurrence }: { id: string; journeyId: string; occurrence: string },
): Promise<string[]> {
  const rows = await kysely
    .selectFrom('campaigns')
    .select(['id', 'occurrence'])
    .where('journey_id', '=', journeyId)
    .where('id', '<>', id)
    .where('occurrence', '>', daysAfter(occurrence, -1))
    .where('occurrence', '<', daysAfter(occurrence, 1))
    .execute();
  return rows.filter((row) => areOneCampaign(row.occurrence, occurrence)).map((row) => row.id);
}

const daysAfter = (local: string, days: number): string =>
  new Date(Date.parse(`${local}Z`) + days * DAY).toISOString().slice(0, 16);
