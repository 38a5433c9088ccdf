import { randomUUID } from 'node:crypto';
import { standIns } from '@signalbox/nodes/stand-ins';
import type { WorkflowBundle } from '@temporalio/worker';
import { compareGroups, evaluateGroup } from '../../src/conditions/index.js';
import type {
  ActivityInput,
  Checkpoint,
  EvaluateInput,
  Interrupt,
  RunStart,
} from '../../src/interpret/index.js';
import { matchingRefs } from '../../src/simulate/script.js';
import { deliver, interruptRun, runWorkflowId, startRun } from '../../src/temporal/index.js';
import { eventOf, startOf } from '../plans.js';
import { eventNames, setSkipping, skipTo, until, type TemporalWorld } from '../temporal-world.js';
import type { History } from './recorded-history.js';
import { carrierOf, observe, type Observed } from './observed.js';
import type { Happening, Scenario } from './scenarios.js';

/** What no test looks at is done by the simulator's stand-ins. */
function othersStandIn(contact: { [field: string]: unknown }, paused: () => boolean) {
  const world = {
    contact,
    shopTimeZone: 'UTC',
    text() {},
    takeMs() {},
    render: (template: string) => template,
  };
  return Object.fromEntries(
    Object.entries(standIns).map(([name, standIn]) => [
      name,
      async (input: ActivityInput) =>
        paused() ? { value: null, paused: true } : { value: standIn(input, world), paused: false },
    ]),
  );
}

/** An activity whose first attempt is called off, since the run is asked for something else, and then fails in passing. */
export interface CalledOff {
  activity: string;
  asked: Interrupt;
}

export async function performInTemporal(
  temporal: TemporalWorld,
  bundle: WorkflowBundle,
  scenario: Scenario,
  calledOff?: CalledOff,
): Promise<Observed & { history: History }> {
  const { client, taskQueue } = temporal;
  const { plan, contact = {}, script = [], outage } = scenario;
  const startedAtMs = Date.now();
  const planHash = randomUUID();
  const start: RunStart = { ...startOf(startedAtMs, randomUUID()), planHash };
  const handle = client.workflow.getHandle(runWorkflowId(start.runId));
  temporal.plans.set(planHash, plan);
  for (const [hash, other] of Object.entries(scenario.plans ?? {})) temporal.plans.set(hash, other);

  const checkpoints: Checkpoint[] = [];
  const carrier = carrierOf(scenario);
  let texts = 0;
  let paused = false;
  let pausedAtMs: number | undefined;
  let during = scenario.duringFirstActivity;
  const activities = {
    ...othersStandIn(contact, () => paused),
    checkpoint: async (checkpoint: Checkpoint) => {
      if (!(paused && checkpoint.unlessPaused)) checkpoints.push(checkpoint);
      return { paused };
    },
    evaluate: async ({ groups, entryEvent, vars }: EvaluateInput) => {
      const facts = { contact, event: entryEvent.properties, run: vars };
      const found = compareGroups(groups, facts);
      return { value: groups.map((group) => evaluateGroup(group, facts)), found, paused };
    },
    'send-sms.send': async (input: ActivityInput) => {
      if (paused) return { value: null, paused };
      const value = carrier(input);
      if (value.outcome === 'sent') texts += 1;
      const happening = during;
      during = undefined;
      if (happening) await tell({ ...happening, afterMs: 0 });
      return { value, paused };
    },
  };

  if (calledOff) {
    const { activity, asked } = calledOff;
    const others = activities as unknown as Record<string, (input: ActivityInput) => Promise<unknown>>;
    const then = others[activity]!;
    let isFirst = true;
    others[activity] = async (input) => {
      if (!isFirst) return then(input);
      isFirst = false;
      await tell({ afterMs: 0, interrupt: asked });
      await until(async () => (await eventNames(handle)).includes('ACTIVITY_TASK_CANCEL_REQUESTED'));
      throw new Error('nobody at home');
    };
  }

  const tell = async (happening: Happening) => {
    if ('paused' in happening) {
      paused = happening.paused;
      if (paused) pausedAtMs = startedAtMs + happening.afterMs;
      if (paused || !['parked', 'held'].includes(checkpoints.at(-1)?.status ?? '')) return;
      const interrupt = { kind: 'resume' as const, due: happening.due, pausedAtMs };
      await interruptRun(client, { runId: start.runId, interrupt });
    } else if ('interrupt' in happening) {
      await interruptRun(client, { runId: start.runId, interrupt: happening.interrupt });
    } else {
      const { event: name, id, stampedAfterMs = happening.afterMs, properties } = happening;
      const event = eventOf(name, startedAtMs + stampedAfterMs, properties, id);
      const refs = name === 'Seen' ? ['busy/seen'] : matchingRefs(plan, event, contact, evaluateGroup);
      await deliver(client, { taskQueue, start, arrival: { event, refs } });
    }
  };

  let worker = await temporal.work(bundle, activities);
  try {
    // Until its first wait a run passes no time; then it stays where the script wants it.
    temporal.skipping.config = { enabled: script.length === 0 };
    await startRun(client, { taskQueue, start });
    await until(() => checkpoints.length > 0);
    if (outage) {
      await skipTo(client, handle.workflowId, startedAtMs + outage.fromMs);
      await worker.stop();
      await setSkipping(client, handle.workflowId, { enabled: true });
      await until(async () => (await eventNames(handle)).includes('TIMER_FIRED'));
      for (const happening of script) await tell(happening);
      worker = await temporal.work(bundle, activities);
    } else {
      for (const happening of script) {
        await skipTo(client, handle.workflowId, startedAtMs + happening.afterMs);
        await settled(handle);
        await tell(happening);
        await settled(handle);
      }
    }
    await setSkipping(client, handle.workflowId, { enabled: true });
    await handle.result();
  } finally {
    await worker.stop();
  }
  return { ...observe(checkpoints, texts), history: await handle.fetchHistory() };

  /** A run has acted on all that it was told once it has no task open: a query is answered after them. */
  async function settled(of: typeof handle) {
    const { status } = await of.describe();
    if (status.name === 'RUNNING') await of.query('state').catch(() => {});
  }
}
