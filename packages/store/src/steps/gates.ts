import { sql } from 'kysely';
import { date, lockNames, type Database } from '../database.js';

/** A run at a step of a journey. */
export interface StepKey {
  journeyId: string;
  nodeId: string;
  /** `run/node/visit`: asked for again under the same key, the same is given. */
  key: string;
}

/**
 * A place in a queue that lets `count` through every `everyMs`, evenly spaced, first come, first served.
 * @returns when it is this one's turn, Unix milliseconds
 */
export function reserveSlot(
  database: Database,
  { journeyId, nodeId, key }: StepKey,
  { count, everyMs }: { count: number; everyMs: number },
  nowMs: number,
): Promise<number> {
  return database.kysely.transaction().execute(async (tx) => {
    await lockNames(tx, [`gate/${journeyId}/${nodeId}`]);
    const own = await tx
      .selectFrom('gate_slots')
      .select('at')
      .where('journey_id', '=', journeyId)
      .where('node_id', '=', nodeId)
      .where('place', '=', key)
      .executeTakeFirst();
    if (own) return own.at.getTime();
    const { last } = await tx
      .selectFrom('gate_slots')
      .select(sql<Date | null>`max(at)`.as('last'))
      .where('journey_id', '=', journeyId)
      .where('node_id', '=', nodeId)
      .executeTakeFirstOrThrow();
    const atMs = Math.max(nowMs, last ? Math.ceil(last.getTime() + everyMs / count) : 0);
    await tx
      .insertInto('gate_slots')
      .values({ journey_id: journeyId, node_id: nodeId, place: key, at: date(atMs) })
      .execute();
    return atMs;
  });
}
