import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import { toMinor } from '../shop/money.js';
import type { Programme } from './programme.js';

export interface TierChange {
  contactId: string;
  before: string | null;
  after: string | null;
  direction: 'up' | 'down';
}

const DAY = 86_400_000;

/** Puts people into the tier that they have reached. Points that were earned count, spent ones too. */
export async function settleTiers(
  tx: Tx,
  programme: Programme,
  contactIds: string[],
  nowMs: number,
): Promise<TierChange[]> {
  if (programme.tiers.length === 0 || contactIds.length === 0) return [];
  const since = date(programme.tierDays === undefined ? 0 : nowMs - programme.tierDays * DAY);
  const counted =
    programme.tierBy === 'spend'
      ? sql<{ id: string; tier: string | null; value: number }>`
          select c.id, c.tier, coalesce((
            select sum(o.total_minor - o.refunded_minor) from orders o
            where o.contact_id = c.id and o.cancelled_at is null and o.placed_at >= ${since}
              and o.currency = ${programme.currency} and o.total_minor is not null), 0)::bigint as value
          from contacts c where c.id = any (${contactIds}::uuid[])`
      : sql<{ id: string; tier: string | null; value: number }>`
          select c.id, c.tier, coalesce((
            select sum(p.points) from points_entries p
            where p.contact_id = c.id and p.at >= ${since} and p.kind in ('earned', 'withdrawn', 'birthday')), 0)::bigint as value
          from contacts c where c.id = any (${contactIds}::uuid[])`;
  const { rows } = await counted.execute(tx);
  const rank = (name: string | null) => programme.tiers.findIndex((tier) => tier.name === name);
  const least = (from: number) =>
    programme.tierBy === 'spend' ? (toMinor(from, programme.currency) ?? Infinity) : from;
  const changes = rows.flatMap(({ id, tier, value }): TierChange[] => {
    const after = programme.tiers.findLast(({ from }) => Number(value) >= least(from))?.name ?? null;
    if (after === tier) return [];
    return [{ contactId: id, before: tier, after, direction: rank(after) > rank(tier) ? 'up' : 'down' }];
  });
  for (const { contactId, after } of changes)
    await tx
      .updateTable('contacts')
      .set({ tier: after, tier_at: date(nowMs) })
      .where('id', '=', contactId)
      .execute();
  return changes;
}
