import { toE164 } from '@signalbox/sms/phone';
import type { ConsentData, ContactData, Identity, IncomingEvent } from '@signalbox/store';

type Raw = { [key: string]: unknown };
const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: unknown): Raw => (isRecord(value) ? value : {});
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : typeof value === 'number'
      ? String(value)
      : undefined;
const amount = (value: unknown): number | undefined => {
  const number = Number(text(value));
  return text(value) !== undefined && Number.isFinite(number) ? number : undefined;
};

export interface Delivery {
  topic: string;
  shop: string;
  webhookId: string;
  /** Ids are texts: Shopify's pass 2^53. */
  body: unknown;
  receivedAtMs: number;
}

type Mapper = (delivery: Delivery, body: Raw) => Partial<IncomingEvent> & { name: string | null };

const TOPICS: Record<string, Mapper> = {
  'customers/create': customer,
  'customers/update': customer,
  'customers_marketing_consent/update': marketingConsent,
  'checkouts/create': (delivery, body) => checkout(delivery, body, 'Checkout Started'),
  'checkouts/update': (delivery, body) => checkout(delivery, body, 'Checkout Updated'),
  'checkouts/delete': (delivery, body) => ({
    name: 'Checkout Deleted',
    keys: purchaseKeys(delivery, [body.token, body.id]),
    properties: { checkout_id: text(body.token) ?? text(body.id) },
  }),
  'orders/create': (delivery, body) =>
    order(delivery, body, 'Order Completed', [body.processed_at, body.created_at]),
  'orders/paid': (delivery, body) => order(delivery, body, 'Order Paid', [body.updated_at]),
  'orders/cancelled': (delivery, body) => order(delivery, body, 'Order Cancelled', [body.cancelled_at]),
};

export const isKnownTopic = (topic: string): boolean => Object.hasOwn(TOPICS, topic);
export const KNOWN_TOPICS = Object.keys(TOPICS);

/**
 * Turns a delivery of Shopify into our event, by the table in `docs/events.md`. Pure. Never throws on a body.
 * @returns `null` for a body that is no object
 */
export function mapShopify(delivery: Delivery): IncomingEvent | null {
  if (!isRecord(delivery.body)) return null;
  const mapped = TOPICS[delivery.topic]!(delivery, delivery.body);
  return {
    source: 'shopify',
    messageId: `${delivery.shop}/${delivery.topic}/${delivery.webhookId}`,
    occurredAtMs: delivery.receivedAtMs,
    identities: [],
    properties: {},
    keys: [],
    isHistory: false,
    ...mapped,
  };
}

/** The first of these that is a time, if it is not in the future. */
function timeOf(delivery: Delivery, ...candidates: unknown[]): number {
  const at = candidates.map((value) => Date.parse(text(value) ?? '')).find((ms) => !Number.isNaN(ms));
  return Math.min(at ?? delivery.receivedAtMs, delivery.receivedAtMs);
}

const purchaseKeys = (delivery: Delivery, tokens: unknown[]): string[] => [
  ...new Set(
    tokens
      .map(text)
      .filter((token) => token !== undefined)
      .map((token) => `purchase:shopify/${delivery.shop}/${token}`),
  ),
];

const identitiesOf = (delivery: Delivery, customerId: unknown): Identity[] => {
  const id = text(customerId);
  return id ? [{ kind: 'shopify', value: `${delivery.shop}/${id}` }] : [];
};

function contactOf(body: Raw): ContactData & { phone?: string } {
  const [customer, shipping, billing] = [body.customer, body.shipping_address, body.billing_address].map(
    record,
  ) as [Raw, Raw, Raw];
  const home = record(body.default_address ?? customer.default_address);
  const country = [shipping.country_code, billing.country_code, home.country_code].map(text).find(Boolean);
  const phone = [
    body.phone,
    body.sms_marketing_phone,
    customer.phone,
    shipping.phone,
    billing.phone,
    home.phone,
  ]
    .map((candidate) => toE164(candidate, country))
    .find((result) => result.ok);
  const first = (...values: unknown[]) => values.map(text).find((value) => value !== undefined);
  return {
    firstName: first(body.first_name, customer.first_name, shipping.first_name, billing.first_name),
    lastName: first(body.last_name, customer.last_name, shipping.last_name, billing.last_name),
    email: first(body.email, customer.email),
    phone: phone?.ok ? phone.e164 : undefined,
    country: country ?? (phone?.ok ? (phone.country ?? undefined) : undefined),
    language: first(body.customer_locale, customer.locale),
  };
}

