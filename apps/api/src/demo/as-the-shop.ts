import { createHmac, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import type { DEMO_PRODUCTS } from './demo-shop.js';

export const DEMO_SHOP = 'demo-shop.myshopify.com';

export interface CartLine {
  product: (typeof DEMO_PRODUCTS)[number];
  quantity: number;
}

export interface Shopper {
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  email: string | null;
}

/** Speaks as the demo shop: through the front door and signed, so that what one sees is what a shop would cause. */
export async function postAsShop(
  app: FastifyInstance,
  { config }: Pick<ApiDeps, 'config'>,
  topic: string,
  body: object,
): Promise<void> {
  const [secret] = config.SHOPIFY_WEBHOOK_SECRET.split(',');
  if (!secret)
    throw new ApiError('webhook-not-configured', 'Set SHOPIFY_WEBHOOK_SECRET first; `npm start` does.');
  const payload = JSON.stringify(body);
  const response = await app.inject({
    method: 'POST',
    url: '/webhooks/shopify',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': DEMO_SHOP,
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-hmac-sha256': createHmac('sha256', secret.trim()).update(payload).digest('base64'),
    },
    payload,
  });
  if (response.statusCode !== 200) throw new ApiError('internal', response.body);
}

/** A checkout as Shopify tells it. */
export function checkoutBody(token: string, shopper: Shopper, lines: CartLine[], nowMs: number) {
  const now = new Date(nowMs).toISOString();
  return {
    token,
    cart_token: `cart-${token}`,
    ...personOf(shopper),
    abandoned_checkout_url: `https://${DEMO_SHOP}/checkouts/${token.slice(0, 8)}`,
    created_at: now,
    updated_at: now,
    completed_at: null,
    currency: 'DKK',
    ...contentOf(lines),
  };
}

/** An order as Shopify tells it, out of the checkout with the same token. */
export function orderBody(token: string, shopper: Shopper, lines: CartLine[], nowMs: number) {
  const now = new Date(nowMs).toISOString();
  return {
    id: `demo-${token}`,
    name: `#${token.slice(0, 6)}`,
    checkout_token: token,
    cart_token: `cart-${token}`,
    ...personOf(shopper),
    created_at: now,
    processed_at: now,
    updated_at: now,
    financial_status: 'paid',
    currency: 'DKK',
    discount_codes: [],
    ...contentOf(lines),
  };
}

const personOf = ({ firstName, lastName, phone, email }: Shopper) => ({
  phone,
  email,
  customer: { first_name: firstName, last_name: lastName },
});

const contentOf = (lines: CartLine[]) => ({
  total_price: lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0).toFixed(2),
  line_items: lines.map(({ product, quantity }) => ({
    product_id: product.product_id,
    title: product.name,
    quantity,
    price: product.price.toFixed(2),
  })),
});
