import { PURCHASE } from '@signalbox/engine/graph';
import type { Identity } from '../intake/incoming-event.js';

/** Long, and no mere number: an order's id could be guessed. */
export const SHOPIFY_TOKEN = /^(?!\d+$)[A-Za-z0-9_-]{16,200}$/;

/** `wc_order_` and thirteen letters drawn by lot, as the page that thanks for an order has it in its address. */
export const WOOCOMMERCE_ORDER_KEY = /^wc_order_[A-Za-z0-9]{10,100}$/;

const OF_ORDER_KEYS = 'woocommerce/order-key/';

/** The same from the shop's webhooks and from its pages, which may call the shop by other addresses. */
export const purchaseOfOrderKey = (key: string): string => `${PURCHASE}${OF_ORDER_KEYS}${key}`;

/**
 * A token that the shop drew by lot for one purchase: nobody else's is like it, and nobody guesses it. A browser keeps the
 * number of its cart for whoever comes next, and other sources may count.
 */
export function isDrawnByLot({ kind, value }: Identity): boolean {
  if (kind !== 'token') return false;
  const token = value.slice(value.lastIndexOf('/') + 1);
  if (value.startsWith('shopify/')) return SHOPIFY_TOKEN.test(token);
  return value.startsWith(OF_ORDER_KEYS) && WOOCOMMERCE_ORDER_KEY.test(token);
}