function customer(delivery: Delivery, body: Raw) {
  const atMs = timeOf(delivery, body.updated_at, body.created_at);
  const contact = contactOf(body);
  return {
    name: null,
    occurredAtMs: atMs,
    identities: identitiesOf(delivery, body.id),
    contact,
    consents: consentsOf(record(body.sms_marketing_consent), contact.phone, atMs),
  };
}

function marketingConsent(delivery: Delivery, body: Raw) {
  const consent = record(body.sms_marketing_consent);
  const atMs = timeOf(delivery, consent.consent_updated_at);
  const contact = contactOf(body);
  const consents = consentsOf(consent, contact.phone, atMs);
  const [first] = consents;
  return {
    name: first ? (first.state === 'granted' ? 'SMS Subscribed' : 'SMS Unsubscribed') : null,
    occurredAtMs: atMs,
    identities: identitiesOf(delivery, body.id),
    contact,
    consents,
    properties: first ? { purpose: 'marketing', opt_in_level: text(consent.opt_in_level) ?? null } : {},
  };
}

/** Shopify's states: subscribed, unsubscribed, not_subscribed, pending, redacted, or null. */
function consentsOf(consent: Raw, phone: string | undefined, atMs: number): ConsentData[] {
  const state =
    consent.state === 'subscribed' ? 'granted' : consent.state === 'unsubscribed' ? 'denied' : null;
  if (state === null) return [];
  const at = Date.parse(text(consent.consent_updated_at) ?? '');
  return [
    {
      purpose: 'marketing',
      state,
      source: 'shopify',
      evidence: consent,
      atMs: Number.isNaN(at) ? atMs : Math.min(at, atMs),
      ...(phone ? { phone } : {}),
    },
  ];
}

function checkout(delivery: Delivery, body: Raw, name: string) {
  const atMs =
    name === 'Checkout Started' ? timeOf(delivery, body.created_at) : timeOf(delivery, body.updated_at);
  const contact = contactOf(body);
  const smsPhone = toE164(body.sms_marketing_phone, contact.country);
  const hasAgreed = body.buyer_accepts_sms_marketing === true && smsPhone.ok;
  return {
    // A checkout that is completed has become an order; the order says so itself.
    name: text(body.completed_at) ? null : name,
    occurredAtMs: atMs,
    identities: identitiesOf(delivery, record(body.customer).id),
    contact,
    consents: hasAgreed
      ? [
          {
            purpose: 'marketing',
            state: 'granted' as const,
            source: 'shopify',
            evidence: { topic: delivery.topic, checkout: text(body.token) },
            atMs,
            phone: smsPhone.e164,
          },
        ]
      : [],
    keys: purchaseKeys(delivery, [body.token, body.cart_token]),
    properties: {
      checkout_id: text(body.token),
      cart_id: text(body.cart_token),
      checkout_url: text(body.abandoned_checkout_url),
      total: amount(body.total_price),
      currency: text(body.presentment_currency) ?? text(body.currency),
      products: products(body.line_items),
    },
  };
}

function order(delivery: Delivery, body: Raw, name: string, times: unknown[]) {
  return {
    name,
    occurredAtMs: timeOf(delivery, ...times),
    identities: identitiesOf(delivery, record(body.customer).id),
    contact: contactOf(body),
    keys: purchaseKeys(delivery, [body.checkout_token, body.cart_token, body.id]),
    properties: {
      order_id: text(body.id),
      order_name: text(body.name),
      checkout_id: text(body.checkout_token),
      cart_id: text(body.cart_token),
      total: amount(body.total_price),
      subtotal: amount(body.subtotal_price),
      currency: text(body.currency),
      discount_codes: Array.isArray(body.discount_codes)
        ? body.discount_codes.map((code) => text(record(code).code)).filter(Boolean)
        : [],
      order_status_url: text(body.order_status_url),
      ...(text(body.cancel_reason) ? { reason: text(body.cancel_reason) } : {}),
      products: products(body.line_items),
    },
  };
}

const products = (items: unknown) =>
  (Array.isArray(items) ? items : [])
    .slice(0, 100)
    .map(record)
    .map((item) => ({
      product_id: text(item.product_id),
      variant_id: text(item.variant_id),
      sku: text(item.sku),
      name: text(item.title),
      quantity: amount(item.quantity),
      price: amount(item.price),
    }));
