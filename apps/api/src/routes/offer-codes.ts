import type { JourneyGraph } from '@signalbox/engine/graph';
import { couponEnd, expiryOf, localInstant } from '@signalbox/sms/compose';
import { findCouponPool, moveCouponEnds, movePoolEnd, type Database } from '@signalbox/store';

interface OfferCodes {
  pool: string;
  /** Of the offer, as an instant that is written out. */
  endsAtMs: number;
}

/** By the steps that give out codes of an offer. */
function offerCodes(graph: JourneyGraph | null, shopTimeZone: string): Map<string, OfferCodes> {
  const codes = new Map<string, OfferCodes>();
  for (const { id, data } of graph?.nodes ?? []) {
    const { coupon: pool, offerEndsAt } = data.config;
    if (typeof pool !== 'string' || pool === '' || !/^\d{4}-/.test(String(offerEndsAt))) continue;
    const endsAtMs = expiryOf(String(offerEndsAt), 0, shopTimeZone);
    if (endsAtMs !== null) codes.set(id, { pool, endsAtMs });
  }
  return codes;
}

interface Clock {
  nowMs: number;
  shopTimeZone: string;
}

/**
 * Where a step's offer ends at another time than before, and its codes ended with it, they follow: those that are still to
 * be given out, and if `isForAll` those that people have of this journey.
 */
export async function followWithCodes(
  database: Database,
  journey: { journeyId: string; before: JourneyGraph | null; graph: JourneyGraph },
  { isForAll, nowMs, shopTimeZone }: Clock & { isForAll: boolean },
): Promise<void> {
  const now = offerCodes(journey.graph, shopTimeZone);
  for (const [step, { pool, endsAtMs }] of offerCodes(journey.before, shopTimeZone)) {
    const next = now.get(step);
    if (!next || next.endsAtMs === endsAtMs || !(await endsAt(database, pool, endsAtMs, shopTimeZone)))
      continue;
    const atMs = next.endsAtMs;
    if (next.pool === pool) await movePoolEnd(database, pool, localInstant(atMs, shopTimeZone).slice(0, 16));
    if (isForAll) await moveCouponEnds(database, { pool, journeyId: journey.journeyId }, { atMs, nowMs });
  }
}

/** Codes of an offer that is called off end with it. */
export async function endWithCodes(
  database: Database,
  { journeyId, graph }: { journeyId: string; graph: JourneyGraph },
  { nowMs, shopTimeZone }: Clock,
): Promise<void> {
  for (const { pool, endsAtMs } of offerCodes(graph, shopTimeZone).values())
    if (endsAtMs > nowMs && (await endsAt(database, pool, endsAtMs, shopTimeZone)))
      await moveCouponEnds(database, { pool, journeyId }, { atMs: nowMs, nowMs });
}

async function endsAt(
  database: Database,
  pool: string,
  atMs: number,
  shopTimeZone: string,
): Promise<boolean> {
  const ends = (await findCouponPool(database.kysely, pool))?.ends;
  return ends?.kind === 'at' && couponEnd(ends, 0, shopTimeZone) === atMs;
}
