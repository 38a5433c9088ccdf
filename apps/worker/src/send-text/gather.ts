import type { ActivityContext, SendTextRequest } from '@signalbox/nodes/kernel';
import {
  countryOfPhone,
  DEFAULT_LIMITS,
  DEFAULT_URGENCY,
  renderText,
  type SendFacts,
  type SendLimit,
  onlySender,
  senderFor,
  type Sender,
  type UrgencyAllowance,
} from '@signalbox/sms';
import {
  cartKeysOf,
  cartRemindedAt,
  consentState,
  getEvent,
  isSuppressed,
  journeyPriority,
  openOptIn,
  preferencesOf,
  queueOf,
  reachesRealPhones,
  readFacts,
  readSetting,
  recentTexts,
  requestOptIn,
  unreachableReason,
  type TextIdentity,
} from '@signalbox/store';
import { liveScope } from '../live-scope.js';
import type { SendTextDeps } from './deps.js';
import { readStillTrue } from './still-true.js';

/** Everything that is known of one text before it is decided, read in one moment. */
export interface Gathered {
  text: TextIdentity;
  /** What the decision rests on. */
  facts: SendFacts;
  /** Who it is from. */
  sender: Sender;
  /** Of the cart that it reminds of. */
  cartKeys: string[];
  /** What the text's fields are filled from. */
  scope: {
    contact: Record<string, unknown>;
    event: unknown;
    run: unknown;
    product?: unknown;
    pick?: unknown;
  };
}

export const sendKeyOf = ({ runId, nodeId, visit }: ActivityContext): string => `${runId}/${nodeId}/${visit}`;

const HOUR = 3_600_000;
/** Who began a journey by one of these asked for what it signs people up for. */
const REQUESTS = new Set(['SMS Received', 'SMS Opt-In Requested']);

