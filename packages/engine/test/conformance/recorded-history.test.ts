import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { WorkflowBundle } from '@temporalio/worker';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ActivityInput, Checkpoint, EvaluateInput, StepRecord } from '../../src/interpret/index.js';
import { compareGroups, evaluateGroup } from '../../src/conditions/index.js';
import { simulate, type SimulatedActivity } from '../../src/simulate/index.js';
import { bundleWorkflows, deliver, interruptRun, runWorkflowId, startRun } from '../../src/temporal/index.js';
import {
  condition,
  eventOf,
  exit,
  HOUR,
  MINUTE,
  planOf,
  send,
  startOf,
  trigger,
  update,
  wait,
} from '../plans.js';
import { openTemporal, type RunningWorker, type TemporalWorld } from '../temporal-world.js';
import { storedSteps } from './observed.js';
import { historyInWords, readHistory } from './recorded-history.js';
import { runners } from './runners.js';

/** Every kind of step, loops and all, so that what comes in finds the run in many places. */
const plan = planOf(
  {
    cart: trigger('first'),
    first: wait(HOUR, { a: 'mark', b: 'nudge', timeout: 'nudge' }, { events: ['A', 'B'] }),
    mark: update('again'),
    again: wait(
      30 * MINUTE,
      { b: 'big', c: 'first', timeout: 'big' },
      { events: ['B', 'C'], since: 'wait-start' },
    ),
    big: condition(
      { match: 'all', rules: [{ source: 'contact', path: 'tier', op: 'equals', value: 'gold' }] },
      { yes: 'nudge', otherwise: 'last' },
    ),
    nudge: send('last', 'last'),
    last: wait(2 * HOUR, { a: 'nudge', c: 'done', timeout: 'done' }, { events: ['A', 'C'] }),
    done: exit('done'),
  },
  [{ id: 'stop', event: 'Stop', outcome: 'stopped' }],
);

const refsOf = (name: string) =>
  plan.subscriptions.filter(({ event }) => event === name).map(({ ref }) => ref);

let temporal: TemporalWorld;
let bundle: WorkflowBundle;
let worker: RunningWorker;
const runs = new Map<
  string,
  { checkpoints: Checkpoint[]; tier: string; holds: number[]; attempts: number }
>();

beforeAll(async () => {
  temporal = await openTemporal();
  temporal.plans.set('hash-of-the-plan', plan);
  bundle = await bundleWorkflows(fileURLToPath(new URL('./workflows.ts', import.meta.url)));
  worker = await temporal.work(bundle, {
    checkpoint: async (checkpoint: Checkpoint) => {
      runs.get(checkpoint.runId)!.checkpoints.push(checkpoint);
      return { paused: false };
    },
    evaluate: async ({ runId, groups }: EvaluateInput) => {
      const facts = { contact: { tier: runs.get(runId)!.tier } };
      return {
        value: groups.map((group) => evaluateGroup(group, facts)),
        found: compareGroups(groups, facts),
        paused: false,
      };
    },
    'send-sms.send': async ({ runId, nowMs }: ActivityInput) => {
      const run = runs.get(runId)!;
      const holdMs = run.holds[(run.attempts += 1) - 1] ?? 0;
      const held = {
        outcome: 'held',
        untilMs: nowMs + holdMs,
        code: 'quiet-hours',
        reason: 'It is night there',
      };
      return { value: holdMs > 0 ? held : { outcome: 'sent', messageId: 'm' }, paused: false };
    },
    'update-contact.update': async () => ({ value: null, paused: false }),
  });
}, 60_000);

afterAll(async () => {
  await worker?.stop();
  await temporal?.close();
}, 30_000);

const happening = fc.record({
  name: fc.constantFrom('A', 'A', 'B', 'B', 'C', 'C', 'Stop'),
  id: fc.integer({ min: 0, max: 12 }),
  stampMinutes: fc.integer({ min: 0, max: 300 }),
  /** Told without waiting until the one before has been taken. */
  atOnce: fc.boolean(),
});

it('whatever order a history recorded, the simulator tells the same story of it, to the millisecond', async () => {
  const ends = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 2, maxLength: 14 }),
      fc.array(fc.constantFrom(0, 0, 10 * MINUTE), { maxLength: 4 }),
      fc.constantFrom('gold', 'none'),
      async (happenings, holds, tier) => {
        const start = startOf(Date.now(), randomUUID());
        const { runId } = start;
        const checkpoints: Checkpoint[] = [];
        runs.set(runId, { checkpoints, tier, holds, attempts: 0 });
        await startRun(temporal.client, { taskQueue: temporal.taskQueue, start });
        let told: Promise<unknown> = Promise.resolve();
        for (const { name, id, stampMinutes, atOnce } of happenings) {
          const event = eventOf(name, start.startedAtMs + stampMinutes * MINUTE, {}, `${name}-${id}`);
          const arrival = { event, refs: refsOf(name) };
          if (!atOnce) await told;
          told = Promise.all([
            told,
            deliver(temporal.client, { taskQueue: temporal.taskQueue, start, arrival }),
          ]);
        }
        await told;
        const handle = temporal.client.workflow.getHandle(runWorkflowId(runId));
        await handle.result();

        const history = await handle.fetchHistory();
        const { results, isClockVague, ...world } = readHistory([history]);
        const replay: SimulatedActivity = () => results.shift()!;
        const simulated = simulate({
          plan,
          runners,
          start: { ...start, startedAtMs: world.wakesAtMs![0]! },
          contact: { tier },
          ...world,
          activities: { 'send-sms.send': replay, 'update-contact.update': replay },
        });
        ends.add(simulated.steps.map(({ nodeId, port }) => `${nodeId}:${port}`).join(' '));
        const inWords = isClockVague ? withoutClock : (steps: StepRecord[]) => steps;
        expect(inWords(simulated.steps), historyInWords([history])).toEqual(
          inWords(storedSteps(checkpoints)),
        );
        expect(simulated.end?.outcome).toBe(checkpoints.at(-1)!.outcome);
      },
    ),
    { numRuns: 30, seed: 7, endOnFailure: true },
  );
  // Different stories, or the promise would be worth little. How many depends on the server's pace: 7 to 12 were seen.
  expect(ends.size).toBeGreaterThan(4);
}, 120_000);

it('an interrupt in a history is one in the script', async () => {
  const start = startOf(Date.now(), randomUUID());
  runs.set(start.runId, { checkpoints: [], tier: 'none', holds: [], attempts: 0 });
  temporal.skipping.config = { enabled: false };
  await startRun(temporal.client, { taskQueue: temporal.taskQueue, start });
  const interrupt = { kind: 'end', outcome: 'replaced' } as const;
  await interruptRun(temporal.client, { runId: start.runId, interrupt });
  const handle = temporal.client.workflow.getHandle(runWorkflowId(start.runId));
  await handle.result();
  const { script } = readHistory([await handle.fetchHistory()]);
  expect(script).toMatchObject([{ interrupt }]);
}, 30_000);

const withoutClock = (steps: StepRecord[]) =>
  steps.map(({ enteredAtMs: _, leftAtMs, ...step }) => ({ ...step, hasLeft: leftAtMs !== null }));
