import { no, type No, type SendFacts } from '../send-facts.js';

/** From the carrier to the phone, on an ordinary day. */
export const ON_ITS_WAY_MS = 30_000;

/** The last instant at which the text is of use to somebody. */
export const lastUsefulMs = ({
  enteredAtMs,
  dropAfterMs,
  offerEndsAtMs,
  usefulForMs,
}: Pick<SendFacts, 'enteredAtMs' | 'dropAfterMs' | 'offerEndsAtMs' | 'usefulForMs'>): number =>
  Math.min(enteredAtMs + dropAfterMs, offerEndsAtMs === null ? Infinity : offerEndsAtMs - usefulForMs);

/** The step's own time is over, whatever comes. Source: the step. */
export function expired(facts: SendFacts): No | null {
  if (facts.nowMs > facts.enteredAtMs + facts.dropAfterMs)
    return no('expired', 'It would have come too late');
  if (facts.nowMs > lastUsefulMs(facts)) return no('offer-over', 'What it offers is over, or nearly so');
  return null;
}

/**
 * Whether a text that may leave at `atMs` would still be of use: the line before the carrier and the way to the phone
 * are added. Source: Plivo drops what its queue has held for 3 hours (error 420, seen 2026-11), and an offer that is over
 * on arrival does harm.
 */
export function wouldArriveExpired(atMs: number, facts: SendFacts): No | null {
  const isLater = atMs > facts.nowMs;
  const waits = isLater ? 0 : facts.queueMs;
  // Whoever is held to the very last instant wakes a little after it.
  const isClose = isLater || facts.offerEndsAtMs !== null;
  if (atMs + waits + (isClose ? ON_ITS_WAY_MS : 0) <= lastUsefulMs(facts)) return null;
  return no(
    'would-arrive-expired',
    isLater
      ? 'It could only be sent when it is of no use any more'
      : 'So many texts are in line that it would arrive when it is of no use any more',
  );
}
