import { randomUUID } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { abandonedCart, startOf } from '../../test/plans.js';
import {
  eventNames,
  openTemporal,
  type RunningWorker,
  type TemporalWorld,
} from '../../test/temporal-world.js';
import type { ActivityInput, Checkpoint } from '../interpret/index.js';
import { bundleWorkflows, dataConverter, runWorkflowId, startRun } from './index.js';

let temporal: TemporalWorld;
let worker: RunningWorker;
let bundle: WorkflowBundle;
const checkpoints = new Map<string, Checkpoint[]>();

beforeAll(async () => {
  temporal = await openTemporal();
  temporal.plans.set('hash-of-the-plan', abandonedCart());
  bundle = await bundleWorkflows();
  worker = await temporal.work(bundle, {
    checkpoint: async (checkpoint: Checkpoint) => {
      checkpoints.set(checkpoint.runId, [...(checkpoints.get(checkpoint.runId) ?? []), checkpoint]);
      return { paused: false };
    },
    evaluate: async () => ({ value: [true], paused: false }),
    'send-sms.send': async ({ runId }: ActivityInput) => ({
      value: { outcome: 'sent', messageId: runId },
      paused: false,
    }),
  });
}, 60_000);

afterAll(async () => {
  await worker?.stop();
  await temporal?.close();
}, 30_000);

async function passCart() {
  const start = startOf(Date.now(), randomUUID());
  await startRun(temporal.client, { taskQueue: temporal.taskQueue, start });
  const handle = temporal.client.workflow.getHandle(runWorkflowId(start.runId));
  const ending: unknown = await handle.result();
  return { start, handle, ending };
}

it('trigger, wait, condition, text and exit cost at most 20 events of history, checkpoints included', async () => {
  const { start, handle, ending } = await passCart();
  expect(ending).toMatchObject({ outcome: 'reminded' });
  // A skip of time is an event that only tests have.
  const events = (await eventNames(handle)).filter((name) => !name.includes('TIME_SKIPPING'));
  expect(events).toHaveLength(19);
  expect(checkpoints.get(start.runId)!.map(({ status }) => status)).toEqual(['waiting', 'ended']);
}, 30_000);

it('a history holds the hash of its plan in place of the plan, and replays from it', async () => {
  const { handle } = await passCart();
  const history = await handle.fetchHistory();
  const [plan] = history.events![0]!.workflowExecutionStartedEventAttributes!.input!.payloads!;
  expect(defaultPayloadConverter.fromPayload(plan!)).toEqual({ $plan: 'hash-of-the-plan' });
  await Worker.runReplayHistory(
    { workflowBundle: bundle, dataConverter: dataConverter(async () => abandonedCart()) },
    history,
  );
}, 30_000);
