import { createHmac, randomUUID } from 'node:crypto';

export interface CheckoutPayload {
  token: string;
  cartToken: string;
  phone: string;
  firstName: string;
  total: string;
  itemTitle: string;
  acceptsSms: boolean;
  checkoutUrl: string;
  createdAt?: Date;
  /** Beyond 2^53, as Shopify's are. */
  customerId: string;
}

const SHOP = 'demo-shop.myshopify.com';

/** A `checkouts/create` as Shopify sends it, ids beyond 2^53 included. */
export function checkoutBody(checkout: CheckoutPayload): string {
  const at = (checkout.createdAt ?? new Date()).toISOString();
  return `{
    "token": ${JSON.stringify(checkout.token)},
    "cart_token": ${JSON.stringify(checkout.cartToken)},
    "email": null,
    "phone": ${JSON.stringify(checkout.phone)},
    "sms_marketing_phone": ${checkout.acceptsSms ? JSON.stringify(checkout.phone) : 'null'},
    "buyer_accepts_sms_marketing": ${checkout.acceptsSms},
    "abandoned_checkout_url": ${JSON.stringify(checkout.checkoutUrl)},
    "created_at": "${at}",
    "updated_at": "${at}",
    "completed_at": null,
    "customer_locale": "da-DK",
    "currency": "DKK",
    "presentment_currency": "DKK",
    "total_price": "${checkout.total}",
    "line_items": [{
      "key": "1", "product_id": 820982911946154508, "variant_id": 808950810946154509, "sku": "TJ-M",
      "title": ${JSON.stringify(checkout.itemTitle)}, "quantity": 1, "price": "${checkout.total}", "line_price": "${checkout.total}"
    }],
    "shipping_address": { "first_name": ${JSON.stringify(checkout.firstName)}, "country_code": "DK", "phone": ${JSON.stringify(checkout.phone)} },
    "customer": { "id": ${checkout.customerId}, "phone": ${JSON.stringify(checkout.phone)}, "first_name": ${JSON.stringify(checkout.firstName)} }
  }`;
}

/** An `orders/create` that completes a checkout. */
export function orderBody(checkout: CheckoutPayload): string {
  const at = new Date().toISOString();
  // Each order its own, beyond what a double holds.
  const id =
    820_982_911_946_000_000n + BigInt(`0x${checkout.token.replaceAll(/[^0-9a-f]/g, '').slice(0, 8) || '1'}`);
  return `{
    "id": ${id}, "name": "#1001", "order_number": 1001,
    "checkout_token": ${JSON.stringify(checkout.token)}, "cart_token": ${JSON.stringify(checkout.cartToken)},
    "phone": ${JSON.stringify(checkout.phone)}, "email": null,
    "created_at": "${at}", "processed_at": "${at}", "updated_at": "${at}",
    "currency": "DKK", "total_price": "${checkout.total}", "subtotal_price": "${checkout.total}",
    "financial_status": "paid", "discount_codes": [], "test": false,
    "customer": { "id": ${checkout.customerId}, "phone": ${JSON.stringify(checkout.phone)} },
    "line_items": [{ "id": 466157049946154508, "product_id": 820982911946154508, "title": ${JSON.stringify(checkout.itemTitle)}, "quantity": 1, "price": "${checkout.total}" }]
  }`;
}

/** Posts a webhook signed with the shop's secret over the raw body. */
export function postShopifyWebhook(
  url: string,
  secret: string,
  topic: string,
  body: string,
  webhookId = randomUUID(),
) {
  return fetch(`${url}/webhooks/shopify`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': SHOP,
      'x-shopify-webhook-id': webhookId,
      'x-shopify-event-id': randomUUID(),
      'x-shopify-api-version': '2026-07',
      'x-shopify-triggered-at': new Date().toISOString(),
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    },
    body,
  });
}

let serial = 0;

/** A checkout of somebody new. */
export function newCheckout(changes: Partial<CheckoutPayload> = {}): CheckoutPayload {
  const number = Date.now() % 1_000_000;
  const token = `t${number}x${++serial}`;
  return {
    token,
    cartToken: `c-${token}`,
    // Denmark gives out all of these; of most other series a tenth is no number.
    phone: `+45${28_000_000 + ((number + serial) % 1_000_000)}`,
    firstName: 'Anna',
    total: '899.00',
    itemTitle: 'Trail Jacket',
    acceptsSms: true,
    checkoutUrl: `https://acme.example/checkouts/${token}`,
    customerId: `7064055069${String(number).padStart(6, '0')}${String(serial).padStart(3, '0')}`,
    ...changes,
  };
}
