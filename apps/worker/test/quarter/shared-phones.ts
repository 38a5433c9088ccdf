import { evaluateGroup } from '@signalbox/engine/conditions';
import type { Plan } from '@signalbox/engine/graph';
import type { ActivityInput } from '@signalbox/engine/interpret';
import type { SendTextRequest, SendTextResult } from '@signalbox/nodes/kernel';
import {
  CART_REMINDER_HOURS,
  decideSend,
  DEFAULT_LIMITS,
  DEFAULT_URGENCY,
  isRewardReady,
  type CountedText,
  type Priority,
  type SendDecision,
  type SendFacts,
  type StillTrue,
  renderTextSync,
} from '@signalbox/sms';
import { CART_EMPTIED, CART_EVENTS, COUNTED_STATES, type Database, type PastEvent } from '@signalbox/store';
import { TOLERANCE_MS, type Outcome } from './outcome.js';
import type { PersonOfThen } from './person-of-then.js';
import type { Stock } from './stock.js';

const HOUR = 3_600_000;
const LOOKS_BACK_MS = 32 * 24 * HOUR;

interface Held {
  untilMs: number;
  purpose: string;
  priority: Priority;
}

interface World {
  events: PastEvent[];
  stock: Stock;
  sendingHours: 'law' | 'always';
  shopTimeZone: string;
}

/** The send policy over all journeys of a replay: what a number gets of one counts for the others. */
export class SharedPhones {
  readonly outcomes: Outcome[] = [];
  readonly torn = new Set<string>();
  /** What is held to an instant, by number and run. */
  readonly #held = new Map<string, Map<string, Held>>();
  readonly #texted = new Map<string, CountedText[]>();
  readonly #reminded = new Map<string, number>();
  readonly #byId: Map<string, PastEvent>;
  readonly #ofCart = new Map<string, PastEvent[]>();

  constructor(private readonly world: World) {
    this.#byId = new Map(world.events.map((event) => [event.id, event]));
    for (const event of world.events.filter(({ name }) => CART_EVENTS.includes(name)))
      for (const key of cartKeysOf(event)) this.#ofCart.set(key, [...(this.#ofCart.get(key) ?? []), event]);
  }

  /** Texts of no journey, such as the answer to STOP, count as well. */
  async countUnsolicited(database: Database): Promise<void> {
    const { rows } = await database.pool.query<{ phone: string; purpose: string; at: Date }>(
      'select phone, purpose, sending_at as at from messages where run_id is null and state = any ($1)',
      [COUNTED_STATES],
    );
    for (const { phone, purpose, at } of rows)
      this.#count(phone, { purpose, atMs: at.getTime(), isUrgent: false });
  }

