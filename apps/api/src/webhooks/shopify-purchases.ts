import { toE164 } from '@signalbox/sms/phone';
import { amount, first, isRecord, list, record, text, timeOf, type Raw } from './reading.js';
import { contactOf, customerOf, purchaseKeys, type Delivery, type Mapper } from './shopify-delivery.js';

/** Carts, checkouts, orders and refunds. What happens once is known by what it happens to, not by its delivery. */
export const PURCHASE_TOPICS: Record<string, Mapper> = {
  'carts/create': cart,
  'carts/update': cart,
  'checkouts/create': (delivery, body) => checkout(delivery, body, 'Checkout Started'),
  'checkouts/update': (delivery, body) => checkout(delivery, body, 'Checkout Updated'),
  'checkouts/delete': (delivery, body) => ({
    name: 'Checkout Deleted',
    keys: purchaseKeys(delivery, [body.token, body.id]),
    properties: { shop: delivery.shop, checkout_id: text(body.token) ?? text(body.id) },
  }),
  'orders/create': (delivery, body) => ({
    ...order(delivery, body, 'Order Completed', [body.processed_at, body.created_at]),
    ...once(delivery, body.id, 'order', 'placed'),
  }),
  'orders/updated': (delivery, body) => order(delivery, body, 'Order Updated', [body.updated_at]),
  'orders/paid': (delivery, body) => ({
    ...order(delivery, body, 'Order Paid', [body.updated_at]),
    ...once(delivery, body.id, 'order', 'paid'),
  }),
  'orders/cancelled': (delivery, body) => ({
    ...order(delivery, body, 'Order Cancelled', [body.cancelled_at, body.updated_at]),
    ...once(delivery, body.id, 'order', 'cancelled'),
  }),
  'refunds/create': refund,
};

const once = (delivery: Delivery, id: unknown, thing: string, what: string) =>
  text(id) ? { messageId: `${delivery.shop}/${thing}/${text(id)}/${what}` } : {};

/** A cart has no person; it is known by its token, and so is the checkout that it becomes. */
function cart(delivery: Delivery, body: Raw) {
  const items = products(body.line_items);
  return {
    name: items.length === 0 ? 'Cart Emptied' : 'Cart Updated',
    occurredAtMs: timeOf(delivery.receivedAtMs, body.updated_at, body.created_at),
    keys: purchaseKeys(delivery, [body.token, body.id]),
    properties: {
      shop: delivery.shop,
      cart_id: text(body.token) ?? text(body.id),
      currency: currencyOf(body),
      products: items,
    },
  };
}

function checkout(delivery: Delivery, body: Raw, name: string) {
  const atMs = timeOf(delivery.receivedAtMs, name === 'Checkout Started' ? body.created_at : body.updated_at);
  const contact = contactOf(body);
  const smsPhone = toE164(body.sms_marketing_phone, contact.country);
  const hasAgreed = body.buyer_accepts_sms_marketing === true && smsPhone.ok;
  const items = products(body.line_items);
  const isEmptied = name === 'Checkout Updated' && Array.isArray(body.line_items) && items.length === 0;
  return {
    // A checkout that is completed has become an order; the order says so itself.
    name: text(body.completed_at) ? null : isEmptied ? 'Cart Emptied' : name,
    occurredAtMs: atMs,
    identities: customerOf(delivery, record(body.customer).id),
    // Who ticks it may be texted there, and perhaps nowhere else.
    contact: hasAgreed ? { ...contact, phone: smsPhone.e164 } : contact,
    consents: hasAgreed
      ? [
          {
            purpose: 'marketing',
            state: 'granted' as const,
            source: 'shopify',
            evidence: { topic: delivery.topic, checkout: text(body.token) },
            atMs,
            phone: smsPhone.e164,
            isToldApart: true,
          },
        ]
      : [],
    keys: purchaseKeys(delivery, [body.token, body.cart_token]),
    properties: {
      shop: delivery.shop,
      checkout_id: text(body.token),
      cart_id: text(body.cart_token),
      checkout_url: text(body.abandoned_checkout_url),
      total: amount(body.total_price),
      currency: currencyOf(body),
      discount_codes: codes(body.discount_codes),
      products: items,
    },
  };
}

function order(delivery: Delivery, body: Raw, name: string, times: unknown[]) {
  return {
    name,
    occurredAtMs: timeOf(delivery.receivedAtMs, ...times),
    identities: customerOf(delivery, record(body.customer).id),
    contact: contactOf(body),
    keys: purchaseKeys(delivery, [body.checkout_token, body.cart_token, body.id]),
    properties: {
      shop: delivery.shop,
      order_id: text(body.id),
      order_name: text(body.name),
      checkout_id: text(body.checkout_token),
      cart_id: text(body.cart_token),
      total: amount(body.total_price),
      subtotal: amount(body.subtotal_price),
      currency: text(body.currency),
      discount_codes: codes(body.discount_codes),
      order_status_url: text(body.order_status_url),
      financial_status: text(body.financial_status),
      fulfillment_status: text(body.fulfillment_status),
      ...(body.test === true ? { is_test: true } : {}),
      ...(text(body.cancel_reason) ? { reason: text(body.cancel_reason) } : {}),
      products: products(body.line_items),
    },
  };
}

/** Names its order only; whose that was is known from the order. */
function refund(delivery: Delivery, body: Raw) {
  const given = list(body.transactions)
    .filter(({ kind, status }) => (kind ?? 'refund') === 'refund' && (status ?? 'success') === 'success')
    .map((transaction) => amount(transaction.amount))
    .filter((value) => value !== undefined);
  const returned = list(body.refund_line_items).map(
    (item) => (amount(item.subtotal) ?? 0) + (amount(item.total_tax) ?? 0),
  );
  const sum = (values: number[]) => Number(values.reduce((total, value) => total + value, 0).toFixed(4));
  return {
    name: 'Order Refunded',
    ...once(delivery, body.id, 'refund', 'made'),
    occurredAtMs: timeOf(delivery.receivedAtMs, body.processed_at, body.created_at),
    keys: purchaseKeys(delivery, [body.order_id]),
    properties: {
      shop: delivery.shop,
      order_id: text(body.order_id),
      refund_id: text(body.id),
      amount: given.length > 0 ? sum(given) : sum(returned),
      currency: first(...list(body.transactions).map(({ currency }) => currency), body.currency),
      products: list(body.refund_line_items)
        .slice(0, MOST_PRODUCTS)
        .map((item) => ({ ...product(record(item.line_item)), quantity: amount(item.quantity) })),
    },
  };
}

const MOST_PRODUCTS = 100;

const currencyOf = (body: Raw) => first(body.presentment_currency, body.currency);

const codes = (value: unknown) =>
  list(value)
    .map(({ code }) => text(code))
    .filter((code) => code !== undefined);

const products = (items: unknown) =>
  (Array.isArray(items) ? items : []).filter(isRecord).slice(0, MOST_PRODUCTS).map(product);

const product = (item: Raw) => ({
  product_id: text(item.product_id),
  variant_id: text(item.variant_id),
  sku: text(item.sku),
  name: text(item.title),
  quantity: amount(item.quantity),
  price: amount(item.price),
});
