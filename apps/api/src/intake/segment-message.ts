import { createHash } from 'node:crypto';
import { toE164 } from '@signalbox/sms/phone';
import type { ConsentData, ContactData, Identity, IncomingEvent } from '@signalbox/store';

export interface Mapped {
  incoming: IncomingEvent | null;
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
/** Clocks may run ahead by this much; a later time is taken as now. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;
const KEY_PROPERTIES = ['checkout_id', 'cart_id', 'order_id'] as const;
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
  if (!isRecord(message)) return { ok: false, message: 'A message is an object.' };
  const size = JSON.stringify(message).length;
  if (size > LONGEST_MESSAGE)
    return { ok: false, message: `The message is ${size} bytes long; at most ${LONGEST_MESSAGE} are taken.` };
  const type = message.type;
  if (type === 'page' || type === 'screen' || type === 'group' || type === 'alias') {
    return { ok: true, incoming: null, warnings: [`"${type}" messages are taken and not used yet.`] };
  }
  if (type !== 'identify' && type !== 'track')
    return { ok: false, message: 'The "type" is "identify" or "track".' };

  const identities: Identity[] = [];
  const [userId, anonymousId] = [text(message.userId), text(message.anonymousId)];
  if (userId) identities.push({ kind: 'user', value: userId });
  if (anonymousId) identities.push({ kind: 'anonymous', value: anonymousId });
  const context = isRecord(message.context) ? message.context : {};
  const properties = isRecord(message.properties) ? message.properties : {};
  const traits = {
    ...(isRecord(context.traits) ? context.traits : {}),
    ...(isRecord(message.traits) ? message.traits : {}),
  };
  const warnings: string[] = [];
  const contact = contactOf(traits, context, warnings);
  if (identities.length === 0 && !contact.email && !contact.phone) {
    return {
      ok: false,
      message: 'Say who it is about: "userId", "anonymousId", or an email or phone among the traits.',
    };
  }
  const name = type === 'track' ? text(message.event) : null;
  if (name === undefined) return { ok: false, message: 'A "track" message needs the name of the "event".' };
  if (name !== null && name.length > 200)
    return { ok: false, message: 'The name of the event is longer than 200 characters.' };

  const occurredAtMs = timeOf(message, nowMs);
  return {
    ok: true,
    warnings,
    incoming: {
      source: 'segment',
      messageId:
        text(message.messageId)?.slice(0, 200) ??
        `hash/${createHash('sha256').update(JSON.stringify(message)).digest('hex')}`,
      name,
      occurredAtMs,
      identities,
      contact,
      consents: consentsOf(name, properties, traits, contact, occurredAtMs),
      properties,
      keys: KEY_PROPERTIES.flatMap((property) => {
        const value = text(properties[property]);
        return value ? [`purchase:segment/${value}`] : [];
      }),
      isHistory: context.history === true,
    },
  };
}

function contactOf(traits: Raw, context: Raw, warnings: string[]): ContactData {
  const address = isRecord(traits.address) ? traits.address : {};
  const givenCountry = text(traits.country) ?? text(address.country);
  const country = givenCountry && /^[A-Za-z]{2}$/.test(givenCountry) ? givenCountry.toUpperCase() : undefined;
  const given = text(traits.phone);
  const phone = given ? toE164(given, country) : null;
  if (phone && !phone.ok) warnings.push(`The phone was left out: ${phone.reason}`);
  const whole = text(traits.name)?.split(/\s+/);
  const attributes = Object.fromEntries(Object.entries(traits).filter(([key]) => !OWN_TRAITS.has(key)));
  return {
    firstName: text(traits.firstName) ?? text(traits.first_name) ?? whole?.[0],
    lastName: text(traits.lastName) ?? text(traits.last_name) ?? (whole?.slice(1).join(' ') || undefined),
    email: text(traits.email),
    phone: phone?.ok ? phone.e164 : undefined,
    country: country ?? (phone?.ok ? (phone.country ?? undefined) : undefined),
    language: text(traits.language) ?? text(traits.locale) ?? text(context.locale),
    timeZone: text(traits.timezone) ?? text(traits.timeZone) ?? text(context.timezone),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

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

/** The event's own time, put right by how far the sender's clock is off when the sender says when it sent. */
function timeOf(message: Raw, nowMs: number): number {
  const read = (value: unknown) =>
    typeof value === 'string' || value instanceof Date ? Date.parse(String(value)) : NaN;
  const at = [read(message.originalTimestamp), read(message.timestamp)].find((ms) => !Number.isNaN(ms));
  if (at === undefined) return nowMs;
  const sentAt = read(message.sentAt);
  const skewed =
    Number.isNaN(sentAt) || Number.isNaN(read(message.originalTimestamp)) ? at : at + (nowMs - sentAt);
  return skewed > nowMs + FUTURE_TOLERANCE_MS ? nowMs : Math.min(skewed, nowMs);
}
