import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenPromises, groupBy, type LedgerRow } from './judge.js';
import { enter, personOf, publish, type Person } from './people.js';
import { LAST_CALL_AFTER_MS, openWorstDay, type WorstDay } from './worst-day-world.js';

/** `npm run test:long` takes 20,000. */
const TEXTS = Number(process.env.SIGNALBOX_WORST_DAY_TEXTS ?? 200);
const SEED = Number(process.env.SIGNALBOX_RANDOM_SEED ?? 20_261_124);
/** A person's way has two texts; two in ten are in two journeys. */
const PEOPLE = Math.ceil((TEXTS / 2) * 0.83);
const WAVE = 100;
const WITHIN_MS = 900_000 + TEXTS * 100;
const isLong = TEXTS > 1_000;
const TELLS_EVERY_MS = 30_000;

let world: WorstDay;
const people: Person[] = Array.from({ length: PEOPLE }, (_, number) => personOf(number));

beforeAll(async () => {
  world = await openWorstDay({
    seed: SEED,
    // Plivo's 20 lists a minute are too few for what a bad day of so many texts leaves open within a test's time.
    day: isLong ? { listsAMinute: 600 } : {},
    requestsAKill: isLong ? 250 : 15,
    // Slow enough for who was killed to come back and be killed again.
    textsPerSecond: isLong ? 50 : 8,
    prepare: publish,
  });
}, 180_000);
afterAll(() => world?.close(), 60_000);

test(
  `${TEXTS} texts through a carrier on its worst day, with worker and api killed again and again: none twice, none after STOP, none outside its window or over its cap, and the ledger tells the truth`,
  async () => {
    for (let first = 0; first < people.length; first += WAVE) {
      const wave = people.slice(first, first + WAVE);
      await enter(world.database, wave);
      for (const person of wave)
        if (person.stop) setTimeout(() => void world.write(person, person.stop!.text), person.stop.afterMs);
      if (isLong) console.log(`${first + wave.length} of ${people.length} people have come`);
    }
    await allAtRest();

    const [log, taken, ledger] = [await world.log(), await world.taken(), await readLedger()];
    expect(brokenPromises(people, log, taken, ledger)).toEqual([]);

    const { workers, apis } = world.kills();
    const count = (values: string[]) =>
      [...groupBy(values, (value) => value)].map(([value, all]) => `${all.length} ${value}`).join(', ');
    const stopped = log.replies.filter(({ answeredAtMs }) => answeredAtMs !== null).length;
    const offers = log.requests.filter(({ uuid }) => uuid !== null).length;
    expect(workers).toBeGreaterThan(0);
    expect(apis).toBeGreaterThan(0);
    expect(stopped).toBeGreaterThan(0);
    console.log(
      `${ledger.length} texts, ${workers} workers and ${apis} apis killed, ${stopped} STOPs answered, ${log.requests.length} requests, ${offers} taken, of which ${log.requests.filter(({ uuid, answer }) => uuid !== null && answer !== 202).length} without the carrier saying so; ledger: ${count(ledger.map(({ state }) => state))}`,
    );
    console.log(JSON.stringify(log.callbacks));
  },
  WITHIN_MS + 30_000,
);

const readLedger = async (): Promise<LedgerRow[]> =>
  (
    await world.database.pool.query<LedgerRow>(
      'select phone, body, state, reason_code, carrier_id from messages order by planned_at',
    )
  ).rows;

/**
 * Waits until every run has ended or waits for longer than this test may: for the morning, for room under its cap, or for
 * word of a text which the carrier never took; and until the carrier has told all that it will tell.
 */
async function allAtRest(): Promise<void> {
  const beganAtMs = Date.now();
  const deadlineMs = beganAtMs + WITHIN_MS;
  let toldAtMs = beganAtMs;
  let isQuietSinceMs: number | null = null;
  let before = '';
  for (;;) {
    const { rows } = await world.database.pool.query<{
      phone: string;
      body: string | null;
      state: string | null;
      code: string | null;
    }>(
      `select m.phone, m.body, m.state, m.reason_code as code from runs r
       left join lateral (select * from messages m where m.run_id = r.id order by m.planned_at desc limit 1) m on true
       where r.ended_at is null`,
    );
    const log = await world.log();
    const took = new Set(
      log.requests.filter(({ uuid }) => uuid !== null).map(({ to, text }) => `${to} ${text}`),
    );
    const isTaken = ({ phone, body }: { phone: string; body: string | null }) => took.has(`${phone} ${body}`);
    // What no run sends is settled, too, if the carrier has it.
    const { rows: direct } = await world.database.pool.query<{
      phone: string;
      body: string | null;
      state: string;
    }>(
      `select phone, body, state from messages where run_id is null and state in ('planned', 'sending', 'unknown')`,
    );
    const openDirect = direct.filter((text) => text.state !== 'unknown' || isTaken(text));
    const open = rows.filter(({ phone, body, state, code }) => {
      if (state === 'held') return code !== 'sending-hours' && code !== 'limit';
      return !(state === 'unknown' && !isTaken({ phone, body }));
    });
    const {
      rows: [counts],
    } = await world.database.pool.query<{ all: string }>(
      `select count(*) || ' ' || coalesce(string_agg(distinct state, ','), '') as all from messages where state not in ('unknown')`,
    );
    if (isLong && Date.now() - toldAtMs > TELLS_EVERY_MS) {
      toldAtMs = Date.now();
      const { workers, apis } = world.kills();
      const seconds = Math.round((toldAtMs - beganAtMs) / 1_000);
      console.log(
        `${seconds} s: ${log.requests.length} requests, ${open.length} of ${rows.length} runs under way, ${workers} workers and ${apis} apis killed`,
      );
    }
    const now = `${log.requests.length} ${JSON.stringify(log.callbacks)} ${counts!.all}`;
    if (open.length > 0 || openDirect.length > 0 || now !== before) isQuietSinceMs = null;
    else isQuietSinceMs ??= Date.now();
    before = now;
    if (isQuietSinceMs !== null) {
      world.calm();
      if (Date.now() - isQuietSinceMs > LAST_CALL_AFTER_MS + 1_000) return;
    }
    if (Date.now() > deadlineMs)
      throw new Error(
        `${open.length} of ${rows.length} runs are not at rest: ${JSON.stringify(open.slice(0, 3))}; ${now}`,
      );
    await new Promise((resolve) => setTimeout(resolve, isLong ? 2_000 : 500));
  }
}
