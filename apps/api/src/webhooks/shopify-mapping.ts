import type { IncomingEvent } from '@signalbox/store';
import { isRecord } from './reading.js';
import { CATALOGUE_TOPICS } from './shopify-catalogue.js';
import { CUSTOMER_TOPICS } from './shopify-customers.js';
import type { Delivery, Mapper } from './shopify-delivery.js';
import { PURCHASE_TOPICS } from './shopify-purchases.js';

const TOPICS: Record<string, Mapper> = { ...CUSTOMER_TOPICS, ...PURCHASE_TOPICS, ...CATALOGUE_TOPICS };

/** Topics that are no message about what happened, but a request to do something. */
export const REQUEST_TOPICS = [
  'customers/merge',
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const;

export const KNOWN_TOPICS = Object.keys(TOPICS);
export const isKnownTopic = (topic: string): boolean => Object.hasOwn(TOPICS, topic);

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
