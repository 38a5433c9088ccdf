import { randomBytes } from 'node:crypto';
import {
  countParts,
  countryOfPhone,
  onlySender,
  senderFor,
  senderToAnswer,
  type Plivo,
  type Sender,
} from '@signalbox/sms';
import {
  ASKED_WITHIN_MS,
  beginSending,
  listen,
  markAccepted,
  markFailed,
  markUnknown,
  paceNow,
  plannedTexts,
  putOff,
  readSetting,
  recordSuppressed,
  returnToPlanned,
  type DirectText,
} from '@signalbox/store';
import type { Logger } from 'pino';
import { expirySeconds } from './ask-carrier.js';
import { judgeDirect, type JudgingDeps } from './judge-direct.js';
import { createDirectSettling } from './settle-direct.js';
import { standInLine } from './stand-in-line.js';

export interface DirectTextDeps extends JudgingDeps {
  plivo: Plivo;
  publicUrl: string;
  sender: string;
  /** The pace at which the carrier takes texts; none if absent. */
  textsPerSecond?: number;
  logger: Logger;
}

const AT_ONCE = 20;
const POLL_MS = 5_000;
/** An answer that comes later than this answers nothing. */
const USEFUL_FOR_MS = 3_600_000;
const GOES_AFTER_STOP = new Set(['transactional', 'opt-out-confirmation']);

/** Sends the texts that no run sends, such as the answer to STOP. @returns how to stop */
export function startDirectTexts(deps: DirectTextDeps): () => Promise<void> {
  let sending: Promise<unknown> = Promise.resolve();
  const settleOpen = createDirectSettling(deps);
  const look = () => {
    sending = sending
      .then(() => sendPlanned(deps))
      .then(settleOpen)
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'Texts could not be sent; trying again'));
  };
  const stopListening = listen(deps.database, 'texts', look);
  const timer = setInterval(look, POLL_MS).unref();
  look();
  return async () => {
    clearInterval(timer);
    await stopListening();
    await sending;
  };
}

/** @returns how many were sent */
export async function sendPlanned(deps: Omit<DirectTextDeps, 'logger'>, nowMs = Date.now()): Promise<number> {
  const texts = await plannedTexts(deps.database, { limit: AT_ONCE, nowMs });
  const beganMs = performance.now();
  for (const text of texts) await sendOne(deps, text, nowMs + Math.round(performance.now() - beganMs));
  return texts.length;
}

async function sendOne(
  deps: Omit<DirectTextDeps, 'logger'>,
  direct: DirectText & { plannedAtMs: number },
  nowMs: number,
): Promise<void> {
  const { database, plivo, publicUrl } = deps;
  const { sendKey, phone, purpose, body, plannedAtMs, writtenTo } = direct;
  const none = { runId: null, journeyId: null, nodeId: null, contactId: null };
  const text = { sendKey, phone, purpose, ...none };
  if (nowMs - plannedAtMs > USEFUL_FOR_MS) {
    await recordSuppressed(database, text, { code: 'expired', reason: 'It would have come too late' }, nowMs);
    return;
  }
  const { decision, mayGo, endsMs } = await judgeDirect(deps, direct, nowMs);
  if (decision.decision === 'not-sent') {
    await recordSuppressed(database, text, decision, nowMs);
    return;
  }
  if (decision.decision === 'held') {
    await putOff(database, sendKey, decision);
    return;
  }
  // Its place is kept until the next look.
  const textsPerSecond = deps.textsPerSecond && (await paceNow(database, deps.textsPerSecond));
  const claimant = { sendKey, journey: 'direct' };
  if ((await standInLine({ database, textsPerSecond }, claimant, () => nowMs)) !== null) return;
  const senders = (await readSetting<Sender[]>(database, 'senders')) ?? [];
  const pool = senders.length > 0 ? senders : onlySender(deps.sender);
  const where = { country: countryOfPhone(phone), purpose };
  const chosen = writtenTo ? senderToAnswer(pool, { ...where, writtenTo }) : senderFor(pool, where);
  const sender = chosen?.sender ?? deps.sender;
  const token = randomBytes(18).toString('base64url');
  const { parts, encoding } = countParts(body);
  const askBeforeMs = performance.now() + ASKED_WITHIN_MS;
  const begun = await beginSending(
    database,
    text,
    { sender, token, compose: { body, parts, encoding } },
    { atMs: nowMs, heedStop: !GOES_AFTER_STOP.has(purpose), ...(mayGo && { mayGo }) },
  );
  if (begun.result === 'stopped') {
    const why = { code: 'stopped', reason: 'They have replied STOP' };
    await recordSuppressed(database, text, why, nowMs);
  }
  if (begun.result !== 'begun') return;
  if (performance.now() > askBeforeMs) {
    // Who said STOP since the row was written may have been answered already.
    await returnToPlanned(database, sendKey, 'This machine was too busy to ask the carrier in time', nowMs);
    return;
  }
  const outcome = await plivo.send({
    src: sender,
    dst: phone,
    text: body,
    callbackUrl: `${publicUrl}/webhooks/plivo/status/${token}`,
    expirySeconds: expirySeconds(Math.min(USEFUL_FOR_MS, endsMs - nowMs)),
  });
  switch (outcome.outcome) {
    case 'accepted':
      await markAccepted(database, sendKey, outcome.carrierId, nowMs);
      break;
    case 'rejected':
      await markFailed(database, sendKey, { code: 'carrier-refused', reason: outcome.reason }, nowMs);
      break;
    case 'retry-later':
      await returnToPlanned(database, sendKey, outcome.reason, nowMs);
      break;
    case 'unknown':
      // Nobody knows whether it arrived, so nobody sends it again.
      await markUnknown(database, sendKey, 'The carrier did not say whether it took it', nowMs);
      break;
  }
}
