import type { ActivityInput } from '@signalbox/engine/interpret';
import type { SendTextRequest } from '@signalbox/nodes/kernel';
import {
  decideSend,
  renderTextSync,
  type CountedText,
  type HoursOfWeek,
  type Priority,
  type SendDecision,
  type SendLimit,
  type UrgencyAllowance,
} from '@signalbox/sms';
import type { ReplayedPerson } from './past-person.js';

/** What the house has decided about its texts. */
export interface JudgedBy {
  sendingHours: 'law' | 'always';
  limits: SendLimit[];
  priority: Priority;
  shopTimeZone: string;
  urgency: UrgencyAllowance;
  ownHours: HoursOfWeek | null;
}

/** No limit looks back further on the texts that a number has had. */
export const LOOKS_BACK_MS = 32 * 86_400_000;
const HOUR = 3_600_000;

/** What nobody wrote down of the past stops nothing. */
const NOT_KNOWN_OF_THEN = {
  // Whoever has none today had none then.
  phoneAwaitedUntilMs: null,
  unreachable: null,
  hasOptInRequest: true,
  preferences: [],
  isLetGo: false,
  stillTrue: {},
  queueMs: 0,
  cartRemindedAtMs: null,
  waiting: [],
};

/**
 * The send policy's word on a text that nobody sends: the checks of a real one, on what is known of that instant.
 * @param texted what this very run has sent to the number by then
 */
export function judge(
  by: JudgedBy,
  person: Pick<ReplayedPerson, 'contact' | 'consentAt' | 'hasStopped' | 'others' | 'now'>,
  { input, ...context }: ActivityInput,
  texted: CountedText[],
): { decision: SendDecision; isUrgent: boolean } {
  const request = input as unknown as SendTextRequest;
  const { purpose, enteredAtMs, dropAfterMs } = request;
  const { nowMs } = context;
  const { contact } = person;
  const recent = [...person.others, ...texted].filter(
    ({ atMs }) => atMs <= nowMs && atMs > nowMs - LOOKS_BACK_MS,
  );
  const offerEndsAtMs = instantOf(request.offerEndsAt, {
    contact,
    event: context.entryEvent.properties,
    run: context.vars,
  });
  const decision = decideSend({
    nowMs,
    personName: nameOf(contact),
    phone: textOrNull(contact.phone),
    country: textOrNull(contact.country),
    region: textOrNull(contact.region) ?? textOrNull(contact.state),
    timeZone: textOrNull(contact.time_zone),
    shopTimeZone: by.shopTimeZone,
    consent: person.consentAt(purpose, nowMs),
    hasStopped: person.hasStopped(nowMs),
    purpose,
    sendingHours: by.sendingHours,
    ownHours: by.ownHours,
    enteredAtMs,
    dropAfterMs,
    topic: request.topic ?? null,
    offerEndsAtMs,
    usefulForMs: request.usefulForMs ?? HOUR,
    urgency: by.urgency,
    recent,
    limits: by.limits,
    priority: by.priority,
    ...NOT_KNOWN_OF_THEN,
    ...person.now,
  });
  return { decision, isUrgent: offerEndsAtMs !== null };
}

export const nameOf = (contact: Record<string, unknown>): string =>
  [contact.first_name, contact.last_name].filter(Boolean).join(' ') ||
  textOrNull(contact.phone) ||
  'This person';

/** An instant that a step writes in a way that can be read. */
export function instantOf(template: string | undefined, scope: Record<string, unknown>): number | null {
  if (!template) return null;
  const rendered = renderTextSync(template, scope);
  const atMs = rendered.ok ? Date.parse(rendered.text) : Number.NaN;
  return Number.isNaN(atMs) ? null : atMs;
}

export const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