/** Stage 1: reads the facts, and judges nothing. */
export async function gather(
  deps: SendTextDeps,
  context: ActivityContext,
  request: SendTextRequest,
): Promise<Gathered | { refused: { code: string; reason: string }; text: TextIdentity }> {
  const { database, textsPerSecond, shopTimeZone = 'UTC' } = deps;
  const wallMs = (deps.nowMs ?? Date.now)();
  const { contact, segment } = await readFacts(database, context);
  const phone = textOrNull(contact.phone);
  const scope = { contact, event: context.entryEvent.properties, run: context.vars };
  const text: TextIdentity = {
    sendKey: sendKeyOf(context),
    runId: context.runId,
    journeyId: context.journeyId,
    nodeId: context.nodeId,
    contactId: context.contactId,
    phone,
    purpose: request.purpose,
  };
  const offerEndsAtMs = await offerEnd(request.offerEndsAt, scope);
  if (Number.isNaN(offerEndsAtMs))
    return {
      text,
      refused: {
        code: 'no-end',
        reason: `“${request.offerEndsAt}” gives no date and time for the offer’s end`,
      },
    };

  const { purpose } = request;
  const country = textOrNull(contact.country) ?? countryOfPhone(phone);
  const senders = (await readSetting<Sender[]>(database, 'senders')) ?? [];
  const pool = senders.length > 0 ? senders : onlySender(deps.sender);
  // What a network lets in goes by the number's country, wherever its owner lives.
  const sender = senderFor(pool, { country: countryOfPhone(phone) ?? country, purpose });
  if (!sender)
    return {
      text,
      refused: {
        code: 'no-sender',
        reason: `No sender is set up for texts to ${countryOfPhone(phone) ?? 'there'}`,
      },
    };
  const isCart = purpose === 'cart-reminder' || request.stillTrue?.cart === true;
  const cartKeys = isCart ? await cartKeysOf(database, String(context.entryEvent.id ?? '')) : [];
  if (purpose === 'opt-in-confirmation' && phone) await noteRequest(database, phone, context);
  const [
    unreachable,
    consent,
    hasStopped,
    wishes,
    recent,
    limits,
    urgency,
    priority,
    queueMs,
    optIn,
    remindedAtMs,
    stillTrue,
  ] = await Promise.all([
    phone ? unreachableReason(database, phone) : Promise.resolve(null),
    phone ? consentState(database, phone, purpose) : Promise.resolve('none' as const),
    phone ? isSuppressed(database, phone) : Promise.resolve(false),
    phone ? preferencesOf(database, phone) : Promise.resolve([]),
    phone ? recentTexts(database.kysely, phone, context.nowMs) : Promise.resolve([]),
    readSetting<SendLimit[]>(database, 'limits'),
    readSetting<UrgencyAllowance>(database, 'urgency'),
    journeyPriority(database, context.planHash),
    textsPerSecond ? queueOf(database, context.journeyId, textsPerSecond, wallMs) : Promise.resolve(0),
    phone && purpose === 'opt-in-confirmation'
      ? openOptIn(database, phone, context.nowMs)
      : Promise.resolve(null),
    purpose === 'cart-reminder' ? cartRemindedAt(database.kysely, cartKeys) : Promise.resolve(null),
    readStillTrue(database, context, request, { phone, contact, segment, cartKeys }),
  ]);
  return {
    text,
    facts: {
      nowMs: context.nowMs,
      personName: nameOf(contact),
      phone,
      unreachable,
      country,
      region: textOrNull(contact.region) ?? textOrNull(contact.state) ?? textOrNull(contact.province_code),
      timeZone: textOrNull(contact.time_zone),
      shopTimeZone,
      consent,
      hasOptInRequest: optIn !== null,
      hasStopped,
      purpose,
      topic: request.topic ?? null,
      preferences: wishes,
      stillTrue,
      sendingHours:
        deps.sendingHours === 'always' && (await reachesRealPhones(database)) ? 'law' : deps.sendingHours,
      enteredAtMs: request.enteredAtMs,
      dropAfterMs: request.dropAfterMs,
      offerEndsAtMs,
      usefulForMs: request.usefulForMs ?? HOUR,
      queueMs,
      recent,
      limits: limits ?? DEFAULT_LIMITS,
      urgency: urgency ?? DEFAULT_URGENCY,
      cartRemindedAtMs: remindedAtMs,
      priority,
    },
    sender,
    cartKeys: purpose === 'cart-reminder' ? cartKeys : [],
    scope: { ...scope, ...(await liveScope(database, context, request.template)) },
  };
}

/** @returns `NaN` if what is written gives no instant */
async function offerEnd(template: string | undefined, scope: Gathered['scope']): Promise<number | null> {
  if (template === undefined || template.trim() === '') return null;
  const rendered = await renderText(template, { ...scope });
  return rendered.ok ? Date.parse(rendered.text) : Number.NaN;
}

/** The event that began the run is the request, if it is one: it is kept as such, once. */
async function noteRequest(
  database: SendTextDeps['database'],
  phone: string,
  { entryEvent }: ActivityContext,
): Promise<void> {
  const { id, name, atMs } = entryEvent as { id?: string; name?: string; atMs?: number };
  if (!id || !REQUESTS.has(name ?? '')) return;
  // A run is told no more of an event than its plan reads: what it said in full is in the database.
  const properties = (await getEvent(database, id))?.properties ?? {};
  const asked = properties.purposes;
  const purposes = Array.isArray(asked) ? asked.filter((one): one is string => typeof one === 'string') : [];
  await requestOptIn(
    database,
    {
      phone,
      purposes: purposes.length > 0 ? purposes : ['marketing'],
      source: name === 'SMS Received' ? 'text' : 'event',
      evidence: { event: name, ...properties },
      key: id,
    },
    { atMs: atMs ?? Date.now() },
  );
}

const nameOf = (contact: Record<string, unknown>): string =>
  [contact.first_name, contact.last_name].filter(Boolean).join(' ') ||
  textOrNull(contact.phone) ||
  'This person';

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
