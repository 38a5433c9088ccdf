import { sql } from 'kysely';
import { date, lockNames, type Database, type Tx } from './database.js';

/** By `type@version`. A print is comparable to those with the same beginning, up to its colon. */
type Prints = Record<string, { print: string }>;

/**
 * Keeps with which code each run of a custom node type is played. People who are inside a journey began it with that code,
 * and another would tell their history differently.
 * @param evenIfInUse keeps the new code all the same
 * @returns the runs whose code has changed while somebody is inside a journey that has a step of them
 */
export function keepNodeCode(
  database: Database,
  prints: Prints,
  { nowMs, evenIfInUse }: { nowMs: number; evenIfInUse: boolean },
): Promise<string[]> {
  return database.kysely.transaction().execute(async (tx) => {
    await lockNames(tx, ['node-code']);
    const changed = await changedNodeCode({ kysely: tx }, prints);
    const rows = Object.entries(prints)
      .filter(([run]) => evenIfInUse || !changed.includes(run))
      .map(([run, { print }]) => ({ run, print, since: date(nowMs) }));
    if (rows.length > 0)
      await tx
        .insertInto('node_code')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .column('run')
            .doUpdateSet({ print: sql`excluded.print`, since: sql`excluded.since` })
            .whereRef('node_code.print', '<>', sql`excluded.print`),
        )
        .execute();
    return changed;
  });
}

/** The same, without keeping anything. */
export async function changedNodeCode({ kysely }: { kysely: Tx }, prints: Prints): Promise<string[]> {
  const runs = Object.keys(prints);
  if (runs.length === 0) return [];
  const kept = await kysely
    .selectFrom('node_code')
    .select(['run', 'print'])
    .where('run', 'in', runs)
    .execute();
  const others = kept
    .filter(
      ({ run, print }) => print !== prints[run]!.print && bundlerOf(print) === bundlerOf(prints[run]!.print),
    )
    .map(({ run }) => run);
  if (others.length === 0) return [];
  const inUse = await kysely
    .selectFrom('node_code')
    .select('run')
    .where('run', 'in', others)
    .where((where) =>
      where.exists(
        where
          .selectFrom('plans')
          .innerJoin('journey_versions', 'journey_versions.plan_hash', 'plans.hash')
          .innerJoin('runs', (join) =>
            join
              .onRef('runs.journey_id', '=', 'journey_versions.journey_id')
              .onRef('runs.plan_hash', '=', 'plans.hash'),
          )
          .where('runs.ended_at', 'is', null)
          .where(
            sql<boolean>`exists (select from jsonb_each(plans.plan -> 'nodes') as n where n.value ->> 'type' = node_code.run)`,
          ),
      ),
    )
    .execute();
  return inUse.map(({ run }) => run);
}

const bundlerOf = (print: string) => print.split(':')[0];
