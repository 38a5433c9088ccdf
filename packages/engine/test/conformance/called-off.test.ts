import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '@signalbox/nodes/kernel';
import type { ActivityInput, Checkpoint, Interrupt } from '../../src/interpret/index.js';
import { simulate } from '../../src/simulate/index.js';
import { bundleWorkflows, interruptRun, runWorkflowId, startRun } from '../../src/temporal/index.js';
import { exit, planOf, startOf, trigger, update } from '../plans.js';
import {
  eventNames,
  openTemporal,
  until,
  type RunningWorker,
  type TemporalWorld,
} from '../temporal-world.js';
import { storedSteps } from './observed.js';
import { historyInWords, readHistory } from './recorded-history.js';
import { runners } from './runners.js';

const plan = planOf({ start: trigger('asks'), asks: update('end'), end: exit('through') });

type Answer = () => Promise<Json>;
const succeeds: Answer = async () => null;
const failsInPassing: Answer = () => Promise.reject(new Error('nobody at home'));
const failsForGood: Answer = () => Promise.reject(ApplicationFailure.nonRetryable('no such field'));

/** What the service does at each attempt, by run. */
const services = new Map<string, Service>();

interface Service {
  attempts: Answer[];
  asked: number;
  checkpoints: Checkpoint[];
  letGo(): void;
}

let temporal: TemporalWorld;
let worker: RunningWorker;

beforeAll(async () => {
  temporal = await openTemporal();
  temporal.skipping.config = undefined;
  temporal.plans.set('hash-of-the-plan', plan);
  const bundle = await bundleWorkflows(fileURLToPath(new URL('./workflows.ts', import.meta.url)));
  worker = await temporal.work(bundle, {
    checkpoint: async (checkpoint: Checkpoint) => {
      services.get(checkpoint.runId)!.checkpoints.push(checkpoint);
      return { paused: false };
    },
    'update-contact.update': async ({ runId }: ActivityInput) => {
      const service = services.get(runId)!;
      const attempt = service.attempts[service.asked++] ?? succeeds;
      return { value: await attempt(), paused: false };
    },
  });
}, 60_000);
afterAll(async () => {
  for (const { letGo } of services.values()) letGo();
  await worker?.stop();
  await temporal?.close();
}, 30_000);

/** A run whose first attempt at its step is under way, and hangs until it is let go. */
async function enter(then: Answer) {
  const start = startOf(Date.now(), randomUUID());
  const { runId } = start;
  let letGo = () => {};
  const hangs = new Promise<void>((resolve) => (letGo = resolve));
  const service: Service = { attempts: [() => hangs.then(then)], asked: 0, checkpoints: [], letGo };
  services.set(runId, service);
  await startRun(temporal.client, { taskQueue: temporal.taskQueue, start });
  await until(() => service.asked === 1);
  const handle = temporal.client.workflow.getHandle(runWorkflowId(runId));
  // The server takes a worker that is silent for 15 seconds for dead.
  const says = (status: Checkpoint['status']) =>
    until(() => service.checkpoints.at(-1)?.status === status, 30_000);
  const tell = (interrupt: Interrupt) => interruptRun(temporal.client, { runId, interrupt });
  return {
    letGo,
    service,
    tell,
    /** Asks something of the run, and waits until its activity is called off. */
    async ask(interrupt: Interrupt) {
      await tell(interrupt);
      await until(async () => (await eventNames(handle)).includes('ACTIVITY_TASK_CANCEL_REQUESTED'));
    },
    says,
    reasons: () => storedSteps(service.checkpoints).map(({ reason }) => reason),
    /** How the run went; the simulator must tell the same of its history. */
    async way() {
      await says('ended');
      await handle.result();
      const history = await handle.fetchHistory();
      const { results, isClockVague: _, ...world } = readHistory([history]);
      const simulated = simulate({
        plan,
        runners,
        start: { ...start, startedAtMs: world.wakesAtMs[0]! },
        ...world,
        activities: { 'update-contact.update': () => results.shift()! },
      });
      const inWords = ({ checkpoints }: { checkpoints: Checkpoint[] }) => ({
        steps: storedSteps(checkpoints).map(({ nodeId, port, reason }) =>
          `${nodeId}:${port} ${reason ?? ''}`.trim(),
        ),
        told: checkpoints.map(({ status }) => status),
      });
      expect(inWords(simulated), historyInWords([history])).toEqual(inWords(service));
      return inWords(service);
    },
  };
}

const skip: Interrupt = { kind: 'skip', nodeId: 'asks' };
const retry: Interrupt = { kind: 'retry', nodeId: 'asks' };
const skipped = ['start:next', 'asks:next The step was skipped by hand.', 'end:null'];
const done = ['start:next', 'asks:next', 'end:null'];

describe.concurrent('while an attempt is under way', () => {
  it('a step that is skipped is left once the attempt has failed in passing', async () => {
    const run = await enter(failsInPassing);
    await run.ask(skip);
    run.letGo();
    expect(await run.way()).toEqual({ steps: skipped, told: ['ended'] });
    expect(run.service.asked).toBe(1);
  });

  it('a step that is skipped is left once the worker of the attempt is taken for dead', async () => {
    const run = await enter(succeeds);
    await run.ask(skip);
    expect(await run.way()).toEqual({ steps: skipped, told: ['ended'] });
    run.letGo();
  }, 60_000);

  it('a step that is to be done anew is tried again once the attempt has failed in passing', async () => {
    const run = await enter(failsInPassing);
    await run.ask(retry);
    run.letGo();
    expect(await run.way()).toEqual({ steps: done, told: ['ended'] });
    expect(run.service.asked).toBe(2);
  });

  it('a run that is held says so once the attempt has failed in passing, and tries again on release', async () => {
    const run = await enter(failsInPassing);
    await run.ask({ kind: 'hold' });
    run.letGo();
    await run.says('held');
    await run.tell({ kind: 'release' });
    expect(await run.way()).toEqual({ steps: done, told: ['held', 'ended'] });
    expect(run.service.asked).toBe(2);
  });

  it('a run that is held and released again goes on as if nothing had been', async () => {
    const run = await enter(failsInPassing);
    await run.ask({ kind: 'hold' });
    await run.tell({ kind: 'release' });
    run.letGo();
    expect(await run.way()).toEqual({ steps: done, told: ['ended'] });
    expect(run.service.asked).toBe(2);
  });

  it('a run that is held stands still on its step if the attempt failed for good', async () => {
    const run = await enter(failsForGood);
    await run.ask({ kind: 'hold' });
    run.letGo();
    await run.says('stuck');
    expect(run.reasons().at(-1)).toBe('no such field');
    await run.tell({ kind: 'end', outcome: 'by hand' });
    await run.says('ended');
  });

  it('a step that is skipped is left, too, if the attempt failed for good', async () => {
    const run = await enter(failsForGood);
    await run.ask(skip);
    run.letGo();
    await run.says('ended');
    expect(run.service.checkpoints.map(({ status }) => status)).toEqual(['ended']);
    expect(run.reasons()).toEqual([null, 'The step was skipped by hand.', null]);
  });
});
