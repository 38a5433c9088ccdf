import type { SendTextRequest, SendTextResult } from '@signalbox/nodes/kernel';
import type { ActivityInput } from '@signalbox/engine/interpret';
import { dayOf } from '@signalbox/nodes/local-time';
import { composeTextSync, utmOf, type CountedText, type HouseStyle, type TextSettings } from '@signalbox/sms';
import type { SenderOf } from '../routes/sender-of.js';
import { CouponsOfRun, type TrialCoupons } from '../trial/trial-coupons.js';
import { judge, textOrNull, type JudgedBy } from './judge.js';
import type { ReplayedPerson } from './past-person.js';

export interface Texting extends JudgedBy {
  /** No more parts a day than this, everybody's together. */
  partsPerDay: number | null;
  /** From whom each person would have been texted. */
  sender: SenderOf;
  style: HouseStyle;
  settings: TextSettings | null;
  journeyName: string | null;
  /** For everybody together. */
  coupons: TrialCoupons;
}

/** What became of one text that the journey would have liked to send. */
export interface WouldBeText {
  key: string;
  atMs: number;
  person: ReplayedPerson;
  nodeId: string;
  purpose: string;
  /** `null` for a text that would not have been sent. */
  text: string | null;
  parts: number;
  code: string | null;
  reason: string | null;
}

/** The send policy over a replay: the checks of a real text, on what was known then, and nothing is sent. */
export class WouldSend {
  /** What each number would have had by now. */
  readonly #texted = new Map<string, CountedText[]>();
  readonly #partsOfDay = new Map<number, number>();
  readonly #couponsOfRuns = new Map<string, CouponsOfRun>();

  constructor(
    private readonly texting: Texting,
    private readonly settled: (text: WouldBeText) => void,
    private readonly held: (key: string, code: string) => void,
  ) {}

  attempt(person: ReplayedPerson, { input, ...context }: ActivityInput): SendTextResult {
    const request = input as unknown as SendTextRequest;
    const { purpose } = request;
    const { nowMs, nodeId } = context;
    const key = `${context.runId}/${nodeId}/${context.visit}`;
    const contact = { ...person.contact, ...person.knownAt?.(nowMs).contact };
    const phone = textOrNull(contact.phone);
    const { decision, isUrgent } = judge(
      this.texting,
      { ...person, contact },
      { input, ...context },
      this.#texted.get(phone ?? '') ?? [],
    );
    const settle = (outcome: Pick<WouldBeText, 'text' | 'parts' | 'code' | 'reason'>) =>
      this.settled({ key, atMs: nowMs, person, nodeId, purpose, ...outcome });
    const coupons = this.#couponsOf(context.runId);
    const step = `${nodeId}/${context.visit}`;
    const notSent = (code: string, reason: string): SendTextResult => {
      // Also one that it was given before it was held.
      if (request.coupon) coupons.giveBack(request.coupon, step);
      settle({ text: null, parts: 0, code, reason });
      return { outcome: 'not-sent', code, reason };
    };
    const hold = (untilMs: number, code: string, reason: string): SendTextResult => {
      this.held(key, code);
      return { outcome: 'held', untilMs, code, reason };
    };
    if (decision.decision === 'not-sent') return notSent(decision.code, decision.reason);
    if (decision.decision === 'held') return hold(decision.untilMs, decision.code, decision.reason);

    const given = coupons.forText(request.coupon, request.template, step, nowMs);
    if ('code' in given) return notSent(given.code, given.reason);
    const composed = this.#compose(request, contact, context, given.coupon);
    if (!composed.ok) return notSent(composed.code, composed.reason);
    const { text, parts } = composed;
    const until = this.#spend(parts, nowMs);
    if (until !== null) return hold(until, 'spend-limit', 'The day’s limit of parts was used up');

    if (request.coupon) Object.assign(person.contact, coupons.facts);
    const texts = this.#texted.get(phone!) ?? [];
    texts.push({ atMs: nowMs, purpose, isUrgent });
    this.#texted.set(phone!, texts);
    settle({ text, parts, code: null, reason: null });
    return { outcome: 'sent', messageId: key };
  }

  /** Stands in for the step that gives out a code. */
  issue({ contact }: ReplayedPerson, input: ActivityInput) {
    return this.#couponsOf(input.runId).issue(contact, input);
  }

  #couponsOf(runId: string): CouponsOfRun {
    const own = this.#couponsOfRuns.get(runId) ?? new CouponsOfRun(this.texting.coupons);
    this.#couponsOfRuns.set(runId, own);
    return own;
  }

  /** As the phone would have shown it; codes of links are stood in for by ones of the same length. */
  #compose(
    { template, purpose, shortenLinks = true, utmCampaign, from, brand }: SendTextRequest,
    contact: Record<string, unknown>,
    { nodeId, nowMs, vars, entryEvent }: Omit<ActivityInput, 'input'>,
    coupon: Record<string, unknown> | undefined,
  ) {
    const { sender, style, settings, journeyName } = this.texting;
    return composeTextSync(
      {
        template,
        fields: { contact, event: entryEvent.properties, run: vars, ...(coupon && { coupon }) },
        reader: { language: textOrNull(contact.language), country: textOrNull(contact.country) },
        purpose,
        sender: sender(contact, purpose, from),
        shortenLinks,
        utm: utmOf(settings, { journey: utmCampaign || journeyName, step: nodeId }),
        nowMs,
      },
      brand ? { ...style, brand } : style,
    );
  }

  /** @returns when there are parts again, if the day's are used up */
  #spend(parts: number, nowMs: number): number | null {
    const { partsPerDay, shopTimeZone } = this.texting;
    if (partsPerDay === null) return null;
    const { startMs, endMs } = dayOf(nowMs, shopTimeZone);
    const spent = this.#partsOfDay.get(startMs) ?? 0;
    if (spent + parts > partsPerDay) return endMs;
    this.#partsOfDay.set(startMs, spent + parts);
    return null;
  }
}
