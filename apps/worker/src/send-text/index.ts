import { randomBytes } from 'node:crypto';
import type { ActivityContext, Host, SendTextRequest, SendTextResult } from '@signalbox/nodes/kernel';
import {
  countParts,
  decideSend,
  DEFAULT_LIMITS,
  renderText,
  wasReminded,
  withinLimits,
  type Plivo,
  type Priority,
  type SendLimit,
} from '@signalbox/sms';
import {
  beginSending,
  consentState,
  findMessage,
  isSuppressed,
  markAccepted,
  markFailed,
  journeyPriority,
  readFacts,
  readSetting,
  recentTexts,
  recordHeld,
  recordSuppressed,
  takePlace,
  returnToHeld,
  type Database,
  type MessageRow,
  type TextIdentity,
} from '@signalbox/store';
import { dayOf } from '@signalbox/nodes/local-time';
import { settle } from './settle.js';

export interface SendTextDeps {
  database: Database;
  plivo: Plivo;
  /** Callbacks come here. */
  publicUrl: string;
  sender: string;
  sendingHours: 'law' | 'always';
  /** The pace at which the carrier takes texts; none is kept if absent. */
  textsPerSecond?: number;
  /** IANA; a day of spending is a day there. */
  shopTimeZone?: string;
  /** The wall clock; for tests. */
  nowMs?: () => number;
}

/** Nothing stays in the carrier's queue for longer than this. */
const LONGEST_EXPIRY_SECONDS = 10_799;
const SHORTEST_EXPIRY_SECONDS = 5;
/** A text waits in line for this long; beyond it its run sleeps, and all is decided again. */
const LONGEST_IN_LINE_MS = 20_000;
const SENT_STATES = new Set(['accepted', 'sent', 'delivered', 'undelivered']);

/**
 * One attempt at a text, under the key `run/node/visit`.
 * The row in the ledger is written before the carrier is asked, so that whatever crashes in between, nobody asks a
 * second time: a row that is being sent is only ever settled by what the carrier says.
 */
