/**
 * How many runs a second one worker starts and finishes, beside a hand-written workflow on the same server with the same
 * intake, outbox, ledger and carrier: `npx tsx bench/runs-per-second.bench.ts`. Needs the servers that `npm run bench` starts.
 */
import { createCarrier } from '../packages/carrier/src/index.js';
import { createActivities } from '../apps/worker/src/activities.js';
import { startDispatcher } from '../apps/worker/src/dispatcher.js';
import { createHost } from '../apps/worker/src/host.js';
import { createSendText } from '../apps/worker/src/send-text/index.js';
import { enter, plan, publish } from '../apps/worker/test/killed-workers/people.js';
import { planHash } from '../packages/engine/src/graph/index.js';
import { bundleWorkflows, runWorkflowId } from '../packages/engine/src/temporal/index.js';
import { until } from '../packages/engine/test/temporal-world.js';
import { createServices } from '../packages/outbound/src/index.js';
import { createPlivo } from '../packages/sms/src/index.js';
import type { Database } from '../packages/store/src/index.js';
import { createTestDatabase } from '../packages/store/src/testing.js';
import { isLong, tell } from './measured.js';
import { handWritten, onTemporal } from './on-temporal.js';

const RUNS = isLong ? 3_000 : 400;
const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
/** These journeys ask nobody on the network. */
const noServices = (database: Database) =>
  createServices({ database, secret: undefined, allowPrivate: false });

const NOWHERE = 'http://127.0.0.1:9';
const silent = { warn() {}, info() {}, error() {}, debug() {} };

interface Rate {
  startedPerSecond: number;
  finishedPerSecond: number;
}

// In turns, so that neither side has the server while it is fresh.
const ours: Rate[] = [];
const byHand: Rate[] = [];
for (let round = 0; round < 2; round += 1) {
  byHand.push(await rateOf(handWritten('reminder.ts')));
  ours.push(await rateOf());
}
for (const [question, of, promised] of [
  ['runs started a second', 'startedPerSecond', ''],
  ['runs finished a second, intake, ledger and carrier included', 'finishedPerSecond', '>= 0.8 x'],
] as const) {
  const best = (rates: Rate[]) => Math.max(...rates.map((rate) => rate[of]));
  tell({
    question: `${question} (${RUNS} runs, the better of two rounds)`,
    here: best(ours).toFixed(1),
    handWritten: best(byHand).toFixed(1),
    ratio: best(ours) / best(byHand),
    promised,
  });
}

/** @param workflows a file with another workflow `journey` */
async function rateOf(workflows?: string): Promise<Rate> {
  const database = await createTestDatabase('rate');
  const carrier = createCarrier({ ...AUTH, inboundUrl: NOWHERE });
  await silenceCallbacks(carrier);
  const baseUrl = await carrier.listen({ port: 0, host: '127.0.0.1' });
  const plivo = createPlivo({ ...AUTH, baseUrl });
  const sendText = createSendText({
    ...{ database, plivo, publicUrl: NOWHERE },
    sender: '+4552512020',
    sendingHours: 'always',
  });
  await publish(database);
  let rate: Rate | undefined;
  await onTemporal(async (temporal) => {
    temporal.skipping.config = undefined;
    temporal.plans.set(planHash(plan), plan);
    const { client, taskQueue } = temporal;
    const host = createHost({ database, sendText, shopTimeZone: 'UTC', services: noServices(database) });
    const worker = await temporal.work(await bundleWorkflows(workflows), createActivities(database, host));
    const beganMs = performance.now();
    const dispatcher = startDispatcher({ database, client, taskQueue, logger: silent as never });
    const people = await enter(database, RUNS);
    await until(async () => (await outboxSize(database)) === 0, 600_000);
    const startedMs = performance.now() - beganMs;
    await Promise.all(people.map(({ runId }) => client.workflow.getHandle(runWorkflowId(runId)).result()));
    const finishedMs = performance.now() - beganMs;
    rate = { startedPerSecond: (RUNS / startedMs) * 1_000, finishedPerSecond: (RUNS / finishedMs) * 1_000 };
    await dispatcher.stop();
    await worker.stop();
  });
  await carrier.close();
  await database.drop();
  return rate!;
}

/** Nobody listens for callbacks here; knocking again and again would be measured, too. */
async function silenceCallbacks(carrier: ReturnType<typeof createCarrier>): Promise<void> {
  await carrier.inject({
    method: 'POST',
    url: '/faults',
    payload: { mode: 'no-callbacks', count: 1_000_000 },
  });
}

async function outboxSize(database: Awaited<ReturnType<typeof createTestDatabase>>): Promise<number> {
  const { rows } = await database.pool.query<{ size: number }>('select count(*)::int as size from outbox');
  return rows[0]!.size;
}
