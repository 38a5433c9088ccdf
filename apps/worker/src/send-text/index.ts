import type { ActivityContext, Host, SendTextRequest, SendTextResult } from '@signalbox/nodes/kernel';
import { decideSend, hoursEndMs, lastUsefulMs } from '@signalbox/sms';
import {
  findMessage,
  hasPhoneByNow,
  NO_PHONE_YET,
  recordHeld,
  keepTurnUntil,
  recordSuppressed,
  releaseCoupon,
  type MessageRow,
  type TextIdentity,
} from '@signalbox/store';
import { askCarrier } from './ask-carrier.js';
import { balanceFor } from './balance-for.js';
import { begin } from './begin.js';
import type { SendTextDeps } from './deps.js';
import { gather, sendKeyOf } from './gather.js';
import { momentOf } from './moment-of.js';
import { render } from './render.js';
import { settle } from './settle.js';

export type { SendTextDeps } from './deps.js';

/** What a balance that is asked for anew may undo. */
const MAY_HAVE_MORE = new Set(['no-longer-true', 'reward-gone']);
const SENT_STATES = new Set(['accepted', 'sent', 'delivered', 'undelivered']);

/**
 * One attempt at a text, under the key `run/node/visit`: gather, decide, render, begin, ask the carrier, settle.
 * The row in the ledger is written before the carrier is asked, so that whatever crashes in between, nobody asks a
 * second time: a row that is being sent is only ever settled by what the carrier says.
 */
export function createSendText(deps: SendTextDeps): Host['sendText'] {
  const { database, plivo, nowMs = Date.now } = deps;
  const now = (context: ActivityContext) => momentOf(context, nowMs());

  return sendText;

  async function sendText(context: ActivityContext, request: SendTextRequest): Promise<SendTextResult> {
    let gathered = await gather(deps, context, request);
    if ('begun' in gathered) return answerFor((await findMessage(database, sendKeyOf(context)))!, context);
    if ('refused' in gathered) return notSent(gathered.text, gathered.refused, context, request);
    let decision = decideSend(gathered.facts);
    // Of who gets no text anyhow nobody is asked; whose balance was too low may have more by now.
    if (decision.decision === 'send' || MAY_HAVE_MORE.has(decision.code)) {
      const balance = await balanceFor(deps, context, request, gathered.scope.contact);
      if ('refused' in balance) return notSent(gathered.text, balance.refused, context, request);
      if ('held' in balance) return held(gathered.text, balance.held, context);
      if (balance.isNew) {
        gathered = await gather(deps, context, request);
        if ('begun' in gathered)
          return answerFor((await findMessage(database, sendKeyOf(context)))!, context);
        if ('refused' in gathered) return notSent(gathered.text, gathered.refused, context, request);
        decision = decideSend(gathered.facts);
      }
    }
    const { text, facts } = gathered;
    if (decision.decision === 'not-sent') return notSent(text, decision, context, request);
    if (decision.decision === 'held') {
      const answer = await held(text, decision, context);
      const isOver = decision.code === NO_PHONE_YET && (await hasPhoneByNow(database, context.contactId));
      return isOver ? sendText(context, request) : answer;
    }
    const { rest } = gathered.settings;
    if (rest && rest.untilMs > facts.nowMs) return held(text, { ...rest, code: 'carrier-account' }, context);

    const rendered = await render(deps, request, gathered);
    if ('refused' in rendered) return notSent(text, rendered.refused, context, request);
    if ('held' in rendered) return held(text, rendered.held, context);

    const going = { ...text, phone: facts.phone! };
    const begun = await begin(deps, { ...gathered, text: going }, rendered);
    if (begun.outcome === 'not-sent') return notSent(text, begun, context, request);
    if (begun.outcome === 'held') return held(text, begun, context);
    if (begun.outcome === 'begun') {
      const { sendKey, phone } = going;
      const { body, token, askBeforeMs } = begun;
      const nowMs = now(context);
      // In the carrier's queue, too, it waits no longer than its hours last.
      const usefulForMs = Math.min(lastUsefulMs(facts), hoursEndMs({ ...facts, nowMs })) - nowMs;
      const said = await askCarrier(deps, {
        sendKey,
        sender: gathered.sender.sender,
        phone,
        body,
        token,
        usefulForMs,
        askBeforeMs,
      });
      if (said.outcome === 'retry-later')
        return {
          outcome: 'held',
          untilMs: now(context) + said.afterMs,
          code: said.code,
          reason: said.reason,
        };
      if (said.outcome === 'accepted' && said.isWrittenDown)
        return { outcome: 'sent', messageId: begun.messageId };
    }
    return answerFor((await findMessage(database, text.sendKey))!, context);
  }

  async function held(
    text: TextIdentity,
    { untilMs, code, reason }: { untilMs: number; code: string; reason: string },
    context: ActivityContext,
  ): Promise<SendTextResult> {
    await recordHeld(database, text, { code, reason }, now(context));
    return { outcome: 'held', untilMs, code, reason };
  }

  async function notSent(
    text: TextIdentity,
    { code, reason, couldGoAtMs }: { code: string; reason: string; couldGoAtMs?: number },
    context: ActivityContext,
    { coupon }: SendTextRequest,
  ): Promise<SendTextResult> {
    if (couldGoAtMs !== undefined) await keepTurnUntil(database, text, couldGoAtMs);
    // One that an earlier try was given, before the text was held.
    if (coupon) await releaseCoupon(database, text.sendKey);
    await recordSuppressed(database, text, { code, reason }, now(context));
    return { outcome: 'not-sent', code, reason };
  }

  /** What the ledger says of a text that was begun before; one that is still open is settled, never sent again. */
  async function answerFor(message: MessageRow, context: ActivityContext): Promise<SendTextResult> {
    if (SENT_STATES.has(message.state)) return { outcome: 'sent', messageId: message.id };
    if (message.state === 'sending' || message.state === 'unknown') {
      return settle({ database, plivo, nowMs }, message, now(context));
    }
    return {
      outcome: 'not-sent',
      code: message.reasonCode ?? message.state,
      reason: message.reason ?? 'It was not sent',
    };
  }
}
