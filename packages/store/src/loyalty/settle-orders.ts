import { sql } from 'kysely';
import type { Tx } from '../database.js';
import { toMajor } from '../shop/money.js';
import { enterPoints, lockPoints, type BalanceChange, type PointsEntry } from './ledger.js';
import { pointsFor, readProgramme, type Programme } from './programme.js';
import { isAboutReward, ownersOfRewards, rewardEntries, type RewardEvent } from './rewards-used.js';
import { settleTiers, type TierChange } from './tiers.js';

const DAY = 86_400_000;

interface OrderRow {
  shop: string;
  order_id: string;
  contact_id: string;
  placed_at: Date | null;
  is_sound: boolean;
  net: number;
  entered: number;
  entries: number;
}

export interface Settled {
  balances: BalanceChange[];
  tiers: TierChange[];
}

/**
 * Makes the entries of each order add up to what it is worth now: nothing before it is placed or once it is cancelled,
 * less after a refund. However often and in whatever order its events come, the sum is the same. Rewards among the events
 * that were used cost their points, see `rewardEntries`.
 */
export async function settlePoints(
  tx: Tx,
  { people: buyers, orders }: { people: string[]; orders: { shop: string; orderId: string }[] },
  events: RewardEvent[],
  nowMs: number,
): Promise<Settled> {
  const none = { balances: [], tiers: [] };
  const rewards = events.filter(isAboutReward);
  const named = [...buyers, ...rewards.map(({ contactId }) => contactId!)];
  if (named.length === 0) return none;
  const programme = await readProgramme(tx);
  if (programme?.kind !== 'ours') return none;
  const people = [...new Set([...named, ...(await ownersOfRewards(tx, rewards))])];
  await lockPoints(tx, people);
  const { rows } = await sql<OrderRow>`
    select o.shop, o.order_id, o.contact_id, o.placed_at, o.total_minor - o.refunded_minor as net,
      o.placed_at is not null and o.cancelled_at is null and o.total_minor is not null
        and o.currency = ${programme.currency} and o.placed_at >= ${new Date(programme.since)} as is_sound,
      coalesce(sum(p.points), 0)::int as entered, count(p.key)::int as entries
    from orders o
    join unnest(${orders.map(({ shop }) => shop)}::text[], ${orders.map(({ orderId }) => orderId)}::text[]) as asked (shop, order_id)
      on asked.shop = o.shop and asked.order_id = o.order_id
    left join points_entries p on p.about = 'order/' || o.shop || '/' || o.order_id
    where o.contact_id is not null
    group by o.shop, o.order_id`.execute(tx);
  const entries = [
    ...rows.flatMap((row) => entryOf(programme, row, nowMs)),
    ...(await rewardEntries(tx, programme, rewards)),
  ];
  return {
    balances: await enterPoints(tx, entries),
    tiers: await settleTiers(tx, programme, people, nowMs),
  };
}

function entryOf(programme: Programme, row: OrderRow, nowMs: number): PointsEntry[] {
  const worth = row.is_sound ? pointsFor(programme, toMajor(Number(row.net), programme.currency)) : 0;
  const points = worth - row.entered;
  if (points === 0) return [];
  const about = `order/${row.shop}/${row.order_id}`;
  const placedMs = row.placed_at?.getTime() ?? nowMs;
  return [
    {
      key: `${about}/${row.entries + 1}`,
      contactId: row.contact_id,
      points,
      reason: points > 0 ? 'For an order' : 'An order was cancelled or refunded',
      kind: points > 0 ? 'earned' : 'withdrawn',
      about,
      ...(programme.expiryDays !== undefined && points > 0
        ? { expiresAtMs: placedMs + programme.expiryDays * DAY }
        : {}),
      atMs: points > 0 ? placedMs : nowMs,
    },
  ];
}
