import { beginWithLocks, onConnection, type Database } from './database.js';

/** One slot in so many is kept from those who have many texts waiting, so that a single text finds room at once. */
const KEPT_FREE = 5;
/** Who is ahead of the clock by more than this has many waiting. */
const HEAVY_MS = 1_000;
const SWEEP_CHANCE = 0.01;

/** Who waits for a place, by database: those who come while one claim is under way share the next. */
const waiting = new WeakMap<Database, Claim[]>();

interface Claim {
  journey: string;
  textsPerSecond: number;
  nowMs: number;
  done: (atMs: number) => void;
  failed: (error: unknown) => void;
}

/** As many at a time, so that nobody waits long for the others' answer. */
const AT_ONCE = 100;

/**
 * A place in the pace at which the carrier takes texts, one bucket for everybody: the first free one. A journey with many
 * texts waiting leaves every fifth place to others, so a flash sale never delays a back-in-stock text.
 * @returns when to ask the carrier, Unix milliseconds
 */
export function takePlace(
  database: Database,
  journey: string,
  textsPerSecond: number,
  nowMs: number,
): Promise<number> {
  return new Promise((done, failed) => {
    const claim = { journey, textsPerSecond, nowMs, done, failed };
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
  return onConnection(database, async (client) => {
    await beginWithLocks(client, ['pace']);
    const { rows } = await client.query<{ journey: string | null; slot: number; is_free: boolean }>({
      name: 'free-places',
      text: FREE,
      values: [claims.map(({ journey }) => journey), first, claims.length, KEPT_FREE],
    });
    const last = new Map(rows.filter((row) => !row.is_free).map(({ journey, slot }) => [journey!, slot]));
    const open = [...new Set(rows.filter((row) => row.is_free).map(({ slot }) => slot))].sort(
      (a, b) => a - b,
    );
    const taken = claims.map(({ journey }) => {
      const isHeavy = (last.get(journey) ?? 0) * slotMs > nowMs + HEAVY_MS;
      const index = open.findIndex((slot) => !isHeavy || slot % KEPT_FREE !== 0);
      const [slot] = open.splice(index, 1);
      last.set(journey, slot!);
      return { slot: slot!, journey };
    });
    const rowsTaken = taken.map(({ slot, journey }) => `(${slot}, ${client.escapeLiteral(journey)})`);
    const sweep = Math.random() < SWEEP_CHANCE ? `delete from pace_slots where slot < ${first - 1};` : '';
    await client.query(
      `insert into pace_slots (slot, journey) values ${rowsTaken.join(', ')}; ${sweep} commit`,
    );
    return taken.map(({ slot }) => Math.ceil(slot * slotMs));
  });
}

/** Free slots from one on; as many as are asked for are among them, and as many that are kept from nobody. */
const free = (and: string) => `
  (select null, slot, true from generate_series($2::bigint,
     greatest($2::bigint, (select max(slot) from pace_slots)) + 2 * $3::int + $4::int) as slot
   where not exists (select 1 from pace_slots taken where taken.slot = slot.slot) ${and} limit $3)`;

const FREE = `
  (select journey, max(slot) as slot, false as is_free from pace_slots where journey = any ($1::text[]) group by journey)
  union all ${free('')}
  union all ${free('and slot % $4::int <> 0')}`;
