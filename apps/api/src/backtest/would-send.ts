import type { SendTextRequest, SendTextResult } from '@signalbox/nodes/kernel';
import type { ActivityInput } from '@signalbox/engine/interpret';
import { dayOf } from '@signalbox/nodes/local-time';
import {
  countParts,
  decideSend,
  renderTextSync,
  type CountedText,
  type Priority,
  type SendLimit,
} from '@signalbox/sms';
import type { ReplayedPerson } from './past-person.js';

export interface Texting {
  sendingHours: 'law' | 'always';
  limits: SendLimit[];
  priority: Priority;
  /** No more parts a day than this, everybody's together. */
  partsPerDay: number | null;
  shopTimeZone: string;
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

const LOOKS_BACK_MS = 32 * 86_400_000;

/** The send policy over a replay: the checks of a real text, on what was known then, and nothing is sent. */
export class WouldSend {
  /** What each number would have had by now. */
  readonly #texted = new Map<string, CountedText[]>();
  readonly #partsOfDay = new Map<number, number>();

  constructor(
    private readonly texting: Texting,
    private readonly settled: (text: WouldBeText) => void,
    private readonly held: (key: string, code: string) => void,
  ) {}

  attempt(person: ReplayedPerson, { input, ...context }: ActivityInput): SendTextResult {
    const { template, purpose, enteredAtMs, dropAfterMs } = input as unknown as SendTextRequest;
    const { nowMs, nodeId } = context;
    const key = `${context.runId}/${nodeId}/${context.visit}`;
    const contact = { ...person.contact, ...person.knownAt?.(nowMs).contact };
    const phone = textOrNull(contact.phone);
    const recent = [...person.others, ...(this.#texted.get(phone ?? '') ?? [])].filter(
      ({ atMs }) => atMs <= nowMs && atMs > nowMs - LOOKS_BACK_MS,
    );
    const { sendingHours, limits, priority } = this.texting;
    const decision = decideSend({
      nowMs,
      personName: nameOf(contact),
      phone,
      country: textOrNull(contact.country),
      timeZone: textOrNull(contact.time_zone),
      consent: person.consentAt(purpose, nowMs),
      hasStopped: person.hasStopped(nowMs),
      purpose,
      sendingHours,
      enteredAtMs,
      dropAfterMs,
      recent,
      limits,
      priority,
    });
    const settle = (outcome: Pick<WouldBeText, 'text' | 'parts' | 'code' | 'reason'>) =>
      this.settled({ key, atMs: nowMs, person, nodeId, purpose, ...outcome });
    const notSent = (code: string, reason: string): SendTextResult => {
      settle({ text: null, parts: 0, code, reason });
      return { outcome: 'not-sent', code, reason };
    };
    const hold = (untilMs: number, code: string, reason: string): SendTextResult => {
      this.held(key, code);
      return { outcome: 'held', untilMs, code, reason };
    };
    if (decision.decision === 'not-sent') return notSent(decision.code, decision.reason);
    if (decision.decision === 'held') return hold(decision.untilMs, decision.code, decision.reason);

    const rendered = renderTextSync(template, {
      contact,
      event: context.entryEvent.properties,
      run: context.vars,
    });
    if (!rendered.ok) return notSent('text-fault', rendered.reason);
    if (rendered.text === '')
      return notSent('text-empty', 'Nothing is left of the text once its fields are filled in');
    const { parts } = countParts(rendered.text);
    const until = this.#spend(parts, nowMs);
    if (until !== null) return hold(until, 'spend-limit', 'The day’s limit of parts was used up');

    const texts = this.#texted.get(phone!) ?? [];
    texts.push({ atMs: nowMs, purpose });
    this.#texted.set(phone!, texts);
    settle({ text: rendered.text, parts, code: null, reason: null });
    return { outcome: 'sent', messageId: key };
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

export const nameOf = (contact: Record<string, unknown>): string =>
  [contact.first_name, contact.last_name].filter(Boolean).join(' ') ||
  textOrNull(contact.phone) ||
  'This person';

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
