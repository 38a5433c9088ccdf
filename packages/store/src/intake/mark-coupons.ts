import { sql } from 'kysely';
import { date, type Tx } from '../database.js';
import { tellFacts } from '../steps/coupons.js';
import type { StoredEvent } from './take-event.js';

export interface UsedCoupon {
  pool: string;
  code: string;
  /** Who was given it, whoever used it. */
  contactId: string | null;
  orderId: string | null;
}

/** The codes of an order: Shopify's `discount_codes`, WooCommerce's coupon lines, `coupon` of Segment's spec. */
function codesOf({ properties }: Pick<StoredEvent, 'properties'>): string[] {
  const given = [properties.discount_codes, properties.coupon_lines, properties.coupon].flat();
  const codes = given.map((one) =>
    typeof one === 'object' && one !== null ? (one as { code?: unknown }).code : one,
  );
  return [
    ...new Set(
      codes
        .filter((code): code is string => typeof code === 'string' && code.trim() !== '')
        .map((code) => code.trim().toUpperCase()),
    ),
  ].slice(0, 20);
}

/** The codes that an event says were used. */
export const codesUsedBy = (event: { name: string | null } & Pick<StoredEvent, 'properties'>): string[] =>
  event.name === 'Order Completed' || event.name === 'Order Paid' ? codesOf(event) : [];

/** Who was given each of several codes, which several people may have been. */
export async function ownersOfCodes(tx: Tx, codes: string[]): Promise<Map<string, string[]>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<{ code: string; owners: string[] }>`
    select upper(code) as code, array_agg(contact_id::text) as owners from coupons
    where upper(code) = any (${codes}::text[]) and used_at is null and contact_id is not null
    group by 1`.execute(tx);
  return new Map(rows.map(({ code, owners }) => [code, owners]));
}

/** Marks the codes that an order was placed with as used, the first time. @returns those that we gave out */
export async function markCouponsUsed(tx: Tx, event: StoredEvent): Promise<UsedCoupon[]> {
  const codes = codesUsedBy(event);
  if (codes.length === 0) return [];
  const { order_id: orderId } = event.properties;
  const order = typeof orderId === 'string' || typeof orderId === 'number' ? String(orderId) : null;
  const { rows } = await sql<UsedCoupon>`
    update coupons set used_at = ${date(event.occurredAtMs)}, used_order = ${order}
    where upper(code) = any(${codes}::text[]) and used_at is null
    returning pool, code, contact_id as "contactId", used_order as "orderId"`.execute(tx);
  for (const { contactId, code } of rows) {
    if (contactId === null) continue;
    const at = date(event.occurredAtMs).toISOString();
    await tellFacts(tx, contactId, { coupon_code: code, coupon_used: true, coupon_used_at: at });
  }
  return rows;
}
