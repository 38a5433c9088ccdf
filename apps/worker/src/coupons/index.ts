import type { ServiceHost } from '@signalbox/nodes/kernel';
import { ServiceAway } from '@signalbox/outbound';
import { couponEnd } from '@signalbox/sms';
import {
  connectionKind,
  dropCoupon,
  findCouponPool,
  issueCoupon,
  markCouponMade,
  takeEvent,
  takeLowWater,
  type Coupon,
  type CouponRequest,
  type Database,
} from '@signalbox/store';
import type { Made } from './shop-coupons.js';
import { makeInShopify } from './shopify.js';
import { makeInWooCommerce } from './woocommerce.js';

export interface CouponDeps {
  database: Database;
  services: ServiceHost;
  /** IANA */
  shopTimeZone: string;
}

type Issued =
  | { outcome: 'issued'; coupon: Coupon }
  | { outcome: 'none-left'; reason: string }
  /** The shop can't be asked, or says no: ask again at that time. */
  | { outcome: 'waits'; untilMs: number; reason: string };

export type IssueCoupon = (request: Omit<CouponRequest, 'expiresAtMs'>) => Promise<Issued>;

const SOON_MS = 60_000;
const OTHER_CODES = 5;

/**
 * Gives out codes: of a list, or made to a pattern and put into the shop before anybody hears of them. The same key gets the
 * same code, however often it is asked and whatever crashed in between.
 */
export function createCoupons({ database, services, shopTimeZone }: CouponDeps): IssueCoupon {
  return async function issue(request) {
    const { pool: name, nowMs } = request;
    const pool = await findCouponPool(database.kysely, name);
    if (!pool) return { outcome: 'none-left', reason: `There is no pool “${name}”` };
    const expiresAtMs = couponEnd(pool.ends, nowMs, shopTimeZone);
    if (expiresAtMs !== null && expiresAtMs <= nowMs)
      return { outcome: 'none-left', reason: `The offer of “${name}” has ended` };

    for (let attempt = 0; attempt < OTHER_CODES; attempt++) {
      const coupon = await issueCoupon(database, { ...request, expiresAtMs });
      if (!coupon) return { outcome: 'none-left', reason: `No code is left in “${name}”` };
      if (pool.kind === 'list') await tellLowWater(name, nowMs);
      if (coupon.shopState !== 'asked') return { outcome: 'issued', coupon };
      const made = await makeInShop(coupon, request, pool.connectionId);
      if (made.outcome === 'made') {
        await markCouponMade(database, request.key, made.ref);
        return { outcome: 'issued', coupon: { ...coupon, shopState: 'made' } };
      }
      if (made.outcome !== 'taken')
        return { outcome: 'waits', untilMs: nowMs + made.afterMs, reason: made.reason };
      await dropCoupon(database, request.key);
    }
    return {
      outcome: 'waits',
      untilMs: nowMs + SOON_MS,
      reason: `The shop has all the codes that we thought of for “${name}”. Let its pattern have more random letters.`,
    };
  };

  async function makeInShop(
    coupon: Coupon,
    { key, nowMs }: Pick<CouponRequest, 'key' | 'nowMs'>,
    connectionId: string | null,
  ): Promise<Exclude<Made, { outcome: 'refused' }> | { outcome: 'away'; afterMs: number; reason: string }> {
    const away = (reason: string, afterMs = SOON_MS) => ({ outcome: 'away' as const, afterMs, reason });
    const kind = connectionId && (await connectionKind(database, connectionId));
    if (!connectionId || !kind)
      return away('The connection to the shop was removed. Choose another for the pool.');
    const ask: Parameters<typeof makeInShopify>[0] = (request) =>
      services.request({ ...request, connectionId, idempotencyKey: key });
    const wanted = { ...coupon, key, startsAtMs: nowMs };
    try {
      const made = await (kind === 'woocommerce'
        ? makeInWooCommerce(ask, wanted)
        : makeInShopify(ask, wanted));
      return made.outcome === 'refused' ? away(`The shop made no code: ${made.reason}`, 5 * SOON_MS) : made;
    } catch (error) {
      if (!(error instanceof ServiceAway)) throw error;
      return away(`The shop can’t make the code now: ${error.message}`, error.retryAfterMs ?? SOON_MS);
    }
  }

  async function tellLowWater(pool: string, nowMs: number): Promise<void> {
    const left = await takeLowWater(database, pool, nowMs);
    if (left === null) return;
    await takeEvent(
      database,
      {
        source: 'coupons',
        messageId: `${pool}/${nowMs}`,
        name: 'Coupon Pool Low',
        occurredAtMs: nowMs,
        identities: [],
        properties: { pool, left },
        keys: [],
        isHistory: false,
      },
      { nowMs },
    );
  }
}
