import type { ActivityContext, SendTextRequest } from '@signalbox/nodes/kernel';
import {
  CART_REMINDER_HOURS,
  countryOfPhone,
  renderText,
  type SendFacts,
  onlySender,
  senderFor,
  type Sender,
} from '@signalbox/sms';
import {
  cartKeysOf,
  cartRemindedAt,
  countOthers,
  getEvent,
  newestOfCart,
  openOptIn,
  phoneAwaitedUntil,
  readTextFacts,
  requestOptIn,
  whyUntold,
  type TextIdentity,
} from '@signalbox/store';
import { liveScope } from '../live-scope.js';
import type { SendTextDeps } from './deps.js';
import { momentOf } from './moment-of.js';
import { NOT_TOLD } from './not-told.js';
import { priorityOf } from './priority-of.js';
import { settingsOf, type TextSettingsNow } from './settings-of.js';
import { readStillTrue } from './still-true.js';
import { nameOf, textOrNull, whereIs } from './where-is.js';

/** Everything that is known of one text before it is decided, read in one moment. */
export interface Gathered {
  text: TextIdentity;
  /** What the decision rests on. */
  facts: SendFacts;
  /** Of what speaks for or against a text to the number: another one as soon as any of it is. */
  mark: string;
  /** Who it is from. */
  sender: Sender;
  settings: TextSettingsNow;
  /** Nothing was written down of it yet. */
  isNew: boolean;
  journeyName: string | null;
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

/** Stage 1: reads the facts, and judges nothing. `begun`: only the ledger can tell what became of it. */
export async function gather(
  deps: SendTextDeps,
  context: ActivityContext,
  request: SendTextRequest,
): Promise<Gathered | { refused: { code: string; reason: string }; text: TextIdentity } | { begun: true }> {
  const { database, textsPerSecond, shopTimeZone = 'UTC' } = deps;
  const wallMs = (deps.nowMs ?? Date.now)();
  const { purpose } = request;
  const sendKey = sendKeyOf(context);
  const { contactId, journeyId } = context;
  const nowMs = momentOf(context, wallMs);
  const known = await readTextFacts(
    database,
    { sendKey, contactId, journeyId, purpose },
    { nowMs, wallMs, textsPerSecond },
  );
  if (known.state !== null && known.state !== 'held' && known.state !== 'planned') return { begun: true };
  const { contact, segment } = known;
  const phone = textOrNull(contact.phone);
  const scope = {
    contact,
    event: context.entryEvent.properties as Record<string, unknown>,
    run: context.vars,
  };
  const text: TextIdentity = {
    sendKey,
    runId: context.runId,
    journeyId,
    nodeId: context.nodeId,
    contactId,
    phone,
    purpose,
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

  const settings = settingsOf(known, deps);
  const numberCountry = countryOfPhone(phone);
  const where = whereIs(contact, phone, numberCountry);
  const pool = settings.senders.length > 0 ? settings.senders : onlySender(deps.sender);
  // What a network lets in goes by the number's country, wherever its owner lives.
  const sender = senderFor(pool, {
    country: numberCountry ?? where.country,
    purpose,
    asked: request.from,
  });
  if (!sender)
    return {
      text,
      refused: {
        code: 'no-sender',
        reason: `No sender is set up for texts to ${numberCountry ?? 'there'}`,
      },
    };
  const isCart = purpose === 'cart-reminder' || request.stillTrue?.cart === true;
  const cartKeys = isCart ? await cartKeysOf(database, String(context.entryEvent.id ?? '')) : [];
  const cart = await newestOfCart(database, cartKeys);
  // What is in the cart by now, not what was in it when it was left.
  if (cart?.products?.length) scope.event = { ...scope.event, products: cart.products };
  if (purpose === 'back-in-stock' && phone) {
    const turn = { runId: context.runId, phone };
    // Before consent is looked at: the one text that it was for has used it up.
    const why = await whyUntold(database.kysely, turn);
    if (why) return { text, refused: { code: why, reason: NOT_TOLD[why] } };
    scope.event = { ...scope.event, more: await countOthers(database, turn) };
  }
  // However long the run was held on its way here.
  const coldAtMs =
    cart && purpose === 'cart-reminder' ? cart.atMs + CART_REMINDER_HOURS * HOUR : Number.POSITIVE_INFINITY;
  const isSignUp = purpose === 'opt-in-confirmation' && phone !== null;
  if (isSignUp) await noteRequest(database, phone, context);
  const [priority, optIn, cartRemindedAtMs, stillTrue, phoneAwaitedUntilMs] = await Promise.all([
    priorityOf(database, context.planHash),
    isSignUp ? openOptIn(database, phone, nowMs) : null,
    purpose === 'cart-reminder' ? cartRemindedAt(database.kysely, cartKeys) : null,
    readStillTrue(database, context, request, { nowMs, phone, contact, segment, cart }),
    phone === null ? awaitedUntil(database, context) : null,
  ]);
  return {
    text,
    facts: {
      nowMs,
      personName: nameOf(contact),
      phone,
      phoneAwaitedUntilMs,
      unreachable: known.unreachable,
      ...where,
      shopTimeZone,
      consent: known.consent,
      hasOptInRequest: optIn !== null,
      hasStopped: known.hasStopped,
      purpose,
      topic: request.topic ?? null,
      preferences: known.preferences,
      isLetGo: known.isLetGo,
      stillTrue,
      sendingHours: settings.reachesRealPhones ? 'law' : deps.sendingHours,
      ownHours: settings.ownHours,
      enteredAtMs: request.enteredAtMs,
      dropAfterMs: Math.min(request.dropAfterMs, coldAtMs - request.enteredAtMs),
      offerEndsAtMs,
      usefulForMs: request.usefulForMs ?? HOUR,
      queueMs: known.queueMs,
      recent: known.recent,
      limits: settings.limits,
      urgency: settings.urgency,
      cartRemindedAtMs,
      priority,
      waiting: known.waiting,
    },
    mark: known.mark,
    sender,
    settings,
    isNew: known.state === null,
    journeyName: known.journeyName,
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

/** Until when a number of the person would still be of use. */
async function awaitedUntil(
  database: SendTextDeps['database'],
  { entryEvent, planHash }: ActivityContext,
): Promise<number | null> {
  const { atMs } = entryEvent;
  return typeof atMs === 'number' ? phoneAwaitedUntil(database, { planHash, atMs }) : null;
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
