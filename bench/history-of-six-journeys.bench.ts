/**
 * What a run leaves behind, beside the same journeys as hand-written workflows: `npx tsx bench/history-of-six-journeys.bench.ts`.
 * Actions are counted by Temporal's rules: a start, each timer, each activity, each signal, and one for each workflow
 * task that did local activities. What the skipping of time adds is left out on both sides.
 */
import { randomUUID } from 'node:crypto';
import proto from '@temporalio/proto';
import type { WorkflowHandle } from '@temporalio/client';
import { bundleWorkflows, runWorkflowId } from '../packages/engine/src/temporal/index.js';
import { eventOf, startOf } from '../packages/engine/test/plans.js';
import {
  eventNames,
  setSkipping,
  skipTo,
  until,
  type TemporalWorld,
} from '../packages/engine/test/temporal-world.js';
import { tell } from './measured.js';
import { handWritten, onTemporal } from './on-temporal.js';
import { sixJourneys, type TypicalJourney } from './six-journeys.js';

interface Cost {
  events: number;
  actions: number;
  bytes: number;
}

type StartOfJourney = (journey: TypicalJourney, id: string) => { type: string; args: unknown[] };

const { enums, history } = proto.temporal.api;
const activities = {
  checkpoint: async () => ({ paused: false }),
  evaluate: async () => ({ value: [true], paused: false }),
  'send-sms.send': async () => ({ value: { outcome: 'sent', messageId: 'm' }, paused: false }),
  'update-contact.update': async () => ({ value: null, paused: false }),
};

const inWords = ({ events, actions, bytes }: Cost) => `${events} (${actions}, ${bytes})`;

await onTemporal(async (temporal) => {
  const ours = await costs(temporal, undefined, ({ name, plan }, id) => {
    const start = { ...startOf(Date.now(), id), planHash: name };
    temporal.plans.set(start.planHash, plan);
    return { type: 'journey', args: [{ $plan: start.planHash }, start] };
  });
  const file = handWritten('six-journeys.ts');
  const byHand = await costs(temporal, file, ({ name }) => ({
    type: name,
    args: [{ total: 300, keepsBooks: false }],
  }));
  const withBooks = await costs(temporal, file, ({ name }) => ({
    type: name,
    args: [{ total: 300, keepsBooks: true }],
  }));

  for (const [index, { name }] of sixJourneys.entries()) {
    const [here, bare, same] = [ours[index]!, byHand[index]!, withBooks[index]!];
    tell({
      question: `${name}: events (Actions, bytes)`,
      here: inWords(here),
      handWritten: `${inWords(bare)}; with the same bookkeeping ${inWords(same)}`,
      ratio: here.events / bare.events,
    });
  }
  const sum = (all: Cost[], of: keyof Cost) => all.reduce((total, cost) => total + cost[of], 0);
  for (const [of, promised] of [
    ['events', '<= 1.3 x'],
    ['actions', '<= 2 x'],
    ['bytes', ''],
  ] as const) {
    tell({
      question: `six journeys: ${of}`,
      here: `${sum(ours, of)}`,
      handWritten: `${sum(byHand, of)}; with the same bookkeeping ${sum(withBooks, of)} (${(sum(ours, of) / sum(withBooks, of)).toFixed(2)} x)`,
      ratio: sum(ours, of) / sum(byHand, of),
      promised,
    });
  }
});

async function costs(
  temporal: TemporalWorld,
  workflows: string | undefined,
  startOfJourney: StartOfJourney,
): Promise<Cost[]> {
  const worker = await temporal.work(await bundleWorkflows(workflows), {
    ...activities,
    ...(workflows ? { evaluate: async () => true } : {}),
  });
  try {
    const found: Cost[] = [];
    for (const journey of sixJourneys)
      found.push(await costOf(await live(temporal, journey, startOfJourney)));
    return found;
  } finally {
    await worker.stop();
  }
}

/** Takes one person through it, from start to end. */
async function live(
  temporal: TemporalWorld,
  journey: TypicalJourney,
  startOfJourney: StartOfJourney,
): Promise<WorkflowHandle> {
  const id = randomUUID();
  temporal.skipping.config = { enabled: journey.script.length === 0 };
  const startedAtMs = Date.now();
  const { type, args } = startOfJourney(journey, id);
  const handle = await temporal.client.workflow.start(type, {
    workflowId: runWorkflowId(id),
    taskQueue: temporal.taskQueue,
    args,
  });
  for (const { afterMs, event } of journey.script) {
    await until(async () => (await eventNames(handle)).includes('TIMER_STARTED'));
    await skipTo(temporal.client, handle.workflowId, startedAtMs + afterMs);
    const name = event.toLowerCase().replaceAll(' ', '-');
    const refs = Object.keys(journey.plan.nodes).map((node) => `${node}/${name}`);
    await handle.signal('arrival', { event: eventOf(event, startedAtMs + afterMs), refs });
  }
  await setSkipping(temporal.client, handle.workflowId, { enabled: true });
  await handle.result();
  return handle;
}

async function costOf(handle: WorkflowHandle): Promise<Cost> {
  const { events } = await handle.fetchHistory();
  const real = (events ?? []).filter(({ eventType }) => {
    return !/TIME_SKIPPING|OPTIONS_UPDATED/.test(enums.v1.EventType[eventType!]!);
  });
  const count = (name: keyof typeof enums.v1.EventType) =>
    real.filter(({ eventType }) => eventType === enums.v1.EventType[name]).length;
  const markerTasks = new Set(
    real.map(
      ({ markerRecordedEventAttributes: marker }) => marker && `${marker.workflowTaskCompletedEventId}`,
    ),
  );
  markerTasks.delete(null as never);
  markerTasks.delete(undefined as never);
  return {
    events: real.length,
    actions:
      1 +
      count('EVENT_TYPE_TIMER_STARTED') +
      count('EVENT_TYPE_ACTIVITY_TASK_SCHEDULED') +
      count('EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED') +
      markerTasks.size,
    bytes: real.reduce((sum, event) => sum + history.v1.HistoryEvent.encode(event).finish().length, 0),
  };
}
