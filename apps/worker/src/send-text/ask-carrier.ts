import type { SendOutcome } from '@signalbox/sms';
import { markAccepted, markFailed, markUnreachable, returnToHeld, triesOf } from '@signalbox/store';
import type { SendTextDeps } from './deps.js';

/** Nothing stays in the carrier's queue for longer than this. */
const LONGEST_EXPIRY_SECONDS = 10_799;
const SHORTEST_EXPIRY_SECONDS = 5;
const TRIES_AGAIN_AFTER_MS = 1_000;

/** Stage 5: asks the carrier, once, and writes down what it said. No clear answer leaves the text as being sent. */
export async function askCarrier(
  { database, plivo, publicUrl, nowMs = Date.now }: SendTextDeps,
  text: {
    sendKey: string;
    sender: string;
    phone: string;
    body: string;
    token: string;
    usefulForMs: number;
    askBeforeMs: number;
  },
): Promise<SendOutcome & { isWrittenDown?: boolean }> {
  if (performance.now() > text.askBeforeMs) {
    // Who said STOP since the row was written may have been answered already.
    const reason = 'This machine was too busy to ask the carrier in time';
    await returnToHeld(database, text.sendKey, { code: 'too-busy', reason }, nowMs());
    return { outcome: 'retry-later', code: 'carrier-busy', afterMs: TRIES_AGAIN_AFTER_MS, reason };
  }
  const outcome = await plivo.send({
    src: text.sender,
    dst: text.phone,
    text: text.body,
    callbackUrl: `${publicUrl}/webhooks/plivo/status/${text.token}`,
    expirySeconds: expirySeconds(text.usefulForMs),
  });
  switch (outcome.outcome) {
    case 'accepted':
      // A callback may have come first: the ledger then knows more than this answer.
      return {
        ...outcome,
        isWrittenDown: await markAccepted(database, text.sendKey, outcome.carrierId, nowMs()),
      };
    case 'rejected':
      await markFailed(database, text.sendKey, { code: 'carrier-refused', reason: outcome.reason }, nowMs());
      if (outcome.isInvalidNumber)
        await markUnreachable(
          database.kysely,
          text.phone,
          'The carrier says that there is no such number',
          nowMs(),
        );
      break;
    case 'retry-later':
      await returnToHeld(database, text.sendKey, { code: outcome.code, reason: outcome.reason }, nowMs());
      return { ...outcome, afterMs: backOff(outcome.afterMs, await triesOf(database, text.sendKey)) };
    case 'unknown':
      break;
  }
  return outcome;
}

/** How long the carrier may keep what is of use for so long. */
export const expirySeconds = (usefulForMs: number): number =>
  Math.min(LONGEST_EXPIRY_SECONDS, Math.max(SHORTEST_EXPIRY_SECONDS, Math.floor(usefulForMs / 1_000)));

const LONGEST_BACK_OFF_MS = 600_000;

/** Twice as long after each try, and never in step with the others that wait. */
const backOff = (firstMs: number, tries: number): number =>
  Math.round(Math.min(LONGEST_BACK_OFF_MS, firstMs * 2 ** (tries - 1)) * (0.75 + Math.random() / 2));
