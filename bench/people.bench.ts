/**
 * People, events and segments at the size of a shop: `npx tsx bench/people.bench.ts`. Needs SIGNALBOX_TEST_DATABASE_URL.
 * 100,000 people and about 2,000,000 events; ten times as many with SIGNALBOX_BENCH=long. SIGNALBOX_BENCH_KEEP names a folder
 * to keep the shop in, and to find it in the next time; SIGNALBOX_BENCH_ONLY=load stops when it is loaded.
 */
import { randomUUID } from 'node:crypto';
import {
  deleteSegment,
  keepSegments,
  listSegments,
  previewSegment,
  recountSegments,
  saveSegment,
  takeEvent,
  takeEvents,
  type Database,
  type IncomingEvent,
} from '../packages/store/src/index.js';
import { createTestDatabase } from '../packages/store/src/testing.js';
import { isLong, keepInReport, percentile, seconds, tell, type Measured } from './measured.js';
import { openKeptShop } from './shop/kept-shop.js';
import { loadShop } from './shop/load-shop.js';
import { drawing, peopleOf } from './shop/plausible-shop.js';
import { TYPICAL_SEGMENTS } from './shop/typical-segments.js';

const PEOPLE = Number(process.env.SIGNALBOX_BENCH_PEOPLE ?? (isLong ? 1_000_000 : 100_000));
const EVENTS_EACH = 20;
const SINGLE = 2_000;
const BATCHED = 20_000;
const BATCH = 500;
const NOW = Date.parse('2026-11-23T12:00:00Z');

const found: Measured[] = [];
const say = (measured: Measured) => {
  found.push(measured);
  tell(measured);
};
const ms = (value: number) => `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`;
const count = (value: number) => value.toLocaleString('en');

const kept = process.env.SIGNALBOX_BENCH_KEEP;
const database = kept ? await openKeptShop(kept) : await createTestDatabase('people');
const { events, tookMs: loadMs } = await loadShop(database, {
  people: PEOPLE,
  eventsEach: EVENTS_EACH,
  nowMs: NOW,
  onProgress: ({ people, events, tookMs }) => {
    if (people % Math.max(10_000, PEOPLE / 20) === 0)
      console.log(`${count(people)} people, ${count(events)} events after ${seconds(tookMs)}`);
  },
});
say({
  question: `a shop of ${count(PEOPLE)} people and ${count(events)} events, loaded by COPY`,
  here: seconds(loadMs),
});
if (process.env.SIGNALBOX_BENCH_ONLY === 'load') {
  await database.drop();
  process.exit();
}
let beganAt: number;

const known: string[] = [];
for (const { id } of peopleOf(5_000, { seed: 20261124, eventsEach: EVENTS_EACH, nowMs: NOW }))
  known.push(`made-${id}`);

// Without segments ---------------------------------------------------------------------------------------------------
const before = await singles('one event at a time, no segment');

// Counting while one writes a rule -----------------------------------------------------------------------------------
const promisedMs = PEOPLE > 200_000 ? 2_000 : 100;
let fast = 0;
for (const [name, rule] of Object.entries(TYPICAL_SEGMENTS)) {
  const took: number[] = [];
  let matched = 0;
  for (let turn = 0; turn < 4; turn++) {
    const from = performance.now();
    const preview = await previewSegment(database, rule, { nowMs: NOW, patienceMs: 60_000 });
    took.push(performance.now() - from);
    ({ matched } = preview);
  }
  // The first reads what nobody has read since the load.
  const [cold, ...warm] = took;
  const median = percentile(warm, 0.5);
  if (median < promisedMs) fast++;
  say({
    question: `count of “${name}” (${count(matched)} people)`,
    here: `${ms(median)}, first ${ms(cold!)}`,
  });
}
say({
  question: `typical segments counted in less than ${ms(promisedMs)}`,
  here: `${fast} of ${Object.keys(TYPICAL_SEGMENTS).length}`,
  promised: PEOPLE > 200_000 ? 'each' : 'most',
});

// Keeping membership -------------------------------------------------------------------------------------------------
beganAt = performance.now();
for (const [name, rule] of Object.entries(TYPICAL_SEGMENTS)) await saveSegment(database, { name, rule }, NOW);
while (await recountSegments(database, NOW));
say({
  question: 'ten new segments counted through and written down',
  here: seconds(performance.now() - beganAt),
});
await database.pool.query('vacuum (analyze) segment_members, segment_checks');
const after = await singles('one event at a time, ten segments');
say({
  question: 'what ten segments add to an event: p50',
  here: ms(after.p50 - before.p50),
  ratio: after.p50 / before.p50,
});

beganAt = performance.now();
const { rows } = await database.pool.query<{ due: number }>(
  `select count(*)::int as due from segment_checks where due_at <= $1`,
  [new Date(NOW + 24 * 3_600_000)],
);
let judged = 0;
for (let more = 1; more > 0; judged += more)
  more = await keepSegments(database, NOW + 24 * 3_600_000, { budgetMs: 600_000 });
say({
  question: `a day passes for ${count(rows[0]!.due)} whose belonging it may change`,
  here: `${seconds(performance.now() - beganAt)}, ${count(Math.round((judged / (performance.now() - beganAt)) * 1_000))} a second`,
});
for (const { id } of await listSegments(database)) await deleteSegment(database, id);

