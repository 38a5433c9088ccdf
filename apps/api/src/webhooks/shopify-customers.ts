import type { ConsentData } from '@signalbox/store';
import { amount, idOf, isRecord, record, text, timeOf, type Raw } from './reading.js';
import { contactOf, customerOf, type Delivery, type Mapper } from './shopify-delivery.js';

/** People, what they agree to, and their tags: in both shapes, before API 2025-01 and since. */
export const CUSTOMER_TOPICS: Record<string, Mapper> = {
  'customers/create': customer,
  'customers/update': customer,
  'customers/enable': customer,
  'customers/disable': customer,
  'customers_marketing_consent/update': marketingConsent,
  'customers_email_marketing_consent/update': (delivery, body) => ({
    name: null,
    occurredAtMs: timeOf(delivery.receivedAtMs, record(body.email_marketing_consent).consent_updated_at),
    identities: customerOf(delivery, body.id ?? body.customer_id),
    contact: {
      attributes: { email_marketing: text(record(body.email_marketing_consent).state) ?? null },
    },
  }),
  'customer.tags_added': (delivery, body) => tags(delivery, body, 'addTags'),
  'customer.tags_removed': (delivery, body) => tags(delivery, body, 'removeTags'),
  'customers/purchasing_summary': (delivery, body) => ({
    name: null,
    occurredAtMs: timeOf(delivery.receivedAtMs, body.occurredAt),
    identities: customerOf(delivery, body.customerId),
    // Orders from before Signalbox, too; what is computed here counts only orders that are known.
    contact: {
      attributes: {
        shopify_order_count: amount(body.numberOfOrders) ?? null,
        shopify_spent: amount(record(body.amountSpent).amount) ?? null,
        shopify_currency: text(record(body.amountSpent).currencyCode) ?? null,
      },
    },
  }),
};

function customer(delivery: Delivery, body: Raw) {
  const atMs = timeOf(delivery.receivedAtMs, body.updated_at, body.created_at);
  const contact = contactOf(body);
  return {
    name: null,
    occurredAtMs: atMs,
    identities: customerOf(delivery, body.id ?? body.admin_graphql_api_id),
    // Since API 2025-01 a customer comes without them.
    contact: isGiven(body.tags) ? { ...contact, allTags: tagsOf(body.tags) } : contact,
    consents: consentsOf(record(body.sms_marketing_consent), contact.phone, atMs),
  };
}

function tags(delivery: Delivery, body: Raw, change: 'addTags' | 'removeTags') {
  return {
    name: null,
    occurredAtMs: timeOf(delivery.receivedAtMs, body.occurredAt),
    identities: customerOf(delivery, body.customerId),
    contact: { [change]: tagsOf(body.tags) },
  };
}

const isGiven = (value: unknown) => typeof value === 'string' || Array.isArray(value);

/** A list, or before API 2025-01 one text with commas. */
const tagsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : (text(value)?.split(',') ?? []))
    .map(text)
    .filter((tag) => tag !== undefined)
    .slice(0, 250);

function marketingConsent(delivery: Delivery, body: Raw) {
  const consent = record(body.sms_marketing_consent);
  const atMs = timeOf(delivery.receivedAtMs, consent.consent_updated_at);
  const contact = contactOf(body);
  const consents = consentsOf(consent, contact.phone, atMs);
  const [first] = consents;
  return {
    name: first ? (first.state === 'granted' ? 'SMS Subscribed' : 'SMS Unsubscribed') : null,
    occurredAtMs: atMs,
    identities: customerOf(delivery, body.id ?? body.customer_id),
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
  return [
    {
      purpose: 'marketing',
      state,
      source: 'shopify',
      evidence: consent,
      atMs: timeOf(atMs, consent.consent_updated_at),
      ...(phone ? { phone } : {}),
    },
  ];
}

/** Two customers of whom the shop has made one. @returns `null` unless the merge is done and both are named */
export function mergedCustomers({ body, shop }: Delivery): { kept: string; gone: string } | null {
  if (!isRecord(body)) return null;
  const status = text(body.status)?.toLowerCase() ?? 'completed';
  const kept = idOf(body.admin_graphql_api_customer_kept_id);
  const gone = idOf(body.admin_graphql_api_customer_deleted_id);
  return status === 'completed' && kept && gone ? { kept: `${shop}/${kept}`, gone: `${shop}/${gone}` } : null;
}
