/**
 * Whether two worker processes finish more runs a second than one: `npx tsx bench/two-workers.bench.ts [runs a slice]`.
 * They take turns in slices. Two cores that also carry Temporal, PostgreSQL and the carrier have little left to give to
 * a second worker: read the ratio together with the number of cores, and with what a run costs each of them in seconds of
 * a core, which no number of workers changes. The latter is told on Linux only.
 */
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { createCarrier } from '../packages/carrier/src/index.js';
import { DoomedProcesses, WORKER } from '../apps/worker/test/doomed-processes.js';
import { enter, publish } from '../apps/worker/test/killed-workers/people.js';
import { until } from '../packages/engine/test/temporal-world.js';
import { createTestDatabase } from '../packages/store/src/testing.js';
import { parentOf, pidOf, secondsOf } from './cpu-seconds.js';
import { isLong, tell } from './measured.js';

const RUNS_A_SLICE = Number(process.argv[2] ?? (isLong ? 1_000 : 200));
const PAIRS = 2;
const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
const NOWHERE = 'http://127.0.0.1:9';

const one = await open(1);
const two = await open(2);
for (let pair = 0; pair < PAIRS; pair += 1) {
  for (const side of pair % 2 === 0 ? [one, two] : [two, one]) await side.slice();
}
const rate = (side: typeof one) => (side.runs / side.tookMs) * 1_000;
tell({
  question: `runs finished a second by two workers, beside one (${PAIRS} slices of ${RUNS_A_SLICE} runs each, ${cpus().length} cores)`,
  here: `${rate(two).toFixed(1)}; one: ${rate(one).toFixed(1)}`,
  ratio: rate(two) / rate(one),
  promised: '> 1 x',
});
for (const [side, who] of [
  [one, 'one worker'],
  [two, 'two workers'],
] as const) {
  const { worker, temporal, postgres, rest } = side.coreSeconds;
  if (worker === 0) continue; // no Linux
  const all = worker + temporal + postgres + rest;
  const ms = (spent: number) => `${((spent / side.runs) * 1_000).toFixed(0)} ms`;
  tell({
    question: `${who}: of a core for each run, by the workers, Temporal, PostgreSQL, and the carrier with who counts`,
    here: `${ms(all)}: ${[worker, temporal, postgres, rest].map(ms).join(', ')}; ${cpus().length} cores carry at most ${((cpus().length * side.runs) / all).toFixed(1)} a second`,
  });
}
await one.close();
await two.close();

async function open(workers: number) {
  const database = await createTestDatabase('workers');
  const carrier = createCarrier({ ...AUTH, inboundUrl: NOWHERE });
  const silence = { mode: 'no-callbacks', count: 1_000_000 };
  await carrier.inject({ method: 'POST', url: '/faults', payload: silence });
  const carrierUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  await publish(database);
  const processes = new DoomedProcesses(WORKER, {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!,
    SIGNALBOX_TASK_QUEUE: `workers-${randomUUID()}`,
    PLIVO_AUTH_ID: AUTH.authId,
    PLIVO_AUTH_TOKEN: AUTH.authToken,
    PLIVO_BASE_URL: carrierUrl,
    PUBLIC_URL: NOWHERE,
    SIGNALBOX_SENDING_HOURS: 'always',
    // The account's pace is one for all workers: what is asked is what they can do.
    SIGNALBOX_TEXTS_PER_SECOND: '1000',
    LOG_LEVEL: 'info',
  });
  await processes.start(workers);
  const side = {
    runs: 0,
    tookMs: 0,
    coreSeconds: { worker: 0, temporal: 0, postgres: 0, rest: 0 },
  };
  const { rows } = await database.pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const isLinux = process.platform === 'linux';
  const postgres = isLinux ? parentOf(rows[0]!.pid) : null;
  const port = process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS!.split(':')[1]!;
  const temporal = isLinux ? pidOf('start-dev', `--port ${port}`) : null;
  const spent = (): typeof side.coreSeconds => {
    const { user, system } = process.cpuUsage();
    const of = (pid: number | null) => (pid === null ? 0 : secondsOf(pid));
    return {
      worker: isLinux ? processes.pids.reduce((sum, pid) => sum + of(pid), 0) : 0,
      temporal: of(temporal),
      postgres: of(postgres),
      rest: (user + system) / 1e6,
    };
  };

  return Object.assign(side, {
    async slice() {
      const beganMs = performance.now();
      const before = spent();
      await enter(database, RUNS_A_SLICE, side.runs);
      await until(async () => {
        const { rows } = await database.pool.query('select 1 from runs where ended_at is null limit 1');
        return rows.length === 0;
      }, 600_000);
      side.tookMs += performance.now() - beganMs;
      side.runs += RUNS_A_SLICE;
      const after = spent();
      for (const part of ['worker', 'temporal', 'postgres', 'rest'] as const)
        side.coreSeconds[part] += after[part] - before[part];
    },
    async close() {
      await processes.close();
      await carrier.close();
      await database.drop();
    },
  });
}
