/**
 * How long it takes to take in an event that one run waits for, among 1, 1,000 and a million runs that wait for the
 * same event of other people: `npx tsx bench/event-routing.bench.ts`. Needs SIGNALBOX_TEST_DATABASE_URL.
 */
import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '../packages/store/src/testing.js';
import { takeEvent } from '../packages/store/src/index.js';
import { enter, publish } from '../apps/worker/test/killed-workers/people.js';
import { percentile, tell } from './measured.js';

const EVENTS = 300;
const database = await createTestDatabase('routing');
await publish(database);
const [person] = await enter(database, 1);

let p50AmongOneMs = 0;
let waiting = 1;
for (const size of [1, 1_000, 1_000_000]) {
  await addWaiting(size - waiting);
  waiting = size;
  const tookMs: number[] = [];
  for (let n = 0; n < EVENTS; n += 1) {
    const beganMs = performance.now();
    const { signalled } = await takeEvent(database, viewed(), { nowMs: Date.now() });
    tookMs.push(performance.now() - beganMs);
    if (signalled.length !== 1) throw new Error(`It reached ${signalled.length} runs and should reach one.`);
  }
  const p50Ms = percentile(tookMs, 0.5);
  p50AmongOneMs ||= p50Ms;
  tell({
    question: `event routing among ${size.toLocaleString('en')} waiting runs: p50, p99`,
    here: `${p50Ms.toFixed(2)} ms, ${percentile(tookMs, 0.99).toFixed(2)} ms`,
    ratio: p50Ms / p50AmongOneMs,
    promised: 'does not grow with runs that do not match',
  });
}
await database.drop();

function viewed() {
  return {
    source: 'bench',
    messageId: randomUUID(),
    name: 'Product Viewed',
    occurredAtMs: Date.now(),
    identities: [{ kind: 'user', value: `person-${person!.number}` }],
    properties: {},
    keys: [],
    isHistory: false,
  };
}

/** Runs of other people, each with the subscriptions of the one run that there is. */
async function addWaiting(count: number): Promise<void> {
  if (count <= 0) return;
  const { pool } = database;
  // Not all links matter here: a million people and carts would only take the time to write them.
  for (const link of ['runs_contact_id_fkey', 'runs_entry_event_id_fkey']) {
    await pool.query(`alter table runs drop constraint if exists ${link}`);
  }
  await pool.query(
    `with template as (select * from runs where id = $1),
     added as (
       insert into runs (id, journey_id, version, plan_hash, contact_id, entry_event_id, start, entry_key, status, started_at)
       select gen_random_uuid(), journey_id, version, plan_hash, gen_random_uuid(), entry_event_id, start,
              'bench/' || n || '/' || clock_timestamp(), 'waiting', started_at
       from template, generate_series(1, $2::int) n
       returning id, contact_id
     )
     insert into run_subscriptions (run_id, ref, event_name, contact_id)
     select added.id, mine.ref, mine.event_name, added.contact_id
     from added, (select ref, event_name from run_subscriptions where run_id = $1) mine`,
    [person!.runId, count],
  );
  await pool.query('analyze runs, run_subscriptions');
}
