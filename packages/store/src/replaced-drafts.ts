import type { JourneyGraph } from '@signalbox/engine/graph';
import { date, type Database } from './database.js';

/** Keeps a draft that is about to be drawn anew, so that it can come back; the same one is kept once. */
export async function keepReplacedDraft(
  database: Database,
  {
    journeyId,
    revision,
    graph,
    nowMs,
  }: { journeyId: string; revision: number; graph: JourneyGraph; nowMs: number },
): Promise<void> {
  await database.kysely
    .insertInto('replaced_drafts')
    .values({ journey_id: journeyId, revision, graph: JSON.stringify(graph), replaced_at: date(nowMs) })
    .onConflict((conflict) => conflict.columns(['journey_id', 'revision']).doNothing())
    .execute();
}

/** Drafts of a journey that were drawn anew, the latest first. */
export const listReplacedDrafts = (
  database: Database,
  journeyId: string,
): Promise<{ revision: number; replacedAt: Date; graph: JourneyGraph }[]> =>
  database.kysely
    .selectFrom('replaced_drafts')
    .select(['revision', 'replaced_at as replacedAt', 'graph'])
    .where('journey_id', '=', journeyId)
    .orderBy('revision', 'desc')
    .execute();
