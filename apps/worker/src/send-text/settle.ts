import type { SendTextResult } from '@signalbox/nodes/kernel';
import type { Plivo } from '@signalbox/sms';
import {
  findMessage,
  markAccepted,
  markUnknown,
  openTextsTo,
  unclaimedCarrierIds,
  type Database,
  type MessageRow,
} from '@signalbox/store';
import { whoseItIs } from './whose-it-is.js';

const MINUTE = 60_000;
/** After this long without an answer only a person can decide. */
export const GIVE_UP_AFTER_MS = 30 * MINUTE;
/** A request that is this young may still be under way in another process. */
export const UNDER_WAY_MS = 15_000;
/** The carrier's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 5_000;

export interface SettleDeps {
  database: Database;
  plivo: Plivo;
  /** The wall clock: a run's own may be far ahead in a test drive. */
  nowMs?: () => number;
}

/**
 * Finds out what became of a text whose request had no clear answer: a callback may have said it meanwhile, else the
 * carrier's own list is asked for a text to this number at that time that is no other of ours.
 */
export async function settle(
  { database, plivo, nowMs = Date.now }: SettleDeps,
  message: MessageRow,
  runNowMs: number,
): Promise<SendTextResult> {
  const begunAtMs = message.sendingAt?.getTime() ?? message.plannedAt.getTime();
  const ageMs = nowMs() - begunAtMs;
  if (ageMs >= UNDER_WAY_MS) {
    await markUnknown(database, message.sendKey, 'The carrier gave no clear answer', nowMs());
    const carrierId = await findAtCarrier({ database, plivo }, message, begunAtMs);
    if (carrierId) {
      await markAccepted(database, message.sendKey, carrierId, nowMs());
      return { outcome: 'sent', messageId: message.id };
    }
    const now = await findMessage(database, message.sendKey);
    if (now && now.state !== 'unknown' && now.state !== 'sending') {
      return now.state === 'failed'
        ? {
            outcome: 'not-sent',
            code: now.reasonCode ?? 'failed',
            reason: now.reason ?? 'The carrier could not send it',
          }
        : { outcome: 'sent', messageId: now.id };
    }
    if (ageMs >= GIVE_UP_AFTER_MS) {
      return {
        outcome: 'not-sent',
        code: 'not-known',
        reason: 'Not known whether it was sent: the carrier never said',
      };
    }
  }
  const nextMs = Math.min(5 * MINUTE, Math.max(UNDER_WAY_MS, ageMs));
  return {
    outcome: 'held',
    untilMs: runNowMs + nextMs,
    code: 'settling',
    reason: 'Waiting to hear from the carrier whether it was sent',
  };
}

async function findAtCarrier(
  { database, plivo }: SettleDeps,
  { phone, sendKey }: MessageRow,
  begunAtMs: number,
): Promise<string | null> {
  if (!phone) return null;
  const window = { fromMs: begunAtMs - CLOCK_SKEW_MS, toMs: begunAtMs + MINUTE + CLOCK_SKEW_MS };
  try {
    const sent = await plivo.listSent(phone, window.fromMs, window.toMs);
    if (sent.length === 0) return null;
    const [unclaimed, open] = await Promise.all([
      unclaimedCarrierIds(
        database,
        sent.map(({ carrierId }) => carrierId),
        window,
      ),
      openTextsTo(database, phone, window),
    ]);
    const candidates = sent.filter(({ carrierId }) => unclaimed.has(carrierId));
    return whoseItIs(open, candidates).get(sendKey) ?? null;
  } catch {
    // The carrier can't be asked now; the run comes back.
    return null;
  }
}
