import {
  askForPrivacy,
  contactsNamed,
  mergeContacts,
  type Database,
  type PrivacyRequest,
} from '@signalbox/store';
import { ApiError } from '../errors.js';
import type { Outcome } from './delivery-log.js';
import { idOf, isRecord, record, text, type Raw } from './reading.js';
import { mergedCustomers } from './shopify-customers.js';
import { customerOf, type Delivery } from './shopify-delivery.js';
import { REQUEST_TOPICS } from './shopify-mapping.js';

export const isRequest = (topic: string): topic is (typeof REQUEST_TOPICS)[number] =>
  (REQUEST_TOPICS as readonly string[]).includes(topic);

/** Merges two people, or writes down what privacy law asks for; the worker does it at once. */
export async function doAsShopifyAsks(database: Database, delivery: Delivery): Promise<Outcome> {
  const { body, topic, shop, webhookId, receivedAtMs } = delivery;
  if (!isRecord(body)) throw new ApiError('invalid-request', 'The body is not an object.');
  if (topic === 'customers/merge') return merge(database, delivery);
  const kind: PrivacyRequest['kind'] =
    topic === 'customers/data_request' ? 'access' : topic === 'customers/redact' ? 'erase' : 'erase-shop';
  const isNew = await askForPrivacy(database, {
    key: `shopify/${shop}/${topic}/${webhookId}`,
    kind,
    shop: `shopify/${shop}`,
    names: kind === 'erase-shop' ? [] : namesOf(delivery, record(body.customer)),
    reference: idOf(record(body.data_request).id) ?? null,
    atMs: receivedAtMs,
  });
  return isNew
    ? { status: 'taken', detail: 'It is in the list of requests, and done within a minute.' }
    : { status: 'duplicate' };
}

const namesOf = (delivery: Delivery, customer: Raw) => [
  ...customerOf(delivery, customer.id),
  ...(text(customer.email) ? [{ kind: 'email', value: text(customer.email)!.toLowerCase() }] : []),
  ...(text(customer.phone) ? [{ kind: 'phone', value: text(customer.phone)! }] : []),
];

async function merge(database: Database, delivery: Delivery): Promise<Outcome> {
  const merged = mergedCustomers(delivery);
  if (!merged) return { status: 'ignored', detail: 'The merge is not done, or names nobody.' };
  const named = async (value: string) => (await contactsNamed(database, [{ kind: 'shopify', value }]))[0];
  const [survivorId, mergedId] = [await named(merged.kept), await named(merged.gone)];
  if (!survivorId || !mergedId) return { status: 'ignored', detail: 'One of the two is not known here.' };
  const isDone = await mergeContacts(
    database,
    { survivorId, mergedId, reason: 'shopify' },
    delivery.receivedAtMs,
  );
  return isDone ? { status: 'taken' } : { status: 'duplicate' };
}