export function createSendText(deps: SendTextDeps): Host['sendText'] {
  const { database, plivo, nowMs = Date.now } = deps;

  return async (context, request) => {
    const sendKey = `${context.runId}/${context.nodeId}/${context.visit}`;
    const earlier = await findMessage(database, sendKey);
    if (earlier && earlier.state !== 'held' && earlier.state !== 'planned')
      return answerFor(earlier, context);

    const facts = await readFacts(database, context);
    const contact = facts.contact;
    const phone = typeof contact.phone === 'string' ? contact.phone : null;
    const text: TextIdentity = {
      sendKey,
      runId: context.runId,
      journeyId: context.journeyId,
      nodeId: context.nodeId,
      contactId: context.contactId,
      phone,
      purpose: request.purpose,
    };
    const limits = (await readSetting<SendLimit[]>(database, 'limits')) ?? DEFAULT_LIMITS;
    const priority = await journeyPriority(database, context.planHash);
    const decision = decideSend({
      nowMs: context.nowMs,
      personName: nameOf(contact),
      phone,
      country: textOrNull(contact.country),
      timeZone: textOrNull(contact.time_zone),
      consent: phone ? await consentState(database, phone, request.purpose) : 'none',
      hasStopped: phone ? await isSuppressed(database, phone) : false,
      purpose: request.purpose,
      sendingHours: deps.sendingHours,
      enteredAtMs: request.enteredAtMs,
      dropAfterMs: request.dropAfterMs,
      recent: phone ? await recentTexts(database.kysely, phone, context.nowMs) : [],
      limits,
      priority,
    });
    if (decision.decision === 'not-sent') return notSent(text, decision, context);
    if (decision.decision === 'held') {
      await recordHeld(database, text, decision, context.nowMs);
      return { outcome: 'held', untilMs: decision.untilMs, code: decision.code, reason: decision.reason };
    }
    return send(text as TextIdentity & { phone: string }, contact, context, request, { limits, priority });
  };

  async function send(
    text: TextIdentity & { phone: string },
    contact: Record<string, unknown>,
    context: ActivityContext,
    request: SendTextRequest,
    { limits, priority }: { limits: SendLimit[]; priority: Priority },
  ): Promise<SendTextResult> {
    const rendered = await renderText(request.template, {
      contact,
      event: context.entryEvent.properties,
      run: context.vars,
    });
    if (!rendered.ok) return notSent(text, { code: 'text-fault', reason: rendered.reason }, context);
    if (rendered.text === '')
      return notSent(
        text,
        { code: 'text-empty', reason: 'Nothing is left of the text once its fields are filled in' },
        context,
      );

    const place = deps.textsPerSecond
      ? await takePlace(database, text.journeyId ?? 'none', deps.textsPerSecond, nowMs())
      : nowMs();
    if (place - nowMs() > LONGEST_IN_LINE_MS)
      return { outcome: 'held', untilMs: place, code: 'pace', reason: 'Many texts are on their way' };
    await until(place, nowMs);

    const { parts, encoding } = countParts(rendered.text);
    const partsPerDay = await readSetting<number>(database, 'parts-per-day');
    const today = dayOf(nowMs(), deps.shopTimeZone ?? 'UTC');
    const token = randomBytes(18).toString('base64url');
    const begun = await beginSending(
      database,
      text,
      { sender: deps.sender, body: rendered.text, parts, encoding, token },
      {
        atMs: nowMs(),
        heedStop: request.purpose !== 'transactional',
        mayGo: (recent) =>
          !wasReminded(context.nowMs, recent, request.purpose) &&
          withinLimits(context.nowMs, recent, limits, { purpose: request.purpose, priority }).limit === null,
        ...(partsPerDay === null ? {} : { spend: { parts: partsPerDay, sinceMs: today.startMs } }),
      },
    );
    if (begun === 'spent') {
      const reason = `Today’s limit of ${partsPerDay} parts is used up`;
      await recordHeld(database, text, { code: 'spend-limit', reason }, context.nowMs);
      return { outcome: 'held', untilMs: today.endMs, code: 'spend-limit', reason };
    }
    // Somebody else's text went first: all is decided again.
    if (begun === 'over')
      return {
        outcome: 'held',
        untilMs: context.nowMs + 1_000,
        code: 'limit',
        reason: 'Another text went first',
      };
    if (begun === 'stopped')
      return notSent(text, { code: 'stopped', reason: `${nameOf(contact)} has replied STOP` }, context);
    if (begun === 'already') return answerFor((await findMessage(database, text.sendKey))!, context);

    const expiresInSeconds = Math.floor((request.enteredAtMs + request.dropAfterMs - context.nowMs) / 1_000);
    const outcome = await plivo.send({
      src: deps.sender,
      dst: text.phone,
      text: rendered.text,
      callbackUrl: `${deps.publicUrl}/webhooks/plivo/status/${token}`,
      expirySeconds: Math.min(LONGEST_EXPIRY_SECONDS, Math.max(SHORTEST_EXPIRY_SECONDS, expiresInSeconds)),
    });
    switch (outcome.outcome) {
      case 'accepted':
        await markAccepted(database, text.sendKey, outcome.carrierId, nowMs());
        break;
      case 'rejected':
        await markFailed(
          database,
          text.sendKey,
          { code: 'carrier-refused', reason: outcome.reason },
          nowMs(),
        );
        break;
      case 'retry-later':
        await returnToHeld(database, text.sendKey, { code: 'carrier-busy', reason: outcome.reason }, nowMs());
        return {
          outcome: 'held',
          untilMs: context.nowMs + outcome.afterMs,
          code: 'carrier-busy',
          reason: outcome.reason,
        };
      case 'unknown':
        break;
    }
    return answerFor((await findMessage(database, text.sendKey))!, context);
  }

  async function notSent(
    text: TextIdentity,
    why: { code: string; reason: string },
    context: ActivityContext,
  ): Promise<SendTextResult> {
    await recordSuppressed(database, text, why, context.nowMs);
    return { outcome: 'not-sent', code: why.code, reason: why.reason };
  }

  /** What the ledger says of a text that was begun before; one that is still open is settled, never sent again. */
  async function answerFor(message: MessageRow, context: ActivityContext): Promise<SendTextResult> {
    if (SENT_STATES.has(message.state)) return { outcome: 'sent', messageId: message.id };
    if (message.state === 'sending' || message.state === 'unknown') {
      return settle({ database, plivo, nowMs }, message, context.nowMs);
    }
    return {
      outcome: 'not-sent',
      code: message.reasonCode ?? message.state,
      reason: message.reason ?? 'It was not sent',
    };
  }
}

const nameOf = (contact: Record<string, unknown>): string =>
  [contact.first_name, contact.last_name].filter(Boolean).join(' ') ||
  textOrNull(contact.phone) ||
  'This person';

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

async function until(atMs: number, nowMs: () => number): Promise<void> {
  const leftMs = atMs - nowMs();
  if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
}
