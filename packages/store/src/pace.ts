import type { Database } from './database.js';

/** One slot in so many is kept from those who have many texts waiting, so that a single text finds room at once. */
const KEPT_FREE = 5;
/** Who is ahead of the clock by more than this has many waiting. */
const HEAVY_MS = 1_000;
const SWEEP_CHANCE = 0.01;
/** A text waits in line for this long; beyond it its run sleeps, its place is kept, and all is decided again. */
export const LONGEST_IN_LINE_MS = 20_000;
/** Who comes back for a kept place later than this gets another one: after a standstill not all may go at once. */
const GRACE_MS = 60_000;
/** Nobody waits for so long: such a place was given out at another pace, whose places are counted otherwise. */
const OTHER_PACE_MS = 60 * 86_400_000;
/** Of a run that never came back. */
const FORGOTTEN_AFTER_MS = 86_400_000;

/** Who waits for a place, by database: those who come while one claim is under way share the next. */
const waiting = new WeakMap<Database, Claim[]>();

/** Whose place it is: the text, and the journey, or whatever else sends, that it counts to. */
export interface Claimant {
  sendKey: string;
  journey: string;
}

interface Claim extends Claimant {
  textsPerSecond: number;
  nowMs: number;
  done: (atMs: number) => void;
  failed: (error: unknown) => void;
}

/** As many at a time, so that nobody waits long for the others' answer. */
const AT_ONCE = 100;

/**
 * A place in the pace at which the carrier takes texts, one bucket for everybody: the first free one. A journey with many
 * texts waiting leaves every fifth place to others, so a flash sale never delays a back-in-stock text. A place more than
 * `LONGEST_IN_LINE_MS` ahead is kept: who asks for the same text again gets it, or another one if it came too late for it.
 * @returns when to ask the carrier, Unix milliseconds
 */
export function takePlace(
  database: Database,
  { sendKey, journey }: Claimant,
  textsPerSecond: number,
  nowMs: number,
): Promise<number> {
  return new Promise((done, failed) => {
    const claim = { sendKey, journey, textsPerSecond, nowMs, done, failed };
    const others = waiting.get(database);
    if (others) {
      others.push(claim);
      return;
    }
    const claims = [claim];
    waiting.set(database, claims);
    void serve(database, claims);
  });
}

async function serve(database: Database, claims: Claim[]): Promise<void> {
  // Whoever asks in the same moment comes along.
  await Promise.resolve();
  while (claims.length > 0) {
    const batch = claims.splice(0, AT_ONCE);
    try {
      const places = await takePlaces(database, batch);
      batch.forEach(({ done }, index) => done(places[index]!));
    } catch (error) {
      batch.forEach(({ failed }) => failed(error));
    }
  }
  waiting.delete(database);
}

/** One round trip for all; each gets what it would have got alone, in the order in which they came. */
async function takePlaces({ pool }: Database, claims: Claim[]): Promise<number[]> {
  const { textsPerSecond } = claims[0]!;
  const nowMs = Math.max(...claims.map((claim) => claim.nowMs));
  const slotMs = 1_000 / textsPerSecond;
  const first = Math.ceil(nowMs / slotMs);
  const beyond = Math.ceil((nowMs + OTHER_PACE_MS) / slotMs);
  const { rows } = await pool.query<{ places: string[] }>({
    name: 'take-places',
    text: 'select take_places($1, $2, $3, $4, $5, $6, $7, $8, $9) as places',
    values: [
      claims.map(({ journey }) => journey),
      claims.map(({ sendKey }) => sendKey),
      first,
      beyond,
      (nowMs - GRACE_MS) / slotMs,
      (nowMs + HEAVY_MS) / slotMs,
      (nowMs + LONGEST_IN_LINE_MS) / slotMs,
      KEPT_FREE,
      Math.random() < SWEEP_CHANCE ? first - Math.ceil(FORGOTTEN_AFTER_MS / slotMs) : null,
    ],
  });
  return rows[0]!.places.map((slot) => Math.ceil(Number(slot) * slotMs));
}

/** How far ahead of the clock a place is; nothing without one, or of another pace. */
export function placeAheadMs(slot: number | null, textsPerSecond: number | undefined, nowMs: number): number {
  if (!textsPerSecond || slot === null) return 0;
  const aheadMs = Math.ceil((slot * 1_000) / textsPerSecond) - nowMs;
  return aheadMs > OTHER_PACE_MS ? 0 : Math.max(0, aheadMs);
}
