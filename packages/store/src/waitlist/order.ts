import { sql } from 'kysely';
import type { Tx } from '../database.js';
import { readProgramme } from '../loyalty/programme.js';

/** The line's order, as SQL over `waitlist w` and `contacts c`: the highest tier first, then who asked first. */
export async function lineOrder(tx: Pick<Tx, 'selectFrom'>) {
  const tiers = ((await readProgramme(tx))?.tiers ?? []).map(({ name }) => name);
  // A tier of a programme that is not ours has no rank among its like, but stands before none.
  const rank = sql<number>`case when c.tier is null then 0 else coalesce(array_position(${tiers}::text[], c.tier), 1) end`;
  return sql`${rank} desc, w.asked_at, w.id`;
}
