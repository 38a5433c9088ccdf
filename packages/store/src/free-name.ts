import { sql } from 'kysely';
import type { Database } from './database.js';

/**
 * What to put behind several names so that each of them is nobody's yet, journey or segment: nothing, or else ` (2)`,
 * ` (3)`: the same for all, so that it shows what belongs together.
 */
export async function freeSuffix(database: Database, names: string[]): Promise<string> {
  for (let time = 1; ; time += 1) {
    const suffix = time === 1 ? '' : ` (${time})`;
    const wanted = names.map((name) => `${name}${suffix}`);
    const { rows } = await sql`
      select from journeys where name = any (${wanted}::text[])
      union all select from segments where name = any (${wanted}::text[]) limit 1`.execute(database.kysely);
    if (rows.length === 0) return suffix;
  }
}
