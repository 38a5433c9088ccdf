import { sql } from 'kysely';
import type { Database } from './database.js';

/**
 * What a resume finds of drips, by the versions of those who are inside: the draft says nothing of them. A drip of its first
 * version `lets-all` through whose turn came in the pause, a later one `holds` its pace.
 */
export type DripInside = 'none' | 'holds' | 'lets-all';

export async function dripInside(database: Database, journeyId: string): Promise<DripInside> {
  const { rows } = await sql<{ drip: DripInside }>`
    select case
      when bool_or(jsonb_path_exists(p.plan, '$.nodes.*.type ? (@ == "rate-gate@1")')) then 'lets-all'
      when bool_or(jsonb_path_exists(p.plan, '$.nodes.*.type ? (@ starts with "rate-gate@")')) then 'holds'
      else 'none' end as drip
    from (select distinct version from runs where journey_id = ${journeyId} and ended_at is null) inside
    join journey_versions v on v.journey_id = ${journeyId} and v.version = inside.version
    join plans p on p.hash = v.plan_hash`.execute(database.kysely);
  return rows[0]!.drip;
}
