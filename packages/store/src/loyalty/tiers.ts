import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import { toMajor, toMinor } from '../shop/money.js';
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

export interface TierAtRisk {
  contactId: string;
  tier: string;
  /** When they lose it, if nothing more is ordered or earned. */
  endsAt: Date;
  /** What is then missing to keep it: whole units of the programme's currency, or points. */
  gap: number;
}

/** Those who lose their tier between two instants if nothing more is ordered or earned; of a tier that lasts `tierDays`. */
export async function tiersAtRisk(
  tx: Pick<Tx, 'getExecutor'>,
  programme: Programme,
  contactIds: string[],
  { nowMs, untilMs }: { nowMs: number; untilMs: number },
): Promise<TierAtRisk[]> {
  const { tiers, tierBy, tierDays, currency } = programme;
  if (tierDays === undefined || tiers.length === 0) return [];
  const counted =
    tierBy === 'spend'
      ? sql`
          select contact_id, placed_at as at, order_id as id, total_minor - refunded_minor as value from orders
          where contact_id = any (${contactIds}::uuid[]) and cancelled_at is null
            and currency = ${currency} and total_minor is not null`
      : sql`
          select contact_id, at, key as id, points as value from points_entries
          where contact_id = any (${contactIds}::uuid[]) and kind in ('earned', 'withdrawn', 'birthday')`;
  const least = tiers.map(({ from }) => (tierBy === 'spend' ? (toMinor(from, currency) ?? 0) : from));
  // From the newest on back: the one with which it is enough is the one whose age ends the tier.
  const { rows } = await sql<{ contact_id: string; tier: string; at: Date; missing: string }>`
    with counted as (${counted}), summed as (
      select contact_id, at, value, sum(value) over (partition by contact_id order by at desc, id) as so_far from counted)
    select distinct on (s.contact_id) s.contact_id, c.tier, s.at, t.least - (s.so_far - s.value) as missing
    from summed s join contacts c on c.id = s.contact_id
    join unnest(${tiers.map(({ name }) => name)}::text[], ${least}::bigint[]) as t (name, least) on t.name = c.tier
    where s.so_far >= t.least
    order by s.contact_id, s.at desc`.execute(tx);
  return rows.flatMap(({ contact_id, tier, at, missing }): TierAtRisk[] => {
    const endsAt = new Date(at.getTime() + tierDays * DAY);
    if (endsAt.getTime() <= nowMs || endsAt.getTime() > untilMs) return [];
    const gap = tierBy === 'spend' ? toMajor(Number(missing), currency) : Number(missing);
    return [{ contactId: contact_id, tier, endsAt, gap }];
  });
}
