import { evaluateGroup } from '@signalbox/engine/conditions';
import type { ActivityInput } from '@signalbox/engine/interpret';
import type { Json, SendTextRequest, StandIn, StandInText } from '@signalbox/nodes/kernel';
import type { ActivityWorld, Render, ScriptEntry } from '@signalbox/engine/simulate';
import { isRewardReady, type CountedText, type RewardNews, type StillTrue } from '@signalbox/sms';
import type { ProductFacts } from '@signalbox/store';
import { instantOf, judge, textOrNull, type JudgedBy } from '../backtest/judge.js';
import type { OnThePhone } from '../routes/as-on-the-phone.js';
import { CouponsOfRun, type TrialCoupons } from './trial-coupons.js';
import type { TriedPerson } from './tried-person.js';

/** What the send policy said of one text that a draft would have liked to send. */
export interface TriedText {
  nodeId: string;
  visit: number;
  /** When it was settled; when it was last held, for one that still waits. */
  atMs: number;
  outcome: 'sent' | 'not-sent' | 'held';
  /** Why it is not sent or waits. */
  code: string | null;
  reason: string | null;
  /** What it waited for on its way, if it did. */
  held: { fromMs: number; code: string; reason: string } | null;
}

/** What happens in a trial besides, and what is known of the product. */
interface Surroundings {
  script: ScriptEntry[];
  segments: string[];
  product: ProductFacts | null;
  phone: OnThePhone;
  coupons: TrialCoupons;
  /** How long what lets people in is news, milliseconds; `null` if a clock lets them in, which is none. */
  newsForMs: number | null;
}

/** Whoever is in a line has asked for that one text, and so has whose turn it is. */
const ASKED_TO_BE_TOLD = new Set<Json | undefined>(['Back In Stock Requested', 'Back In Stock Turn']);

/** Asks the send policy for each text of one simulated run, and keeps what it said. */
export class TrialPolicy {
  readonly #texts = new Map<string, TriedText>();
  readonly #texted: CountedText[] = [];
  readonly #coupons: CouponsOfRun;
  /** The text that is just being sent. */
  #composed: string | null = null;

  constructor(
    private readonly by: JudgedBy,
    private readonly person: TriedPerson,
    private readonly around: Surroundings,
  ) {
    this.#coupons = new CouponsOfRun(around.coupons);
  }

  /** In the order in which they were first asked for. */
  get texts(): TriedText[] {
    return [...this.#texts.values()];
  }

  /** Fills in what steps keep, and shows each text that leaves as it was composed. */
  readonly render: Render = (template, scope, text) =>
    (text && this.#composed) || this.around.phone.render(template, scope, text);

  /** Stands in for the activity that gives out a code. */
  readonly issue: StandIn<ActivityWorld> = (input, { contact }) => this.#coupons.issue(contact, input);

  /** Stands in for the activity that sends. */
  readonly send: StandIn<ActivityWorld> = (input, { contact, text }): Json => {
    const { nodeId, visit, nowMs, runId } = input;
    const request = input.input as unknown as SendTextRequest & StandInText;
    const { consentAt, hasStopped, others, now, otherwise, hasPhone } = this.person;
    const { decision, isUrgent } = judge(
      this.by,
      {
        contact,
        others,
        consentAt: (purpose, atMs) =>
          this.#saidYes(input.entryEvent.name, purpose, atMs) ? 'granted' : consentAt(purpose, atMs),
        hasStopped: (atMs) => this.#saidStop(atMs) ?? hasStopped(atMs),
        now: {
          ...now,
          phoneAwaitedUntilMs: this.#phoneAwaitedUntilMs(input),
          ...(otherwise && {
            phone: textOrNull(contact.phone) ?? otherwise.phone,
            country: textOrNull(contact.country) ?? otherwise.country,
            timeZone: textOrNull(contact.time_zone) ?? otherwise.timeZone,
          }),
          ...(hasPhone === false && { phone: null }),
          stillTrue: this.#stillTrue(request, input, contact),
        },
      },
      input,
      this.#texted,
    );
    const key = `${nodeId}/${visit}`;
    const before = this.#texts.get(key);
    const settle = (outcome: TriedText['outcome'], why: { code: string; reason: string } | null) => {
      const { code = null, reason = null } = why ?? {};
      const held = before?.held ?? (outcome === 'held' && why ? { fromMs: nowMs, ...why } : null);
      this.#texts.set(key, { nodeId, visit, atMs: nowMs, outcome, code, reason, held });
    };
    if (decision.decision === 'send') {
      const { template, purpose, shortenLinks, coupon, from, brand } = request;
      const looks = { template, purpose, shortenLinks, coupon, from, brand };
      const composed = this.#compose(looks, input, contact);
      if (!composed.ok) {
        const { code, reason } = composed;
        settle('not-sent', { code, reason });
        return { outcome: 'not-sent', code, reason };
      }
      settle('sent', null);
      if (coupon) Object.assign(contact, this.#coupons.facts);
      this.#composed = composed.text;
      text(looks);
      this.#composed = null;
      this.#texted.push({ atMs: nowMs, purpose, isUrgent });
      return { outcome: 'sent', messageId: `${runId}/${key}` };
    }
    const { code, reason } = decision;
    settle(decision.decision, { code, reason });
    return decision.decision === 'held'
      ? { outcome: 'held', untilMs: decision.untilMs, code, reason }
      : { outcome: 'not-sent', code, reason };
  };

  /** With a code of its own, if it says one; what can't be made leaves its code to others. */
  #compose(
    text: StandInText,
    { nodeId, visit, nowMs, entryEvent, vars }: ActivityInput,
    contact: Record<string, unknown>,
  ) {
    const key = `${nodeId}/${visit}`;
    const given = this.#coupons.forText(text.coupon, text.template, key, nowMs);
    if ('code' in given) return { ok: false as const, ...given };
    const scope = { contact, event: entryEvent.properties, run: vars, product: this.around.product };
    const composed = this.around.phone.compose(text, scope, given.coupon);
    if (!composed.ok && text.coupon) this.#coupons.giveBack(text.coupon, key);
    return composed;
  }

  #phoneAwaitedUntilMs({ entryEvent }: ActivityInput): number | null {
    const { newsForMs } = this.around;
    return newsForMs === null ? null : Number(entryEvent.atMs ?? 0) + newsForMs;
  }

  /** Whoever comes in by saying yes has said it, and so has who says it meanwhile. */
  #saidYes(entry: Json | undefined, purpose: string, atMs: number): boolean {
    return (
      entry === 'SMS Subscribed' ||
      (ASKED_TO_BE_TOLD.has(entry) && purpose === 'back-in-stock') ||
      this.#happened('SMS Subscribed', 0, atMs)
    );
  }

