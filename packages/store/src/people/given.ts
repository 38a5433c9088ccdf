import { sql } from 'kysely';
import { date, type Database } from '../database.js';
import { toMinor } from '../shop/money.js';
import type { CouponOffer } from '../steps/coupon-pools.js';

/** What somebody was given since an instant. */
export interface Given {
  codes: number;
  codesUsed: number;
  /** Of the codes used, in minor units by currency: about, and only where the offer and the order tell. */
  worth: Record<string, number>;
  points: number;
}

interface UsedCode {
  offer: CouponOffer | null;
  currency: string | null;
  totalMinor: number | null;
}

export async function givenTo(database: Database, contactId: string, sinceMs: number): Promise<Given> {
  const { rows } = await sql<Omit<Given, 'worth'> & { used: UsedCode[] }>`
    with given as (
      select code, pool, used_at, used_order from coupons
      where contact_id = current_contact(${contactId}) and issued_at >= ${date(sinceMs)}),
    used as (
      select coupon_pools.offer, placed.currency, placed.total_minor
      from given left join coupon_pools on coupon_pools.name = given.pool
        left join lateral (select currency, total_minor from orders
          where discount_codes && array[given.code, upper(given.code)] and order_id = given.used_order limit 1) placed on true
      where given.used_at is not null)
    select (select count(*)::int from given) as codes,
      (select count(*)::int from used) as "codesUsed",
      (select coalesce(jsonb_agg(jsonb_build_object('offer', offer, 'currency', currency, 'totalMinor', total_minor)), '[]')
        from used) as used,
      (select coalesce(sum(points), 0)::int from points_entries
        where contact_id = current_contact(${contactId}) and at >= ${date(sinceMs)} and points > 0
          and coalesce(about, '') not like 'reward/%') as points`.execute(database.kysely);
  const { used, ...counts } = rows[0]!;
  const worth: Record<string, number> = {};
  for (const { currency, minor } of used.flatMap((code) => worthOf(code) ?? []))
    worth[currency] = (worth[currency] ?? 0) + minor;
  return { ...counts, worth };
}

function worthOf({ offer, currency, totalMinor }: UsedCode): { currency: string; minor: number } | null {
  if (offer?.kind === 'amount') {
    const minor = toMinor(offer.amount, offer.currency);
    return minor === null ? null : { currency: offer.currency, minor };
  }
  if (offer?.kind !== 'percent' || offer.percent >= 100 || currency === null || totalMinor === null)
    return null;
  // What was paid is what the discount left.
  return { currency, minor: Math.round((totalMinor * offer.percent) / (100 - offer.percent)) };
}
