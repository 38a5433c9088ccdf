import { createHash } from 'node:crypto';
import { countryOf, toE164 } from '@signalbox/sms/phone';
import {
  currencyOf,
  purchaseOfOrderKey,
  SHOPIFY_TOKEN,
  spendOf,
  WOOCOMMERCE_ORDER_KEY,
  type ConsentData,
  type ContactData,
  type Identity,
  type IncomingEvent,
} from '@signalbox/store';
import { emailOrWarning } from '../people/email.js';
import { isTooDeep, MOST_DEEP } from './nesting.js';
import { soundTime, type SoundTime } from './sound-time.js';

interface Mapped {
  incoming: IncomingEvent;
  /** What was left out or not understood, in words. */
  warnings: string[];
}

export type MapResult = ({ ok: true } & Mapped) | { ok: false; message: string };

type Raw = { [key: string]: unknown };
const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined => {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
};

/** Segment's own limit for one message. */
const LONGEST_MESSAGE = 32 * 1024;
/** Names of people, purchases and events are indexed: longer ones are no names. */
const LONGEST_NAME = 200;
/** The calls of the API. What a page or screen is becomes an event of ours, a group attributes, an alias a merge. */
const TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
type MessageType = (typeof TYPES)[number];
/** What has an id of its own, in `checkout_id` and so on: all may count from one, so that a key says what it is of. */
const PURCHASE_KINDS = ['checkout', 'cart', 'order'] as const;
const OWN_TRAITS = new Set([
  'firstName',
  'first_name',
  'lastName',
  'last_name',
  'name',
  'email',
  'phone',
  'language',
  'locale',
  'timezone',
  'timeZone',
  'country',
  'smsConsent',
  'sms_consent',
]);

/**
 * Turns one message of Segment's HTTP API into ours. Pure. Never throws on what a client sends.
 * @param nowMs when it came in, Unix milliseconds
 */
export function mapSegmentMessage(message: unknown, nowMs: number): MapResult {
  if (!isRecord(message)) return refused('A message is an object.');
  if (isTooDeep(message)) return refused(`The message is nested deeper than ${MOST_DEEP} levels.`);
  const size = JSON.stringify(message).length;
  if (size > LONGEST_MESSAGE)
    return refused(`The message is ${size} bytes long; at most ${LONGEST_MESSAGE} are taken.`);
  const type = message.type as MessageType;
  if (!TYPES.includes(type)) return refused(`The "type" is one of ${TYPES.join(', ')}.`);

  const identities: Identity[] = [];
  const [userId, anonymousId] = [text(message.userId), text(message.anonymousId)];
  if (userId) identities.push({ kind: 'user', value: userId });
  if (anonymousId) identities.push({ kind: 'anonymous', value: anonymousId });
  const context = isRecord(message.context) ? message.context : {};
  const properties = isRecord(message.properties) ? message.properties : {};
  const ownTraits = isRecord(message.traits) ? message.traits : {};
  // A group's traits are the group's.
  const traits = {
    ...(isRecord(context.traits) ? context.traits : {}),
    ...(type === 'group' ? {} : ownTraits),
  };
  const warnings: string[] = [];
  const contact = contactOf(traits, context, warnings);
  if (identities.length === 0 && !contact.email && !contact.phone)
    return refused('Say who it is about: "userId", "anonymousId", or an email or phone among the traits.');
  if (identities.some(({ value }) => value.length > LONGEST_NAME))
    return refused(`"userId" and "anonymousId" are at most ${LONGEST_NAME} characters long.`);
  const own = ownOf(type, message, properties);
  if (typeof own === 'string') return refused(own);
  if (own.attributes) contact.attributes = { ...contact.attributes, ...own.attributes };
  const time = timeOf(message, nowMs);
  if (!time.ok) return refused(time.reason);
  if (own.name === 'Order Completed' && !spendOf(properties)) warnings.push(uncounted(properties));

  return {
    ok: true,
    warnings,
    incoming: {
      source: 'segment',
      messageId:
        text(message.messageId)?.slice(0, LONGEST_NAME) ??
        `hash/${createHash('sha256').update(JSON.stringify(message)).digest('hex')}`,
      name: own.name,
      occurredAtMs: time.atMs,
      identities,
      contact,
      consents: consentsOf(own.name, properties, traits, contact, time.atMs),
      properties: own.properties ?? properties,
      keys: [
        ...PURCHASE_KINDS.flatMap((kind) => {
          const value = text(properties[`${kind}_id`]);
          return value && value.length <= LONGEST_NAME ? [`purchase:segment/${kind}/${value}`] : [];
        }),
        ...shopifyCart(properties),
        ...wooCommerceOrder(properties),
      ],
      isHistory: context.history === true,
      ...(own.formerly ? { formerly: own.formerly } : {}),
    },
  };
}

const SHOPIFY_SHOP = /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/;

/** The cart's name in Shopify's own webhooks, where a page tells it: `/cart.js` says it with a key behind a question mark. */
function shopifyCart(properties: Raw): string[] {
  const shop = text(properties.shop)?.toLowerCase();
  const token = text(properties.cart_token)?.split('?', 1)[0];
  return shop && token && SHOPIFY_SHOP.test(shop) && SHOPIFY_TOKEN.test(token)
    ? [`purchase:shopify/${shop}/${token}`]
    : [];
}

/** What WooCommerce says of an order to whoever placed it, and in its own webhooks: drawn by lot, so nobody can claim another's. */
function wooCommerceOrder(properties: Raw): string[] {
  const key = text(properties.order_key);
  return key && WOOCOMMERCE_ORDER_KEY.test(key) ? [purchaseOfOrderKey(key)] : [];
}