  attempt(
    { name, plan }: { name: string; plan: Plan },
    person: PersonOfThen,
    { input, ...context }: ActivityInput,
  ): SendTextResult {
    const request = input as unknown as SendTextRequest;
    const { purpose, topic } = request;
    const { nowMs, nodeId, entryEvent, vars } = context;
    const known = person.knownAt!(nowMs);
    const contact: Record<string, unknown> = { ...person.contact, ...known.contact };
    const phone = person.phone!;
    const entry = this.#byId.get(String(entryEvent.id));
    const cartKeys =
      (purpose === 'cart-reminder' || request.stillTrue?.cart) && entry ? cartKeysOf(entry) : [];
    const cart = this.#newestOfCart(cartKeys, nowMs);
    const coldAtMs =
      cart && purpose === 'cart-reminder' ? cart.occurredAtMs + CART_REMINDER_HOURS * HOUR : Infinity;
    const end = request.offerEndsAt && renderTextSync(request.offerEndsAt, { contact, run: vars });
    const offerEndsAtMs = end && end.ok && end.text !== '' ? Date.parse(end.text) : null;
    const remindedAtMs = Math.max(-Infinity, ...cartKeys.map((key) => this.#reminded.get(key) ?? -Infinity));

    const priority = plan.settings.priority ?? 'normal';
    const held = this.#held.get(phone) ?? new Map<string, Held>();
    this.#held.set(phone, held);
    held.delete(context.runId);

    const facts: SendFacts = {
      nowMs,
      personName: 'They',
      phone,
      phoneAwaitedUntilMs: null,
      unreachable: null,
      country: textOrNull(contact.country),
      region: null,
      timeZone: textOrNull(contact.time_zone),
      shopTimeZone: this.world.shopTimeZone,
      consent: person.consentAt(purpose, nowMs),
      hasOptInRequest: entryEvent.name === 'SMS Opt-In Requested',
      hasStopped: person.hasStopped(nowMs),
      purpose,
      topic: topic ?? null,
      preferences: [],
      isLetGo: false,
      stillTrue: this.#stillTrue(request, { person, contact, segment: known.segment ?? {}, cart, context }),
      sendingHours: this.world.sendingHours,
      enteredAtMs: request.enteredAtMs,
      dropAfterMs: Math.min(request.dropAfterMs, coldAtMs - request.enteredAtMs),
      offerEndsAtMs,
      usefulForMs: request.usefulForMs ?? HOUR,
      queueMs: 0,
      recent: (this.#texted.get(phone) ?? []).filter(
        ({ atMs }) => atMs <= nowMs && atMs > nowMs - LOOKS_BACK_MS,
      ),
      limits: DEFAULT_LIMITS,
      ownHours: null,
      urgency: DEFAULT_URGENCY,
      cartRemindedAtMs: remindedAtMs === -Infinity ? null : remindedAtMs,
      priority,
      waiting: [...held.values()].filter(({ untilMs }) => untilMs === nowMs),
    };
    const decision = decideSend(facts);
    const isClose = [-TOLERANCE_MS, TOLERANCE_MS].some(
      (ms) => whatOf(decideSend({ ...facts, dropAfterMs: facts.dropAfterMs + ms })) !== whatOf(decision),
    );
    if (isClose) this.torn.add(phone);
    if (decision.decision === 'held') {
      const { untilMs } = decision;
      const isTorn = [...held.values()].some((it) => it.untilMs === untilMs && it.priority === priority);
      if (isTorn) this.torn.add(phone);
      held.set(context.runId, { untilMs, purpose, priority });
      return { outcome: 'held', ...decision };
    }
    const isUrgent = offerEndsAtMs !== null;
    const outcome = { phone, journey: name, nodeId, atMs: nowMs, purpose, isUrgent };
    if (decision.decision === 'not-sent') {
      this.outcomes.push({ ...outcome, what: decision.code });
      return { outcome: 'not-sent', code: decision.code, reason: decision.reason };
    }
    this.outcomes.push({ ...outcome, what: 'sent' });
    this.#count(phone, { atMs: nowMs, purpose, isUrgent });
    for (const key of cartKeys) this.#reminded.set(key, nowMs);
    return { outcome: 'sent', messageId: `${context.runId}/${nodeId}/${context.visit}` };
  }

  #count(phone: string, text: CountedText): void {
    this.#texted.set(phone, [...(this.#texted.get(phone) ?? []), text]);
  }

  #newestOfCart(keys: string[], atMs: number): PastEvent | undefined {
    return keys
      .flatMap((key) => this.#ofCart.get(key) ?? [])
      .filter((event) => event.atMs <= atMs)
      .sort((one, other) => one.occurredAtMs - other.occurredAtMs)
      .at(-1);
  }

  #stillTrue(
    { stillTrue = {}, onlyIf, purpose }: SendTextRequest,
    {
      person,
      contact,
      segment,
      cart,
      context: { nowMs, entryEvent, vars },
    }: {
      person: PersonOfThen;
      contact: Record<string, unknown>;
      segment: { [id: string]: true };
      cart: PastEvent | undefined;
      context: Omit<ActivityInput, 'input'>;
    },
  ): StillTrue {
    const answer: StillTrue = {};
    const event = (entryEvent.properties ?? {}) as Record<string, unknown>;
    const sinceMs = Number(entryEvent.atMs);
    if (stillTrue.noOrder || purpose === 'cart-reminder')
      answer.noOrder = !person.orderedAtMs.some((atMs) => atMs > sinceMs && atMs <= nowMs);
    const products = (cart?.properties.products ?? event.products ?? []) as { variant_id?: unknown }[];
    if (stillTrue.inStock) {
      const variant = stillTrue.variantId ?? event.variant_id ?? products[0]?.variant_id ?? null;
      const known = this.world.stock.factsAt(variant === null ? null : String(variant), nowMs);
      answer.inStock = known ? known.in_stock && known.available >= (stillTrue.leastLeft ?? 1) : null;
    }
    if (stillTrue.cart) answer.cart = cart ? !CART_EMPTIED.has(cart.name) && products.length > 0 : null;
    if (stillTrue.reward)
      answer.reward = isRewardReady(
        person.rewardNews.filter(({ atMs }) => atMs >= sinceMs && atMs <= nowMs),
        Number(contact.points_balance),
      );
    if (stillTrue.before) {
      const untilMs = momentIn(stillTrue.before, event);
      answer.before = Number.isNaN(untilMs) ? null : nowMs < untilMs;
    }
    if (onlyIf) answer.rule = evaluateGroup(onlyIf, { contact, segment, event, run: vars });
    return answer;
  }
}

const whatOf = (told: SendDecision): string => (told.decision === 'not-sent' ? told.code : told.decision);

const cartKeysOf = ({ keys }: PastEvent) => keys.filter((key) => key.startsWith('purchase:'));

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** `NaN` if it gives none. */
function momentIn(template: string, event: Record<string, unknown>): number {
  const rendered = renderTextSync(template, { event });
  return rendered.ok ? Date.parse(rendered.text) : Number.NaN;
}
