import type { SendTextRequest } from '@signalbox/nodes/kernel';
import { localInstant } from '@signalbox/sms';
import { couponOfRun, type Coupon, type NotComposed } from '@signalbox/store';
import type { SendTextDeps } from './deps.js';
import type { Gathered } from './gather.js';

/** What `{{ coupon… }}` reads. */
export interface CouponFields {
  code: string;
  pool: string;
  /** Local to the shop, with its offset; `null` if it never ends. */
  expires: string | null;
  percent: number | null;
  amount: number | null;
  currency: string | null;
}

type Held = { held: { untilMs: number; code: string; reason: string } };

/**
 * The code that a text says: one of its own if its step names a pool, else the newest that the run was given.
 * It is in the shop before the text is made; while the shop can't make it the text waits, and no text leaves without it.
 */
export async function couponFor(
  { coupons, database, house }: SendTextDeps,
  { coupon: pool, template }: SendTextRequest,
  { text, facts, scope }: Gathered,
): Promise<{ coupon?: CouponFields } | NotComposed | Held> {
  const zone = house?.shopTimeZone ?? 'UTC';
  if (pool && coupons) {
    const issued = await coupons({
      pool,
      key: text.sendKey,
      contactId: text.contactId!,
      ...(text.runId ? { runId: text.runId } : {}),
      firstName: typeof scope.contact.first_name === 'string' ? scope.contact.first_name : null,
      nowMs: facts.nowMs,
    });
    switch (issued.outcome) {
      case 'issued':
        return stillGood(issued.coupon, facts.nowMs, zone);
      case 'none-left':
        return { refused: { code: 'no-coupon', reason: issued.reason } };
      case 'waits':
        return { held: { untilMs: issued.untilMs, code: 'coupon-waits', reason: issued.reason } };
    }
  }
  if (!/\bcoupon\s*\./.test(template.replaceAll(/run\s*\.\s*coupon/g, ''))) return {};
  const earlier = text.runId ? await couponOfRun(database, text.runId) : null;
  return earlier
    ? stillGood(earlier, facts.nowMs, zone)
    : { refused: { code: 'no-coupon', reason: 'The text says a code, and nobody gave out one before it' } };
}

/** A text may have been held for longer than its code is good. */
const stillGood = (coupon: Coupon, nowMs: number, zone: string): { coupon: CouponFields } | NotComposed =>
  coupon.expiresAtMs !== null && coupon.expiresAtMs <= nowMs
    ? { refused: { code: 'no-coupon', reason: `The code “${coupon.code}” ended before the text could go` } }
    : { coupon: fieldsOf(coupon, zone) };

function fieldsOf({ code, pool, offer, expiresAtMs }: Coupon, timeZone: string): CouponFields {
  return {
    code,
    pool,
    expires: expiresAtMs === null ? null : localInstant(expiresAtMs, timeZone),
    percent: offer.kind === 'percent' ? offer.percent : null,
    amount: offer.kind === 'amount' ? offer.amount : null,
    currency: offer.kind === 'amount' ? offer.currency : null,
  };
}
