import { createHash } from 'node:crypto';
import { toE164 } from '@signalbox/sms/phone';
import {
  purchaseOfOrderKey,
  WOOCOMMERCE_ORDER_KEY,
  type Identity,
  type IncomingEvent,
  type ProductNews,
} from '@signalbox/store';
import { amount, first, idOf, isRecord, list, record, text, timeOf, whole, type Raw } from './reading.js';

export interface WooDelivery {
  /** 'order.updated' */
  topic: string;
  /** Host and path of the shop: 'shop.example'. */
  shop: string;
  body: unknown;
  /** The bytes of the body, to tell two updates of one second apart. */
  raw: Buffer;
  receivedAtMs: number;
}

type Mapper = (
  delivery: WooDelivery,
  body: Raw,
  event: string,
) => (Partial<IncomingEvent> & { name: string | null })[];

const RESOURCES: Record<string, Mapper> = { customer, order, product, coupon: () => [] };
const EVENTS = ['created', 'updated', 'deleted', 'restored'];
/** With these an order stands; before, it is only being paid. */
const PLACED = new Set(['processing', 'completed']);

export const KNOWN_TOPICS = Object.keys(RESOURCES).flatMap((resource) =>
  EVENTS.map((event) => `${resource}.${event}`),
);
/** What a shop sends by a hook of its own carries no more than an id. */
export const isKnownTopic = (topic: string): boolean =>
  KNOWN_TOPICS.includes(topic) || topic.startsWith('action.');

/**
 * Turns a delivery of WooCommerce into our events, by the table in `docs/events.md`. Pure. Never throws on a body.
 * WooCommerce repeats nothing and its delivery ids are not unique, so a message is known by what it is about, when
 * that changed, and its bytes.
 * @returns `null` for a body that is no object
 */
export function mapWooCommerce(delivery: WooDelivery): IncomingEvent[] | null {
  const { body, topic, shop, raw, receivedAtMs } = delivery;
  if (!isRecord(body)) return null;
  const [resource = '', event = ''] = topic.split('.');
  if (!Object.hasOwn(RESOURCES, resource)) return [];
  const bytes = createHash('sha256').update(raw).digest('base64url').slice(0, 22);
  const version = `${shop}/${topic}/${text(body.id) ?? ''}/${text(body.date_modified_gmt) ?? ''}/${bytes}`;
  return RESOURCES[resource]!(delivery, body, event).map((mapped, index) => ({
    source: 'woocommerce',
    messageId: index === 0 ? version : `${version}/${index}`,
    occurredAtMs: receivedAtMs,
    identities: [],
    properties: {},
    keys: [],
    isHistory: false,
    ...mapped,
  }));
}

/** WooCommerce's times in GMT say so by their names only. */
const gmt = (value: unknown): string | undefined => {
  const given = text(value);
  return given && /Z|[+-]\d\d:?\d\d$/.test(given) ? given : given && `${given}Z`;
};

const customerOf = ({ shop }: WooDelivery, id: unknown): Identity[] => {
  const customer = idOf(id);
  return customer && customer !== '0' ? [{ kind: 'woocommerce', value: `${shop}/${customer}` }] : [];
};

function contactOf(body: Raw) {
  const [billing, shipping] = [record(body.billing), record(body.shipping)];
  const country = first(billing.country, shipping.country)?.toUpperCase();
  const region = first(billing.country) ? first(billing.state) : first(shipping.state);
  const phone = [billing.phone, shipping.phone, body.phone]
    .map((candidate) => toE164(candidate, country))
    .find((result) => result.ok);
  return {
    firstName: first(body.first_name, billing.first_name, shipping.first_name),
    lastName: first(body.last_name, billing.last_name, shipping.last_name),
    email: first(body.email, billing.email),
    phone: phone?.ok ? phone.e164 : undefined,
    country: country ?? (phone?.ok ? (phone.country ?? undefined) : undefined),
    ...(region ? { attributes: { region } } : {}),
  };
}

function customer(delivery: WooDelivery, body: Raw, event: string) {
  if (event === 'deleted') return [];
  return [
    {
      name: null,
      occurredAtMs: timeOf(delivery.receivedAtMs, gmt(body.date_modified_gmt), gmt(body.date_created_gmt)),
      identities: customerOf(delivery, body.id),
      contact: contactOf(body),
    },
  ];
}

