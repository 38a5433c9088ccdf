import type { ActivityContext, SendTextRequest } from '@signalbox/nodes/kernel';
import { DEFAULT_LIMITS, type SendFacts, type SendLimit } from '@signalbox/sms';
import {
  consentState,
  isSuppressed,
  journeyPriority,
  readFacts,
  readSetting,
  recentTexts,
  type TextIdentity,
} from '@signalbox/store';
import { liveScope } from '../live-scope.js';
import type { SendTextDeps } from './deps.js';

/** Everything that is known of one text before it is decided, read in one moment. */
export interface Gathered {
  text: TextIdentity;
  /** What the decision rests on. */
  facts: SendFacts;
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

/** Stage 1: reads the facts, and judges nothing. */
export async function gather(
  { database, sendingHours }: SendTextDeps,
  context: ActivityContext,
  request: SendTextRequest,
): Promise<Gathered> {
  const { contact } = await readFacts(database, context);
  const phone = textOrNull(contact.phone);
  return {
    text: {
      sendKey: sendKeyOf(context),
      runId: context.runId,
      journeyId: context.journeyId,
      nodeId: context.nodeId,
      contactId: context.contactId,
      phone,
      purpose: request.purpose,
    },
    facts: {
      nowMs: context.nowMs,
      personName: nameOf(contact),
      phone,
      country: textOrNull(contact.country),
      timeZone: textOrNull(contact.time_zone),
      consent: phone ? await consentState(database, phone, request.purpose) : 'none',
      hasStopped: phone ? await isSuppressed(database, phone) : false,
      purpose: request.purpose,
      sendingHours,
      enteredAtMs: request.enteredAtMs,
      dropAfterMs: request.dropAfterMs,
      recent: phone ? await recentTexts(database.kysely, phone, context.nowMs) : [],
      limits: (await readSetting<SendLimit[]>(database, 'limits')) ?? DEFAULT_LIMITS,
      priority: await journeyPriority(database, context.planHash),
    },
    scope: {
      contact,
      event: context.entryEvent.properties,
      run: context.vars,
      ...(await liveScope(database, context, request.template)),
    },
  };
}

const nameOf = (contact: Record<string, unknown>): string =>
  [contact.first_name, contact.last_name].filter(Boolean).join(' ') ||
  textOrNull(contact.phone) ||
  'This person';

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
