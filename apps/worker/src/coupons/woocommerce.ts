import type { MovedCode } from '@signalbox/store';
import type { AskShop, CodeToMake, Made } from './shop-coupons.js';

interface WooCoupon {
  id: number;
  code: string;
  meta_data?: { key: string; value: unknown }[];
}

/**
 * Makes a coupon by WooCommerce's REST API. The connection leads to `https://<shop>/wp-json/wc/v3` and sends a consumer key
 * with write access. The key is kept in the coupon's meta data: of two tries the second finds it.
 */
export async function makeInWooCommerce(ask: AskShop, coupon: CodeToMake): Promise<Made> {
  const { code, key, offer, expiresAtMs } = coupon;
  if (offer.kind === 'other')
    return { outcome: 'refused', reason: 'The pool does not say what its codes are worth' };
  const result = await ask({
    method: 'POST',
    url: 'coupons',
    body: {
      code,
      discount_type: offer.kind === 'percent' ? 'percent' : 'fixed_cart',
      amount:
        offer.kind === 'percent'
          ? String(offer.percent)
          : offer.kind === 'amount'
            ? offer.amount.toFixed(2)
            : '0',
      free_shipping: offer.kind === 'free-shipping',
      individual_use: true,
      usage_limit: 1,
      usage_limit_per_user: 1,
      date_expires_gmt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString().slice(0, 19),
      meta_data: [{ key: 'signalbox_key', value: key }],
    },
  });
  if (result.outcome === 'answered')
    return { outcome: 'made', ref: String((result.body as unknown as WooCoupon).id) };
  const said = result.body as { code?: string } | null;
  if (said?.code !== 'woocommerce_rest_coupon_code_already_exists')
    return { outcome: 'refused', reason: result.reason };

  const search = await ask({ method: 'GET', url: `coupons?code=${encodeURIComponent(code)}` });
  if (search.outcome === 'refused') return { outcome: 'refused', reason: search.reason };
  const [found] = search.body as unknown as WooCoupon[];
  const isOurs = found?.meta_data?.some((meta) => meta.key === 'signalbox_key' && meta.value === key);
  return isOurs ? { outcome: 'made', ref: String(found!.id) } : { outcome: 'taken' };
}

/** Gives a code that was made another end. @returns why not, if the shop says no */
export async function moveEndInWooCommerce(
  ask: AskShop,
  { shopRef, expiresAtMs }: MovedCode,
): Promise<string | null> {
  const result = await ask({
    method: 'PUT',
    url: `coupons/${encodeURIComponent(shopRef)}`,
    body: { date_expires_gmt: new Date(expiresAtMs).toISOString().slice(0, 19) },
  });
  return result.outcome === 'answered' ? null : result.reason;
}
