import { beginWithLocks, onConnection, type Database } from './database.js';

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

/** One transaction for all, in three round trips; each gets what it would have got alone, in the order in which they came. */
function takePlaces(database: Database, claims: Claim[]): Promise<number[]> {
  const { textsPerSecond } = claims[0]!;
  const nowMs = Math.max(...claims.map((claim) => claim.nowMs));
  const slotMs = 1_000 / textsPerSecond;
  const first = Math.ceil(nowMs / slotMs);
  const beyond = Math.ceil((nowMs + OTHER_PACE_MS) / slotMs);
  const isFar = (slot: number) => slot * slotMs > nowMs + LONGEST_IN_LINE_MS;
  return onConnection(database, async (client) => {
    await beginWithLocks(client, ['pace']);
    const { rows } = await client.query<Look>({
      name: 'free-places',
      text: LOOK,
      values: [
        claims.map(({ journey }) => journey),
        first,
        claims.length,
        KEPT_FREE,
        claims.map(({ sendKey }) => sendKey),
        beyond,
      ],
    });
    const last = new Map(rows.filter(({ kind }) => kind === 'last').map(({ of, slot }) => [of, slot]));
    const kept = new Map(rows.filter(({ kind }) => kind === 'kept').map((row) => [row.of, row]));
    const open = [...new Set(rows.filter(({ kind }) => kind === 'free').map(({ slot }) => slot))].sort(
      (a, b) => a - b,
    );
    const [used, missed, taken]: [string[], string[], string[]] = [[], [], []];
    const slots = claims.map(({ journey, sendKey }) => {
      const own = kept.get(sendKey);
      const isOfThisPace = own !== undefined && own.slot < beyond;
      if (isOfThisPace && (own.was_missed || own.slot * slotMs > nowMs - GRACE_MS)) {
        if (!isFar(own.slot)) used.push(client.escapeLiteral(sendKey));
        return Math.max(own.slot, first);
      }
      if (own) missed.push(client.escapeLiteral(sendKey));
      const isHeavy = (last.get(journey) ?? 0) * slotMs > nowMs + HEAVY_MS;
      const index = open.findIndex((slot) => !isHeavy || slot % KEPT_FREE !== 0);
      const [slot] = open.splice(index, 1);
      last.set(journey, slot!);
      const keeper = isFar(slot!) ? client.escapeLiteral(sendKey) : 'null';
      taken.push(`(${slot}, ${client.escapeLiteral(journey)}, ${keeper}, ${own !== undefined})`);
      return slot!;
    });
    const statements = [
      used.length > 0 && `update pace_slots set send_key = null where send_key in (${used.join(', ')})`,
      missed.length > 0 && `delete from pace_slots where send_key in (${missed.join(', ')})`,
      taken.length > 0 &&
        // Of two tries at one text at once, one keeps its place.
        `insert into pace_slots (slot, journey, send_key, was_missed) values ${taken.join(', ')} on conflict do nothing`,
      Math.random() < SWEEP_CHANCE &&
        `delete from pace_slots where slot >= ${beyond} or slot < ${first - 1}
           and (send_key is null or slot < ${first - Math.ceil(FORGOTTEN_AFTER_MS / slotMs)})`,
      'commit',
    ];
    await client.query(statements.filter(Boolean).join('; '));
    return slots.map((slot) => Math.ceil(slot * slotMs));
  });
}

/** How far ahead of the clock a place is; nothing without one, or of another pace. */
export function placeAheadMs(slot: number | null, textsPerSecond: number | undefined, nowMs: number): number {
  if (!textsPerSecond || slot === null) return 0;
  const aheadMs = Math.ceil((slot * 1_000) / textsPerSecond) - nowMs;
  return aheadMs > OTHER_PACE_MS ? 0 : Math.max(0, aheadMs);
}

/** The last place of each journey, what is kept for the texts that ask, and free places from one on. */
interface Look {
  kind: 'last' | 'kept' | 'free';
  /** The journey, or the text's key. */
  of: string;
  slot: number;
  was_missed: boolean;
}

/** Free slots from one on; as many as are asked for are among them, and as many that are kept from nobody. */
const free = (and: string) => `
  (select 'free', '', slot, false from generate_series($2::bigint,
     greatest($2::bigint, (select max(slot) from pace_slots where slot < $6::bigint)) + 2 * $3::int + $4::int) as slot
   where not exists (select 1 from pace_slots taken where taken.slot = slot.slot) ${and} limit $3)`;

const LOOK = `
  (select 'last' as kind, journey as "of", max(slot) as slot, false as was_missed
   from pace_slots where journey = any ($1::text[]) and slot < $6::bigint group by journey)
  union all select 'kept', send_key, slot, was_missed from pace_slots where send_key = any ($5::text[])
  union all ${free('')}
  union all ${free('and slot % $4::int <> 0')}`;
