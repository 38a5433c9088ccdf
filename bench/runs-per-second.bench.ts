/**
 * How many runs a second one worker starts and finishes, beside a hand-written workflow on the same server with the same
 * intake, outbox, ledger and carrier: `npx tsx bench/runs-per-second.bench.ts`. Needs the servers that `npm run bench` starts.
 *
 * The two sides take turns in short slices (by hand, ours, ours, by hand, …), so that whatever else the machine does
 * meets both. By hand nothing is written down of where people are; that is ours alone, and is measured.
 */
import { createCarrier } from '../packages/carrier/src/index.js';
import { createActivities } from '../apps/worker/src/activities.js';
import { startDispatcher } from '../apps/worker/src/dispatcher.js';
import { createHost } from '../apps/worker/src/host.js';
import { createSendText } from '../apps/worker/src/send-text/index.js';
import { enter, journey, planOf, publish, textAtOnce } from '../apps/worker/test/killed-workers/people.js';
import { planHash, type JourneyGraph } from '../packages/engine/src/graph/index.js';
import { bundleWorkflows, runWorkflowId } from '../packages/engine/src/temporal/index.js';
import { openTemporal, until } from '../packages/engine/test/temporal-world.js';
import { createServices } from '../packages/outbound/src/index.js';
import { createPlivo } from '../packages/sms/src/index.js';
import type { Database } from '../packages/store/src/index.js';
import { createTestDatabase } from '../packages/store/src/testing.js';
import { isLong, tell } from './measured.js';
import { handWritten } from './on-temporal.js';

const RUNS_A_SLICE = Number(process.argv[2] ?? (isLong ? 1_000 : 200));
const PAIRS = 3;
const AUTH = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token' };
/** These journeys ask nobody on the network. */
const noServices = (database: Database) =>
  createServices({ database, secret: undefined, allowPrivate: false });

const NOWHERE = 'http://127.0.0.1:9';
const silent = { warn() {}, info() {}, error() {}, debug() {} };

/** What one side has done so far. */
interface Side {
  runs: number;
  startedMs: number;
  finishedMs: number;
  slice(): Promise<void>;
  close(): Promise<void>;
}

await compare('two waits, condition, text, note on the person', journey, 'reminder.ts');
await compare('condition and text', textAtOnce, 'text-at-once.ts');

async function compare(what: string, graph: JourneyGraph, byHandFile: string): Promise<void> {
  const byHand = await open(graph, handWritten(byHandFile));
  const ours = await open(graph);
  for (let pair = 0; pair < PAIRS; pair += 1) {
    for (const side of pair % 2 === 0 ? [byHand, ours] : [ours, byHand]) await side.slice();
  }
  for (const [question, of] of [
    ['started', 'startedMs'],
    ['finished, intake, ledger and carrier included', 'finishedMs'],
  ] as const) {
    const rate = (side: Side) => (side.runs / side[of]) * 1_000;
    tell({
      question: `${what}: runs a second ${question} (${PAIRS} slices of ${RUNS_A_SLICE} runs a side, in turns)`,
      here: rate(ours).toFixed(1),
      handWritten: rate(byHand).toFixed(1),
      ratio: rate(ours) / rate(byHand),
      promised: graph === textAtOnce && of === 'finishedMs' ? '>= 0.8 x and >= 30 a second' : '>= 0.8 x',
    });
  }
  await ours.close();
  await byHand.close();
}

/** @param workflows a file with another workflow `journey` */
async function open(graph: JourneyGraph, workflows?: string): Promise<Side> {
  const temporal = await openTemporal();
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
  await publish(database, graph);
  const plan = planOf(graph);
  temporal.skipping.config = undefined;
  temporal.plans.set(planHash(plan), plan);
  const { client, taskQueue } = temporal;
  const host = createHost({ database, sendText, shopTimeZone: 'UTC', services: noServices(database) });
  const worker = await temporal.work(await bundleWorkflows(workflows), createActivities(database, host));
  const dispatcher = startDispatcher({ database, client, taskQueue, logger: silent as never });
  const side = { runs: 0, startedMs: 0, finishedMs: 0 };

  return Object.assign(side, {
    async slice() {
      const beganMs = performance.now();
      const people = await enter(database, RUNS_A_SLICE, side.runs);
      await until(async () => (await outboxSize(database)) === 0, 600_000);
      side.startedMs += performance.now() - beganMs;
      await Promise.all(people.map(({ runId }) => client.workflow.getHandle(runWorkflowId(runId)).result()));
      side.finishedMs += performance.now() - beganMs;
      side.runs += RUNS_A_SLICE;
    },
    async close() {
      await dispatcher.stop();
      await worker.stop();
      await temporal.close();
      await carrier.close();
      await database.drop();
    },
  });
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
