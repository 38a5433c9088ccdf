import { sql } from 'kysely';
import type { Database } from '../database.js';

interface Way {
  id: string;
  share: number;
}

interface Divides {
  variants?: Way[];
  branches?: Way[];
  holdOut?: number;
}

export interface SharesSince {
  version: number;
  atMs: number;
}

/**
 * Since which version a step divides people as the newest one does; `null` if no version did otherwise. Who came before is not counted beside who came after:
 * where shares changed between a good week and a bad one, the ways would look apart because the weeks are.
 */
export async function sharesSince(
  database: Database,
  { journeyId, nodeId }: { journeyId: string; nodeId: string },
): Promise<SharesSince | null> {
  const { rows } = await sql<{ version: number; at: Date; config: Divides | null }>`
    select v.version, v.published_at as at, node #> '{data,config}' as config
    from journey_versions v cross join json_array_elements(v.graph -> 'nodes') node
    where v.journey_id = ${journeyId} and node ->> 'id' = ${nodeId}
    order by v.version desc`.execute(database.kysely);
  const changed = rows.findIndex(({ config }) => sharesOf(config) !== sharesOf(rows[0]!.config));
  if (changed === -1) return null;
  const { version, at } = rows[changed - 1]!;
  return { version, atMs: at.getTime() };
}

const sharesOf = (config: Divides | null): string =>
  JSON.stringify([
    (config?.variants ?? config?.branches ?? []).map(({ id, share }) => [id, share]),
    config?.holdOut ?? 0,
  ]);
