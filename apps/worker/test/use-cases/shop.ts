import { createHmac, randomUUID } from 'node:crypto';
import { SHOPIFY_SECRET, type TestApi } from '../../../api/src/testing.js';
import type { Person } from './people.js';

const SHOP = 'acme.myshopify.com';

export interface Item {
  product: string;
  variant: string;
  title: string;
  price?: number;
  quantity?: number;
  sku?: string;
}

export const JACKET: Item = { product: '501', variant: '601', title: 'Trail Jacket' };
export const BOOTS: Item = { product: '502', variant: '602', title: 'Boots' };

/** What a purchase is known by. */
export interface Purchase {
  checkout?: string;
  cart?: string;
  items?: Item[];
  /** Fields of the body that differ from the person's. */
  body?: object;
}

/** A shop that tells of what happens in it by Shopify's webhooks. */
export function openShop(api: TestApi, nowMs: () => number) {
  const tell = async (topic: string, body: object, webhookId: string = randomUUID()) => {
    const payload = JSON.stringify(body);
    const response = await api.app.inject({
      method: 'POST',
      url: '/webhooks/shopify',
      payload,
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': topic,
        'x-shopify-shop-domain': SHOP,
        'x-shopify-webhook-id': webhookId,
        'x-shopify-hmac-sha256': createHmac('sha256', SHOPIFY_SECRET).update(payload).digest('base64'),
      },
    });
    if (response.statusCode !== 200) throw new Error(`${topic}: ${response.body}`);
  };
  const at = () => new Date(nowMs()).toISOString();
  const total = (items: Item[]) =>
    items.reduce((sum, { price = 400, quantity = 1 }) => sum + price * quantity, 0).toFixed(2);
  const lines = (items: Item[]) =>
    items.map(({ product, variant, title, price = 400, quantity = 1 }) => ({
      product_id: product,
      variant_id: variant,
      title,
      quantity,
      price: price.toFixed(2),
    }));
  const who = ({ phone, email, firstName, customer }: Person) => ({
    phone,
    email,
    customer: { id: customer, first_name: firstName, phone, email },
  });
  const checkout =
    (topic: string) =>
    (person: Person, { checkout, cart, items = [JACKET], body = {} }: Purchase = {}) =>
      tell(topic, {
        ...who(person),
        token: checkout ?? `checkout-${person.phone}`,
        cart_token: cart ?? `cart-${person.phone}`,
        abandoned_checkout_url: `https://${SHOP}/checkouts/${checkout ?? person.phone}`,
        total_price: total(items),
        currency: 'DKK',
        presentment_currency: 'DKK',
        line_items: lines(items),
        created_at: at(),
        updated_at: at(),
        ...body,
      });

  return {
    tell,
    at,
    checkout: checkout('checkouts/create'),
    changesCheckout: checkout('checkouts/update'),
    cart: (person: Person, { cart, items = [JACKET] }: Purchase = {}) =>
      tell('carts/update', {
        token: cart ?? `cart-${person.phone}`,
        line_items: lines(items),
        updated_at: at(),
        created_at: at(),
      }),
    /** Placed and, a moment later, paid: the shop tells of either. */
    async order(person: Person, { checkout, cart, items = [JACKET], body = {} }: Purchase = {}) {
      const order = {
        ...who(person),
        id: String(9_000_000 + Math.floor(Math.random() * 1e9)),
        checkout_token: checkout ?? `checkout-${person.phone}`,
        cart_token: cart ?? `cart-${person.phone}`,
        total_price: total(items),
        subtotal_price: total(items),
        currency: 'DKK',
        line_items: lines(items),
        processed_at: at(),
        created_at: at(),
        ...body,
      };
      await tell('orders/create', order);
      await tell('orders/paid', { ...order, updated_at: at() });
    },
    /** How many of a product's only variant there are. */
    stock: ({ product, variant, title, price = 400, sku = '' }: Item, available: number) =>
      tell('products/update', {
        id: product,
        title,
        handle: title.toLowerCase().replaceAll(' ', '-'),
        status: 'active',
        updated_at: at(),
        variants: [
          {
            id: variant,
            title: 'M',
            sku,
            price: price.toFixed(2),
            inventory_item_id: `7${variant}`,
            inventory_quantity: available,
            inventory_management: 'shopify',
            inventory_policy: 'deny',
          },
        ],
      }),
  };
}