// Many at once -------------------------------------------------------------------------------------------------------
global.gc?.();
const rssBefore = process.memoryUsage().rss;
const bare = await bareInsert(database);
const rates: number[] = [];
const memory: number[] = [];
for (let turn = 0; turn < 3; turn++) {
  const from = performance.now();
  for (let at = 0; at < BATCHED; at += BATCH) await takeEvents(database, historyBatch(), { nowMs: NOW });
  rates.push(BATCHED / ((performance.now() - from) / 1_000));
  global.gc?.();
  memory.push(process.memoryUsage().rss);
}
const rate = percentile(rates, 0.5);
say({
  question: `events a second in batches of ${BATCH}, beside a bare multi-row insert`,
  here: count(Math.round(rate)),
  handWritten: count(Math.round(bare)),
  ratio: rate / bare,
  promised: '≥ 0.3',
});
say({
  question: `memory over ${count(BATCHED * 3)} events`,
  here: `${Math.round(rssBefore / 2 ** 20)} MB before, ${memory.map((rss) => Math.round(rss / 2 ** 20)).join(', ')} MB`,
  promised: 'flat',
});
const { rows: sizes } = await database.pool.query<{ bytes: number }>(
  'select pg_database_size(current_database()) as bytes',
);
say({ question: 'what the database takes on disk', here: `${(sizes[0]!.bytes / 2 ** 30).toFixed(1)} GB` });
await database.drop();
// What the long tests read: in plain figures, and one line.
console.log(
  `${PEOPLE} people, ${events} events: loaded in ${seconds(loadMs)}; ${fast} of ${Object.keys(TYPICAL_SEGMENTS).length} segments counted in less than ${ms(promisedMs)}; ` +
    `one event p99 ${ms(before.p99)}, with ten segments ${ms(after.p99)}; batches ${(rate / bare).toFixed(2)} of a bare insert; memory ${memory.map((rss) => Math.round(rss / 2 ** 20)).join(', ')} MB`,
);
const isShort =
  PEOPLE > 200_000
    ? fast < Object.keys(TYPICAL_SEGMENTS).length
    : fast <= Object.keys(TYPICAL_SEGMENTS).length / 2;
if (process.env.SIGNALBOX_BENCH_HOLDS && (isShort || rate / bare < 0.3)) process.exitCode = 1;
keepInReport(`${count(PEOPLE)} people, ${count(events)} events`, found);

function incoming(rest: Partial<IncomingEvent>, draw: ReturnType<typeof drawing>): IncomingEvent {
  const isOrder = draw.next() < 0.1;
  return {
    source: 'segment',
    messageId: randomUUID(),
    name: isOrder ? 'Order Completed' : 'Product Viewed',
    occurredAtMs: NOW,
    identities: [{ kind: 'user', value: draw.one(known) }],
    properties: isOrder
      ? {
          order_id: randomUUID(),
          total: 100 + draw.below(900),
          currency: 'DKK',
          products: [{ product_id: `p${draw.below(400)}`, category: 'Shoes', quantity: 1, price: 100 }],
        }
      : { product_id: `p${draw.below(400)}`, category: 'Shoes', price: 100 + draw.below(900) },
    keys: [],
    isHistory: false,
    ...rest,
  };
}

/** Events of known people, one transaction each. */
async function singles(question: string): Promise<{ p50: number; p99: number }> {
  const draw = drawing(7);
  const took: number[] = [];
  for (let nth = 0; nth < SINGLE; nth++) {
    const event = incoming({}, draw);
    const from = performance.now();
    await takeEvent(database, event, { nowMs: NOW });
    took.push(performance.now() - from);
  }
  const p50 = percentile(took, 0.5);
  const p99 = percentile(took, 0.99);
  say({ question: `${question}: p50, p99`, here: `${ms(p50)}, ${ms(p99)}` });
  return { p50, p99 };
}

function historyBatch(): IncomingEvent[] {
  const draw = drawing(Math.floor(performance.now() * 1_000));
  return Array.from({ length: BATCH }, () =>
    incoming({ isHistory: true, occurredAtMs: NOW - draw.below(1e10) }, draw),
  );
}

/** The same rows, with nothing asked and nothing kept but the table and its indexes. */
async function bareInsert({ pool }: Database): Promise<number> {
  const { rows: people } = await pool.query<{ id: string }>('select id from contacts limit 5000');
  const draw = drawing(11);
  const beganAt = performance.now();
  for (let at = 0; at < BATCHED; at += BATCH) {
    const batch = historyBatch();
    await pool.query(
      `insert into events (id, source, message_id, name, contact_id, occurred_at, received_at, properties, is_history)
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::jsonb[], $9::boolean[])`,
      [
        batch.map(() => randomUUID()),
        batch.map(({ source }) => source),
        batch.map(({ messageId }) => messageId),
        batch.map(({ name }) => name),
        batch.map(() => draw.one(people).id),
        batch.map(({ occurredAtMs }) => new Date(occurredAtMs)),
        batch.map(() => new Date(NOW)),
        batch.map(({ properties }) => JSON.stringify(properties)),
        batch.map(() => true),
      ],
    );
  }
  return BATCHED / ((performance.now() - beganAt) / 1_000);
}
