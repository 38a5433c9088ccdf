import { sql } from 'kysely';
import { date, type Database } from '../database.js';

interface RewardNews {
  name: string;
  atMs: number;
  properties: { [key: string]: unknown };
}

/**
 * What was said of a person's rewards, by events of these names, from an instant on, and their points of now: `null` where another programme keeps
 * them and has told none.
 */
export async function rewardNewsSince(
  database: Database,
  contactId: string,
  { names, sinceMs }: { names: readonly string[]; sinceMs: number },
): Promise<{ news: RewardNews[]; balance: number | null }> {
  const { rows } = await sql<{ news: RewardNews[]; balance: number | null }>`
    select
      case when points_at is null and (select value ->> 'kind' from settings where key = 'loyalty') is distinct from 'ours'
        then null else points_balance end as balance,
      coalesce((
        select json_agg(json_build_object('name', e.name, 'properties', e.properties,
          'atMs', floor(extract(epoch from e.occurred_at) * 1000)))
        from events e where e.contact_id = me.id and e.name = any (${names}::text[])
          and e.occurred_at >= ${date(sinceMs)}), '[]') as news
    from contacts me where me.id = current_contact(${contactId})`.execute(database.kysely);
  return rows[0] ?? { news: [], balance: null };
}
