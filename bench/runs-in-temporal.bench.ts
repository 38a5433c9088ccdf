/**
 * How many whole runs a second one worker and one server carry, and what a run leaves behind:
 * `npx tsx bench/runs-in-temporal.bench.ts [runs]`. Starts a server of its own unless
 * SIGNALBOX_TEST_TEMPORAL_ADDRESS names one.
 * Each run: trigger, wait of a second, condition, text, exit; activities do nothing, so this is Temporal's own share.
 */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { findTemporal, startTemporal } from '../packages/dev-servers/src/index.js';
import { bundleWorkflows, runWorkflowId, startRun } from '../packages/engine/src/temporal/index.js';
import {
  always,
  condition,
  exit,
  planOf,
  send,
  SECOND,
  startOf,
  trigger,
  wait,
} from '../packages/engine/test/plans.js';
import { eventNames, openTemporal } from '../packages/engine/test/temporal-world.js';

const runs = Number(process.argv[2] ?? 300);
const named = process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS;
const cacheDir = fileURLToPath(new URL('../.data/bin', import.meta.url));
const server = named
  ? null
  : await startTemporal({ program: await findTemporal({ cacheDir }), headless: true });
const temporal = await openTemporal(named ?? server?.address);
temporal.skipping.config = undefined;
temporal.plans.set(
  'hash-of-the-plan',
  planOf({
    cart: trigger('wait'),
    wait: wait(SECOND, { 'order-completed': null, timeout: 'worth' }),
    worth: condition(always, { yes: 'nudge', otherwise: null }),
    nudge: send('done'),
    done: exit('reminded'),
  }),
);
const worker = await temporal.work(await bundleWorkflows(), {
  checkpoint: async () => ({ paused: false }),
  evaluate: async () => ({ value: [true], paused: false }),
  'send-sms.send': async () => ({ value: { outcome: 'sent', messageId: 'm' }, paused: false }),
});

const ids = Array.from({ length: runs }, () => randomUUID());
const handleOf = (id: string) => temporal.client.workflow.getHandle(runWorkflowId(id));
const beganMs = performance.now();
await Promise.all(
  ids.map(async (id) => {
    await startRun(temporal.client, { taskQueue: temporal.taskQueue, start: startOf(Date.now(), id) });
    await handleOf(id).result();
  }),
);
const seconds = (performance.now() - beganMs) / 1_000;
const { length } = await eventNames(handleOf(ids[0]!));
const { historySize } = await handleOf(ids[0]!).describe();
console.log(`temporal: ${runs} runs in ${seconds.toFixed(1)} s = ${(runs / seconds).toFixed(0)} a second`);
console.log(`          a run leaves ${length} events, ${historySize} bytes`);
await worker.stop();
await temporal.close();
await server?.stop();
