import { sql } from 'kysely';
import { date, type Database } from '../database.js';
import { livePlans } from '../intake/live-plans.js';
import { lineOrder } from './order.js';
import { TURN, type RoundAnswer } from './round.js';
import type { Line, WaitlistSettings } from './settings.js';
import type { WaitState } from './tables.js';

export interface WaitlistRow {
  shop: string;
  variantId: string;
  name: string | null;
  variant: string | null;
  imageUrl: string | null;
  available: number | null;
  inStock: boolean;
  waiting: number;
  claimed: number;
  told: number;
  bought: number;
  isPaused: boolean;
  settings: Partial<WaitlistSettings> | null;
  roundAt: Date | null;
  nextRoundAt: Date | null;
  round: RoundAnswer | null;
}

/** Products with what is known of their stock, and how many wait for each; those that are waited for come first. */
export async function listWaitlists(
  database: Database,
  { search, limit }: { search: string; limit: number },
): Promise<WaitlistRow[]> {
  const { rows } = await sql<WaitlistRow>`
    with lines as (
      select shop, variant_id, count(*) filter (where state = 'waiting')::int as waiting,
        count(*) filter (where state = 'claimed')::int as claimed, count(*) filter (where state in ('told', 'bought'))::int as told,
        count(*) filter (where state = 'bought')::int as bought
      from waitlist group by 1, 2)
    select coalesce(v.shop, n.shop) as shop, coalesce(v.variant_id, n.variant_id) as "variantId",
      coalesce(p.title, v.title) as name, case when p.title is null then null else v.title end as variant,
      p.image_url as "imageUrl", v.available,
      coalesce(not v.is_deleted and (v.policy = 'continue' or not v.is_tracked or coalesce(v.available > 0, v.stock = 'in', true)), false) as "inStock",
      coalesce(n.waiting, 0) as waiting, coalesce(n.claimed, 0) as claimed, coalesce(n.told, 0) as told, coalesce(n.bought, 0) as bought,
      coalesce(l.is_paused, false) as "isPaused", l.settings, l.round_at as "roundAt", l.next_round_at as "nextRoundAt", l.round_answer as round
    from variants v
    full join lines n on n.shop = v.shop and n.variant_id = v.variant_id
    left join products p on p.shop = v.shop and p.product_id = v.product_id
    left join waitlist_lines l on l.shop = coalesce(v.shop, n.shop) and l.variant_id = coalesce(v.variant_id, n.variant_id)
    where (n.variant_id is not null or (not v.is_deleted and coalesce(p.status, 'active') <> 'deleted'))
      and (${search} = '' or concat_ws(' ', p.title, v.title, v.sku, coalesce(v.variant_id, n.variant_id)) ilike ${`%${search}%`})
    order by coalesce(n.waiting, 0) + coalesce(n.claimed, 0) desc, name, 2 limit ${limit}`.execute(
    database.kysely,
  );
  return rows;
}

export interface WaitingPerson {
  id: string;
  contactId: string;
  firstName: string | null;
  lastName: string | null;
  phone: string;
  tier: string | null;
  quantity: number;
  state: WaitState;
  reason: string | null;
  /** In line; `null` once their turn has come. */
  place: number | null;
  askedAt: Date;
  expiresAt: Date;
  toldAt: Date | null;
}

/** The line for a variant as it will be told, then those whose turn has been. */
export async function peopleInLine(
  database: Database,
  { shop, variantId }: Line,
  limit?: number,
): Promise<WaitingPerson[]> {
  const order = await lineOrder(database.kysely);
  const { rows } = await sql<WaitingPerson>`
    select w.id, w.contact_id as "contactId", c.first_name as "firstName", c.last_name as "lastName", w.phone, c.tier,
      w.quantity, w.state, w.reason, w.asked_at as "askedAt", w.expires_at as "expiresAt", w.told_at as "toldAt",
      case when w.state = 'waiting' then row_number() over (partition by w.state order by ${order})::int end as place
    from waitlist w join contacts c on c.id = w.contact_id
    where w.shop = ${shop} and w.variant_id = ${variantId}
    order by array_position(array['claimed', 'waiting', 'told', 'bought', 'left', 'expired'], w.state), place, w.ended_at desc
    limit ${limit ?? null}`.execute(database.kysely);
  return rows;
}

/** Takes somebody out of a line. @returns false if they stood in none */
export async function leaveLine(
  database: Database,
  id: string,
  reason: string,
  nowMs: number,
): Promise<boolean> {
  const { numUpdatedRows } = await database.kysely
    .updateTable('waitlist')
    .set({ state: 'left', reason, ended_at: date(nowMs) })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether some live journey tells people when their turn has come. */
export const isTurnTold = async (database: Database): Promise<boolean> =>
  (await livePlans.startedBy(database.kysely, { name: TURN })).length > 0;
