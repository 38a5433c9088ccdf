import { currencyOf, priceOf, toMinor, totalOf } from './money.js';

/** An event that may be about an order, as it stands in the database. */
export interface OrderEvent {
  id: string;
  source: string;
  name: string;
  contactId: string | null;
  occurredAtMs: number;
  properties: { [key: string]: unknown };
}

/** What one event says of an order. */
export interface OrderNews {
  eventId: string;
  shop: string;
  orderId: string;
  contactId: string | null;
  atMs: number;
  placedAtMs: number | null;
  paidAtMs: number | null;
  cancelledAtMs: number | null;
  details: { currency: string | null; totalMinor: number | null; discountCodes: string[] } | null;
  checkoutToken: string | null;
  cartToken: string | null;
  lines: OrderLine[] | null;
  refund: { refundId: string; minor: number | null; atMs: number } | null;
}

interface OrderLine {
  productId: string | null;
  variantId: string | null;
  sku: string | null;
  name: string | null;
  category: string | null;
  quantity: number;
  price: string | null;
}

const NAMES = new Set([
  'Order Completed',
  'Order Updated',
  'Order Paid',
  'Order Cancelled',
  'Order Refunded',
]);
const MOST_LINES = 200;
const MOST_CODES = 20;

export const isAboutOrder = (name: string | null): boolean => name !== null && NAMES.has(name);

/** An order that the shop placed to try itself out: it happens like any other, and counts nowhere. */
export const isTestOrder = ({ is_test }: { [key: string]: unknown }): boolean => is_test === true;

/** The shop that an event speaks for: 'shopify/acme.myshopify.com', or the source where it has only one. */
function shopOf(source: string, properties: { [key: string]: unknown }): string {
  const shop = textOf(properties.shop);
  return shop === null || source === 'segment' ? source : `${source}/${shop}`;
}

/** Reads an event of an order. An order without an id of its own is known by its event. */
export function orderNews({ id, source, name, contactId, occurredAtMs, properties }: OrderEvent): OrderNews {
  const orderId = textOf(properties.order_id);
  const currency = currencyOf(properties.currency);
  const isRefund = name === 'Order Refunded';
  const totalMinor = totalOf(properties, currency);
  return {
    eventId: id,
    shop: shopOf(source, properties),
    orderId: orderId ?? `event/${id}`,
    contactId,
    atMs: occurredAtMs,
    placedAtMs: name === 'Order Completed' ? occurredAtMs : null,
    paidAtMs: name === 'Order Paid' ? occurredAtMs : null,
    cancelledAtMs: name === 'Order Cancelled' ? occurredAtMs : null,
    details:
      isRefund || totalMinor === null ? null : { currency, totalMinor, discountCodes: codesOf(properties) },
    checkoutToken: textOf(properties.checkout_id),
    cartToken: textOf(properties.cart_id),
    lines: isRefund || !Array.isArray(properties.products) ? null : linesOf(properties.products, currency),
    refund: isRefund
      ? {
          refundId: textOf(properties.refund_id) ?? `event/${id}`,
          // Some shops write what they give back below zero.
          minor: sizeOf(toMinor(properties.amount, currency) ?? totalMinor),
          atMs: occurredAtMs,
        }
      : null,
  };
}

const sizeOf = (minor: number | null) => (minor === null ? null : Math.abs(minor));

function codesOf({ discount_codes, coupon }: { [key: string]: unknown }): string[] {
  const listed = Array.isArray(discount_codes) ? discount_codes.map(textOf) : [];
  const all = [...listed, textOf(coupon)].filter((code) => code !== null);
  return [...new Set(all)].slice(0, MOST_CODES);
}

const linesOf = (products: unknown[], currency: string | null): OrderLine[] =>
  products.slice(0, MOST_LINES).map((item) => {
    const line = typeof item === 'object' && item !== null ? (item as { [key: string]: unknown }) : {};
    return {
      productId: textOf(line.product_id),
      variantId: textOf(line.variant_id),
      sku: textOf(line.sku),
      name: textOf(line.name),
      category: textOf(line.category),
      quantity: quantityOf(line.quantity),
      price: priceOf(line.price, currency),
    };
  });

function quantityOf(value: unknown): number {
  const quantity = Number(value ?? 1);
  return Number.isFinite(quantity) ? Math.min(Math.max(Math.round(quantity), 0), 1_000_000) : 1;
}

const textOf = (value: unknown): string | null =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number'
    ? String(value).trim().slice(0, 200)
    : null;
