import { randomBytes } from 'node:crypto';
import { dayOf } from '@signalbox/nodes/local-time';
import { decideSend, stillMayGo } from '@signalbox/sms';
import {
  ASKED_WITHIN_MS,
  beginSending,
  markOptInAsked,
  speakForAll,
  type Begun,
  type Compose,
  type TextIdentity,
} from '@signalbox/store';
import type { SendTextDeps } from './deps.js';
import { momentOf } from './moment-of.js';
import { NOT_TOLD } from './not-told.js';
import type { Gathered } from './gather.js';
import type { Rendered } from './render.js';
import { standInLine } from './stand-in-line.js';

export type Begin =
  | (Begun & {
      outcome: 'begun';
      token: string;
      /** By `performance.now()`: later than this the carrier must not be asked any more. */
      askBeforeMs: number;
    })
  | { outcome: 'held'; untilMs: number; code: string; reason: string }
  | { outcome: 'not-sent'; code: string; reason: string }
  /** Another process has this text. */
  | { outcome: 'already' };

/**
 * Stage 4: waits for a place in the carrier's pace, and then, in one transaction with the number locked, looks once more
 * at what may have changed, makes the text final and writes it into the ledger. Whoever gets `begun`, and nobody else,
 * may ask the carrier.
 */
export async function begin(
  deps: SendTextDeps,
  {
    text,
    facts,
    mark,
    sender,
    cartKeys,
    settings,
    scope,
  }: Gathered & { text: TextIdentity & { phone: string } },
  rendered: Rendered,
): Promise<Begin> {
  const { database, nowMs = Date.now } = deps;
  const { more: othersNamed = 0 } = (scope.event ?? {}) as { more?: number };
  const claimant = { sendKey: text.sendKey, journey: text.journeyId ?? 'none' };
  const place = await standInLine({ ...deps, textsPerSecond: settings.textsPerSecond }, claimant, nowMs);
  if (place !== null)
    return { outcome: 'held', untilMs: place, code: 'pace', reason: 'Many texts are on their way' };
  // Its hours may have ended while it stood in line.
  const decision = decideSend({ ...facts, nowMs: momentOf(facts, nowMs()), queueMs: 0 });
  if (decision.decision === 'held') return { outcome: 'held', ...decision };
  if (decision.decision === 'not-sent') return { outcome: 'not-sent', ...decision };

  const { partsPerDay } = settings;
  const today = partsPerDay === null ? null : dayOf(nowMs(), deps.shopTimeZone ?? 'UTC');
  const token = randomBytes(18).toString('base64url');
  const askBeforeMs = performance.now() + ASKED_WITHIN_MS;
  const begun = await beginSending(
    database,
    text,
    {
      sender: sender.sender,
      token,
      isUrgent: facts.offerEndsAtMs !== null,
      cartKeys,
      ...composeFor(text, facts, othersNamed, rendered),
    },
    {
      atMs: nowMs(),
      judged: mark,
      heedStop: facts.purpose !== 'transactional',
      mayGo: (now) => stillMayGo(facts, now),
      ...(today ? { spend: { parts: partsPerDay!, sinceMs: today.startMs } } : {}),
    },
  );
  switch (begun.result) {
    case 'begun':
      return { outcome: 'begun', ...begun, token, askBeforeMs };
    case 'already':
      return { outcome: 'already' };
    case 'refused':
      if (begun.refused.code === 'recount')
        return {
          outcome: 'held',
          untilMs: facts.nowMs + 1_000,
          code: 'told-together',
          reason: NOT_TOLD.recount,
        };
      return { outcome: 'not-sent', ...begun.refused };
    case 'stopped':
      return { outcome: 'not-sent', code: 'stopped', reason: `${facts.personName} has replied STOP` };
    case 'over':
      // Somebody else's text went first: all is decided again.
      return {
        outcome: 'held',
        untilMs: facts.nowMs + 1_000,
        code: 'limit',
        reason: 'Another text went first',
      };
    case 'spent':
      return {
        outcome: 'held',
        untilMs: today!.endMs,
        code: 'spend-limit',
        reason: `Today’s limit of ${partsPerDay} ${partsPerDay === 1 ? 'part' : 'parts'} is used up`,
      };
  }
}

/** The text, with what has to be written along with it, or to be looked at once more, while the number is locked. */
function composeFor(
  { runId, phone }: TextIdentity & { phone: string },
  { purpose, nowMs }: Gathered['facts'],
  othersNamed: number,
  rendered: Rendered,
): Rendered {
  const composed: Compose = async (...given) =>
    typeof rendered.compose === 'function' ? rendered.compose(...given) : rendered.compose;
  if (purpose === 'opt-in-confirmation')
    return {
      async compose(tx, ...more) {
        await markOptInAsked(tx, phone, nowMs);
        return composed(tx, ...more);
      },
    };
  if (purpose === 'back-in-stock' && runId)
    return {
      async compose(tx, ...more) {
        const code = await speakForAll(tx, { runId, phone }, othersNamed);
        return code ? { refused: { code, reason: NOT_TOLD[code] } } : composed(tx, ...more);
      },
    };
  return rendered;
}