  /** By the last STOP or START that was written in the trial, if one was. */
  #saidStop(untilMs: number): boolean | null {
    const last = this.around.script
      .flatMap((entry) => {
        if (!('event' in entry) || entry.atMs > untilMs) return [];
        const { event, atMs } = entry;
        const isStop = event.name === 'SMS Unsubscribed';
        const isStart = event.name === 'SMS Subscribed' && 'text' in event.properties;
        return isStop || isStart ? [{ isStop, atMs }] : [];
      })
      .toSorted((one, other) => one.atMs - other.atMs)
      .at(-1);
    return last?.isStop ?? null;
  }

  #happened(name: string, afterMs: number, untilMs: number): boolean {
    return this.around.script.some(
      (entry) =>
        'event' in entry && entry.event.name === name && entry.atMs > afterMs && entry.atMs <= untilMs,
    );
  }

  /** By the newest balance that an event of the trial tells, else by the person's. */
  #isRewardReady(entry: ActivityInput['entryEvent'], nowMs: number, contact: Record<string, unknown>) {
    const began: RewardNews = {
      name: String(entry.name),
      atMs: Number(entry.atMs ?? 0),
      properties: entry.properties as RewardNews['properties'],
    };
    const said = this.around.script.flatMap((it) =>
      'event' in it && it.atMs <= nowMs
        ? [{ name: it.event.name, atMs: it.atMs, properties: it.event.properties }]
        : [],
    );
    const news = [began, ...said].sort((one, other) => one.atMs - other.atMs);
    const told = news.map(({ properties }) => properties?.balance).filter((it) => typeof it === 'number');
    const own = contact.points_balance;
    return isRewardReady(news, told.at(-1) ?? (typeof own === 'number' ? own : null));
  }

  /** What can't be known of somebody's cart in a trial stops nothing. */
  #stillTrue(
    { stillTrue = {}, onlyIf, purpose }: SendTextRequest,
    { nowMs, entryEvent, vars }: ActivityInput,
    contact: Record<string, unknown>,
  ): StillTrue {
    const { product, segments } = this.around;
    const event = entryEvent.properties;
    const since = (name: string) => this.#happened(name, Number(entryEvent.atMs ?? 0), nowMs);
    const answer: StillTrue = {};
    if (stillTrue.noOrder || purpose === 'cart-reminder')
      answer.noOrder = !since('Order Completed') && !since('Order Paid');
    if (stillTrue.inStock) answer.inStock = product?.in_stock ?? null;
    if (stillTrue.cart) answer.cart = since('Cart Emptied') || since('Checkout Deleted') ? false : null;
    if (stillTrue.reward) answer.reward = this.#isRewardReady(entryEvent, nowMs, contact);
    const untilMs = instantOf(stillTrue.before, { contact, event, run: vars });
    if (untilMs !== null) answer.before = nowMs < untilMs;
    if (onlyIf) {
      const segment = Object.fromEntries(segments.map((id) => [id, true as const]));
      answer.rule = evaluateGroup(onlyIf, { contact, segment, event, run: vars });
    }
    return answer;
  }
}
