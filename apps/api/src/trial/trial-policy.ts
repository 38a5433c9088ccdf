import { evaluateGroup } from '@signalbox/engine/conditions';
import type { ActivityInput } from '@signalbox/engine/interpret';
import type { Json, SendTextRequest, StandIn, StandInText } from '@signalbox/nodes/kernel';
import type { ActivityWorld, ScriptEntry } from '@signalbox/engine/simulate';
import { isRewardReady, type CountedText, type RewardNews, type StillTrue } from '@signalbox/sms';
import type { ProductFacts } from '@signalbox/store';
import { instantOf, judge, textOrNull, type JudgedBy } from '../backtest/judge.js';
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
}

/** Asks the send policy for each text of one simulated run, and keeps what it said. */
export class TrialPolicy {
  readonly #texts = new Map<string, TriedText>();
  readonly #texted: CountedText[] = [];

  constructor(
    private readonly by: JudgedBy,
    private readonly person: TriedPerson,
    private readonly around: Surroundings,
  ) {}

  /** In the order in which they were first asked for. */
  get texts(): TriedText[] {
    return [...this.#texts.values()];
  }

  /** Stands in for the activity that sends. */
  readonly send: StandIn<ActivityWorld> = (input, { contact, text }): Json => {
    const { nodeId, visit, nowMs, runId } = input;
    const request = input.input as unknown as SendTextRequest & StandInText;
    const { consentAt, hasStopped, others, now, otherwise } = this.person;
    const { decision, isUrgent } = judge(
      this.by,
      {
        contact,
        others,
        consentAt: (purpose, atMs) =>
          this.#saidYes(input.entryEvent.name, purpose, atMs) ? 'granted' : consentAt(purpose, atMs),
        hasStopped: (atMs) => hasStopped(atMs) || this.#happened('SMS Unsubscribed', 0, atMs),
        now: {
          ...now,
          ...(otherwise && {
            phone: textOrNull(contact.phone) ?? otherwise.phone,
            country: textOrNull(contact.country) ?? otherwise.country,
            timeZone: textOrNull(contact.time_zone) ?? otherwise.timeZone,
          }),
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
      settle('sent', null);
      const { template, purpose, shortenLinks, coupon, from, brand } = request;
      text({ template, purpose, shortenLinks, coupon, from, brand });
      this.#texted.push({ atMs: nowMs, purpose, isUrgent });
      return { outcome: 'sent', messageId: `${runId}/${key}` };
    }
    const { code, reason } = decision;
    settle(decision.decision, { code, reason });
    return decision.decision === 'held'
      ? { outcome: 'held', untilMs: decision.untilMs, code, reason }
      : { outcome: 'not-sent', code, reason };
  };

  /** Whoever comes in by saying yes has said it, and so has who says it meanwhile. */
  #saidYes(entry: Json | undefined, purpose: string, atMs: number): boolean {
    return (
      entry === 'SMS Subscribed' ||
      (entry === 'Back In Stock Requested' && purpose === 'back-in-stock') ||
      this.#happened('SMS Subscribed', 0, atMs)
    );
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