/** An order is placed once its status says so, whichever message tells that first. */
function order(delivery: WooDelivery, body: Raw, event: string) {
  const { shop, receivedAtMs } = delivery;
  const id = text(body.id);
  const status = text(body.status) ?? '';
  const orderKey = text(body.order_key);
  if (!id || event === 'deleted') return [];
  const changedAtMs = timeOf(receivedAtMs, gmt(body.date_modified_gmt), gmt(body.date_created_gmt));
  const whole = {
    occurredAtMs: changedAtMs,
    identities: customerOf(delivery, body.customer_id),
    contact: contactOf(body),
    keys: [
      `purchase:woocommerce/${shop}/${id}`,
      ...(orderKey && WOOCOMMERCE_ORDER_KEY.test(orderKey) ? [purchaseOfOrderKey(orderKey)] : []),
    ],
    properties: {
      shop,
      order_id: id,
      order_name: text(body.number) ? `#${text(body.number)}` : undefined,
      status,
      total: amount(body.total),
      currency: text(body.currency),
      discount_codes: list(body.coupon_lines)
        .map(({ code }) => text(code))
        .filter((code) => code !== undefined),
      products: list(body.line_items).slice(0, 100).map(product_),
    },
  };
  const once = (name: string, what: string, atMs: number) => ({
    ...whole,
    name,
    messageId: `${shop}/order/${id}/${what}`,
    occurredAtMs: atMs,
  });
  const refunds = list(body.refunds).flatMap((refund) => {
    const refundId = text(refund.id);
    const minus = amount(refund.total);
    if (!refundId || minus === undefined) return [];
    const told = once('Order Refunded', `refund/${refundId}`, changedAtMs);
    const { products: _, ...properties } = told.properties;
    return [{ ...told, properties: { ...properties, refund_id: refundId, amount: Math.abs(minus) } }];
  });
  return [
    ...(PLACED.has(status)
      ? [once('Order Completed', 'placed', timeOf(receivedAtMs, gmt(body.date_created_gmt)))]
      : []),
    ...(text(body.date_paid_gmt)
      ? [once('Order Paid', 'paid', timeOf(receivedAtMs, gmt(body.date_paid_gmt)))]
      : []),
    ...(status === 'cancelled' || status === 'failed' || event === 'trashed'
      ? [once('Order Cancelled', 'cancelled', changedAtMs)]
      : []),
    ...refunds,
    ...(status === 'refunded' && refunds.length === 0
      ? [
          {
            ...once('Order Refunded', 'refund/all', changedAtMs),
            properties: { shop, order_id: id, refund_id: `${id}/all`, amount: amount(body.total) },
          },
        ]
      : []),
    { ...whole, name: 'Order Updated' },
  ];
}

const product_ = (item: Raw) => ({
  product_id: idOf(item.product_id),
  variant_id: [idOf(item.variation_id), idOf(item.product_id)].find((id) => id && id !== '0'),
  sku: text(item.sku),
  name: text(item.name),
  quantity: amount(item.quantity),
  price: amount(item.price),
});

/** A simple product is its own variant; of a variable one each variation comes as a product of its own. */
function product(delivery: WooDelivery, body: Raw, event: string) {
  const id = idOf(body.id);
  if (!id) return [];
  const shop = `woocommerce/${delivery.shop}`;
  const atMs = timeOf(delivery.receivedAtMs, gmt(body.date_modified_gmt), gmt(body.date_created_gmt));
  if (event === 'deleted')
    return [{ name: null, shop: { shop, products: [{ productId: id, status: 'deleted' as const, atMs }] } }];
  const parent = idOf(body.parent_id);
  const isVariation = parent !== undefined && parent !== '0';
  const state = text(body.stock_status);
  const options = Object.fromEntries(
    list(body.attributes).flatMap((attribute) => {
      const [name, chosen] = [text(attribute.name)?.toLowerCase(), text(attribute.option)];
      return name && chosen ? [[name, chosen]] : [];
    }),
  );
  const variant = {
    variantId: id,
    title: text(body.name),
    sku: text(body.sku),
    options,
    price: amount(body.price),
    compareAtPrice: body.on_sale === true ? amount(body.regular_price) : null,
    available: body.manage_stock === true ? whole(body.stock_quantity) : undefined,
    stock: state === undefined ? undefined : state === 'outofstock' ? ('out' as const) : ('in' as const),
    policy:
      state === 'onbackorder' || body.backorders_allowed === true ? ('continue' as const) : ('deny' as const),
  };
  if (isVariation)
    return [{ name: null, shop: { shop, variants: [{ ...variant, productId: parent, atMs }] } }];
  const news: ProductNews = {
    productId: id,
    title: text(body.name),
    url: text(body.permalink),
    imageUrl: first(...list(body.images).map(({ src }) => src)),
    category: first(...list(body.categories).map(({ name }) => name)),
    tags: list(body.tags).flatMap(({ name }) => text(name) ?? []),
    status: text(body.status) === undefined || text(body.status) === 'publish' ? 'active' : 'hidden',
    publishedAtMs: timeOf(atMs, gmt(body.date_created_gmt)),
    atMs,
    variants: text(body.type) === 'variable' ? [] : [variant],
  };
  return [{ name: null, shop: { shop, products: [news] } }];
}