/** Why an order counts as one, and its amount in no sum. */
const uncounted = ({ currency }: Raw): string =>
  currencyOf(currency) === null
    ? 'The order is counted, its amount is not: say its "currency" as in "DKK".'
    : 'The order is counted, its amount is not: say its "total" as a number.';

const refused = (message: string): MapResult => ({ ok: false, message });

interface Own {
  name: string | null;
  properties?: Raw;
  attributes?: Raw;
  formerly?: Identity[];
}

/** What is particular to a type of message, or what is missing in it. */
function ownOf(type: MessageType, message: Raw, properties: Raw): Own | string {
  switch (type) {
    case 'identify':
      return { name: null };
    case 'track': {
      const name = text(message.event);
      if (name === undefined) return 'A "track" message needs the name of the "event".';
      return name.length > LONGEST_NAME
        ? `The name of the event is longer than ${LONGEST_NAME} characters.`
        : { name };
    }
    case 'page':
    case 'screen': {
      const [title, category] = [text(message.name), text(message.category)];
      return {
        name: type === 'page' ? 'Page Viewed' : 'Screen Viewed',
        properties: { ...(title ? { name: title } : {}), ...(category ? { category } : {}), ...properties },
      };
    }
    case 'group': {
      const groupId = text(message.groupId);
      if (groupId === undefined) return 'A "group" message needs the "groupId".';
      const group = isRecord(message.traits) ? message.traits : {};
      return { name: null, attributes: { group_id: groupId, group } };
    }
    case 'alias': {
      const previousId = text(message.previousId);
      if (previousId === undefined || previousId.length > LONGEST_NAME)
        return `An "alias" message needs the "previousId", of at most ${LONGEST_NAME} characters.`;
      return {
        name: null,
        formerly: ['user', 'anonymous'].map((kind) => ({ kind, value: previousId })),
      };
    }
  }
}

function contactOf(traits: Raw, context: Raw, warnings: string[]): ContactData {
  const address = isRecord(traits.address) ? traits.address : {};
  const country = countryOf(text(traits.country) ?? text(address.country) ?? '');
  const given = text(traits.phone);
  if (given === undefined && isTold(traits.phone)) warnings.push('The phone was left out: it is no text.');
  const phone = given ? toE164(given, country) : null;
  if (phone && !phone.ok) warnings.push(`The phone was left out: ${phone.reason}`);
  const whole = text(traits.name)?.split(/\s+/);
  const region = text(address.region) ?? text(address.state);
  const attributes = {
    ...(region ? { region } : {}),
    ...Object.fromEntries(Object.entries(traits).filter(([key]) => !OWN_TRAITS.has(key))),
  };
  return {
    firstName: text(traits.firstName) ?? text(traits.first_name) ?? whole?.[0],
    lastName: text(traits.lastName) ?? text(traits.last_name) ?? (whole?.slice(1).join(' ') || undefined),
    email: emailOf(traits.email, warnings),
    phone: phone?.ok ? phone.e164 : undefined,
    country: country ?? (phone?.ok ? (phone.country ?? undefined) : undefined),
    language: text(traits.language) ?? text(traits.locale) ?? text(context.locale),
    timeZone: text(traits.timezone) ?? text(traits.timeZone) ?? text(context.timezone),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

function emailOf(given: unknown, warnings: string[]): string | undefined {
  const email = text(given);
  if (email !== undefined) return emailOrWarning(email, warnings);
  if (isTold(given)) warnings.push('The e-mail address was left out: it is no text.');
  return undefined;
}

const isTold = (value: unknown) => value !== undefined && value !== null && value !== '';

function consentsOf(
  name: string | null,
  properties: Raw,
  traits: Raw,
  contact: ContactData,
  atMs: number,
): ConsentData[] {
  const consent = (state: ConsentData['state'], purpose: string, evidence: Raw): ConsentData => ({
    purpose,
    state,
    source: 'segment',
    evidence,
    atMs,
    ...(contact.phone ? { phone: contact.phone } : {}),
  });
  if (name === 'SMS Subscribed' || name === 'SMS Unsubscribed') {
    return [
      consent(
        name === 'SMS Subscribed' ? 'granted' : 'denied',
        text(properties.purpose) ?? 'marketing',
        properties,
      ),
    ];
  }
  const given = traits.smsConsent ?? traits.sms_consent;
  return typeof given === 'boolean'
    ? [consent(given ? 'granted' : 'denied', 'marketing', { smsConsent: given })]
    : [];
}

/**
 * The message's own time, put right by how far the sender's clock is off when the sender says when it sent. What came by
 * way of Segment says when Segment received it, and its `timestamp` is right already, however late it is passed on.
 */
function timeOf(message: Raw, nowMs: number): SoundTime {
  const { originalTimestamp, timestamp, sentAt, receivedAt } = message;
  if (isTold(receivedAt) && isTold(timestamp)) return soundTime(timestamp, nowMs);
  const given = isTold(originalTimestamp) ? originalTimestamp : timestamp;
  return isTold(given) ? soundTime(given, nowMs, aheadOf(sentAt, nowMs)) : { ok: true, atMs: nowMs };
}

/** Nothing is sent before its time. A day after it, it is no clock that is slow, but a message that was kept. */
const MOST_BEHIND_MS = 24 * 60 * 60_000;

function aheadOf(sentAt: unknown, nowMs: number): number {
  const aheadMs = (typeof sentAt === 'string' ? Date.parse(sentAt) : NaN) - nowMs;
  return Number.isNaN(aheadMs) || aheadMs < -MOST_BEHIND_MS ? 0 : aheadMs;
}
