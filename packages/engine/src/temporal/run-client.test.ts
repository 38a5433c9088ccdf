import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { abandonedCart, eventOf, HOUR, planOf, send, startOf, trigger, wait } from '../../test/plans.js';
import {
  eventNames,
  openTemporal,
  until,
  type RunningWorker,
  type TemporalWorld,
} from '../../test/temporal-world.js';
import type { Checkpoint, RunStart } from '../interpret/index.js';
import { bundleWorkflows, deliver, interruptRun, runWorkflowId, startRun, stateQuery } from './index.js';

const exits = [{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }];
const plans = {
  cart: abandonedCart(exits),
  atOnce: planOf({ cart: trigger('nudge'), nudge: send(null) }, exits),
  wait: planOf({ cart: trigger('wait'), wait: wait(HOUR, { 'order-completed': null, timeout: null }) }),
};

let temporal: TemporalWorld;
let bundle: WorkflowBundle;
let worker: RunningWorker | null = null;
let texts: string[];
let outages: number;
let refusal: string | null;
const checkpoints: Checkpoint[] = [];

beforeAll(async () => {
  temporal = await openTemporal();
  bundle = await bundleWorkflows();
  for (const [hash, plan] of Object.entries(plans)) temporal.plans.set(hash, plan);
}, 60_000);

beforeEach(() => {
  texts = [];
  outages = 0;
  refusal = null;
  temporal.skipping.config = { enabled: false };
  return async () => {
    await worker?.stop();
    worker = null;
  };
});

afterAll(async () => {
  await temporal?.close();
});

const work = async () => {
  worker = await temporal.work(bundle, {
    checkpoint: async (checkpoint: Checkpoint) => {
      checkpoints.push(checkpoint);
      return { paused: false };
    },
    evaluate: async () => ({ value: [true], paused: false }),
    'send-sms.send': async ({ runId }: { runId: string }) => {
      if (refusal) throw ApplicationFailure.nonRetryable(refusal);
      outages -= 1;
      if (outages >= 0) throw new Error('the database is away');
      texts.push(runId);
      return { value: { outcome: 'sent', messageId: 'm' }, paused: false };
    },
  });
};

const newRun = (planHash: keyof typeof plans): RunStart => ({
  ...startOf(Date.now(), randomUUID()),
  planHash,
});
const to = (start: RunStart) => ({ taskQueue: temporal.taskQueue, start });
const handleOf = ({ runId }: RunStart) => temporal.client.workflow.getHandle(runWorkflowId(runId));
const order = () => ({
  event: eventOf('Order Completed', Date.now()),
  refs: ['exit/ordered', 'wait/order-completed'],
});

it('a run that is started twice runs once, also after it has ended', async () => {
  await work();
  const start = newRun('atOnce');
  expect(await startRun(temporal.client, to(start))).toBe('started');
  expect(await startRun(temporal.client, to(start))).toBe('already');
  await handleOf(start).result();
  expect(await startRun(temporal.client, to(start))).toBe('already');
  expect(texts).toEqual([start.runId]);
}, 20_000);

it('a worker that starts a run is handed its first task at once', async () => {
  await work();
  const start = newRun('atOnce');
  await startRun(temporal.client, to(start));
  await handleOf(start).result();
  const { events } = await handleOf(start).fetchHistory();
  expect(events![0]!.workflowExecutionStartedEventAttributes!.eagerExecutionAccepted).toBe(true);
}, 20_000);

it('an event for a run whose workflow is not there yet starts it and is not lost', async () => {
  await work();
  const start = newRun('cart');
  expect(await deliver(temporal.client, { ...to(start), arrival: order() })).toBe('delivered');
  expect(await handleOf(start).result()).toMatchObject({ outcome: 'ordered' });
}, 20_000);

it('an exit that is there before the first step ends the run before anything is sent', async () => {
  const start = newRun('atOnce');
  await startRun(temporal.client, to(start));
  await deliver(temporal.client, { ...to(start), arrival: order() });
  await work();
  expect(await handleOf(start).result()).toMatchObject({ outcome: 'ordered' });
  expect(texts).toEqual([]);
}, 20_000);

it('an event or interrupt for a run that has ended is reported as closed', async () => {
  await work();
  const start = newRun('atOnce');
  await startRun(temporal.client, to(start));
  await handleOf(start).result();
  expect(await deliver(temporal.client, { ...to(start), arrival: order() })).toBe('closed');
  const interrupt = { kind: 'end', outcome: 'replaced' } as const;
  expect(await interruptRun(temporal.client, { runId: start.runId, interrupt })).toBe('closed');
  expect(await interruptRun(temporal.client, { runId: randomUUID(), interrupt })).toBe('closed');
}, 20_000);

it('events that end no wait cost no new timer', async () => {
  await work();
  const start = newRun('wait');
  await startRun(temporal.client, to(start));
  for (const letter of [1, 2, 3]) {
    const arrival = { event: eventOf(`Noise ${letter}`, Date.now()), refs: ['elsewhere/x'] };
    await deliver(temporal.client, { ...to(start), arrival });
    await until(async () => (await handleOf(start).query(stateQuery)).mailbox.letters.length === letter);
  }
  await deliver(temporal.client, { ...to(start), arrival: order() });
  await handleOf(start).result();
  const events = await eventNames(handleOf(start));
  expect(events.filter((name) => name === 'TIMER_STARTED')).toHaveLength(1);
}, 20_000);

it('a text is tried until the worker’s side answers, and then goes out once', async () => {
  temporal.skipping.config = { enabled: true };
  outages = 3;
  await work();
  const start = newRun('atOnce');
  await startRun(temporal.client, to(start));
  expect(await handleOf(start).result()).toMatchObject({ outcome: 'completed' });
  expect(texts).toEqual([start.runId]);
}, 20_000);

it('an activity that says it never will holds the run visibly on its step, until it is tried again', async () => {
  refusal = 'The template has a mistake on line 1.';
  await work();
  const start = newRun('atOnce');
  await startRun(temporal.client, to(start));
  const stuck = () => checkpoints.find(({ runId, status }) => runId === start.runId && status === 'stuck');
  await until(() => stuck() !== undefined);
  expect(stuck()!.steps).toMatchObject([
    { nodeId: 'cart' },
    { nodeId: 'nudge', leftAtMs: null, reason: refusal },
  ]);
  refusal = null;
  const interrupt = { kind: 'retry' as const, nodeId: 'nudge' };
  await interruptRun(temporal.client, { runId: start.runId, interrupt });
  expect(await handleOf(start).result()).toMatchObject({ outcome: 'completed' });
  expect(texts).toEqual([start.runId]);
}, 20_000);

it('a workflow that is cancelled from outside writes how it ended', async () => {
  await work();
  const start = newRun('wait');
  await startRun(temporal.client, to(start));
  await handleOf(start).cancel();
  expect(await handleOf(start).result()).toMatchObject({ outcome: 'cancelled' });
  expect(checkpoints.at(-1)).toMatchObject({ runId: start.runId, status: 'ended', outcome: 'cancelled' });
}, 20_000);
