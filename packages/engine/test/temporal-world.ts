import { randomUUID } from 'node:crypto';
import { Client, type WorkflowHandle } from '@temporalio/client';
import proto, { type google, type temporal } from '@temporalio/proto';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import type { Plan } from '../src/graph/plan.js';
import { dataConverter } from '../src/temporal/index.js';

type TimeSkipping = temporal.api.common.v1.ITimeSkippingConfig;
type Activities = Record<string, (...args: never[]) => Promise<unknown>>;

/** A real Temporal server, a client that skips time on it and workers to start and stop. */
export interface TemporalWorld {
  client: Client;
  taskQueue: string;
  /** Stored plans by hash. */
  plans: Map<string, Plan>;
  /** How workflows that are started from now on skip time. */
  skipping: { config: TimeSkipping | undefined };
  work(
    bundle: WorkflowBundle,
    activities: Activities,
    options?: { maxCachedWorkflows?: number },
  ): Promise<RunningWorker>;
  close(): Promise<void>;
}

export interface RunningWorker {
  stop(): Promise<void>;
}

const NAMESPACE = 'default';
let quiet = false;

/** @param address `host:port` of a server with time skipping enabled; the tests' own if absent */
export async function openTemporal(
  address = process.env.SIGNALBOX_TEST_TEMPORAL_ADDRESS,
): Promise<TemporalWorld> {
  if (!address)
    throw new Error('SIGNALBOX_TEST_TEMPORAL_ADDRESS is not set: it names a Temporal dev server.');
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quiet = true;

  const plans = new Map<string, Plan>();
  const converter = dataConverter(async (hash) => plans.get(hash));
  const connection = await NativeConnection.connect({ address });
  const client = new Client({ connection, namespace: NAMESPACE, dataConverter: converter });
  const skipping: TemporalWorld['skipping'] = { config: { enabled: true } };
  skipTimeOf(client, skipping);
  const taskQueue = `engine-${randomUUID()}`;

  return {
    client,
    taskQueue,
    plans,
    skipping,
    async work(workflowBundle, activities, { maxCachedWorkflows = 1_000 } = {}) {
      const worker = await Worker.create({
        connection,
        namespace: NAMESPACE,
        taskQueue,
        workflowBundle,
        dataConverter: converter,
        activities,
        maxCachedWorkflows,
      });
      const running = worker.run();
      return {
        async stop() {
          worker.shutdown();
          await running;
        },
      };
    },
    async close() {
      await connection.close();
    },
  };
}

/** The typed client has no option for time skipping yet, so the calls that start a workflow are given it here. */
function skipTimeOf(client: Client, skipping: TemporalWorld['skipping']): void {
  const service = client.workflowService as unknown as Record<string, (request: object) => Promise<object>>;
  for (const call of ['startWorkflowExecution', 'signalWithStartWorkflowExecution']) {
    const original = service[call]!.bind(service);
    service[call] = (request) =>
      original(skipping.config ? { ...request, timeSkippingConfig: skipping.config } : request);
  }
}

/** The workflow's own clock, Unix milliseconds; `null` once it has ended. */
export async function clockOf(client: Client, workflowId: string): Promise<number | null> {
  const described = await client.workflowService.describeWorkflowExecution({
    namespace: NAMESPACE,
    execution: { workflowId },
  });
  if (described.workflowExecutionInfo?.status !== RUNNING) return null;
  const clock = described.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return clock ? toMs(clock) : Date.now();
}

/** Skips to an instant of the workflow's own clock and stays there; returns at once if it is past or over. */
export async function skipTo(client: Client, workflowId: string, atMs: number): Promise<void> {
  const workflowExecution = { workflowId };
  const clockMs = await clockOf(client, workflowId);
  if (clockMs === null || atMs <= clockMs) return;
  const id = randomUUID();
  await setSkipping(client, workflowId, {
    enabled: true,
    fastForwardConfig: { id, duration: toDuration(atMs - clockMs) },
  });
  const arrived = client.workflowService.pollWorkflowExecutionTimeSkipping({
    namespace: NAMESPACE,
    workflowExecution,
    fastForwardId: id,
  });
  // A run that ends on the way never gets there.
  await Promise.race([
    arrived.catch(() => {}),
    client.workflow
      .getHandle(workflowId)
      .result()
      .catch(() => {}),
  ]);
}

/** Lets the workflow skip all time from here on, or none; one that has ended needs neither. */
export async function setSkipping(client: Client, workflowId: string, config: TimeSkipping): Promise<void> {
  try {
    await client.workflowService.updateWorkflowExecutionOptions({
      namespace: NAMESPACE,
      workflowExecution: { workflowId },
      updateMask: { paths: ['time_skipping_config'] },
      workflowExecutionOptions: { timeSkippingConfig: config },
    });
  } catch (error) {
    if (!/already completed/.test(String(error))) throw error;
    // It may have continued as new in this very moment.
    if ((await clockOf(client, workflowId)) !== null) await setSkipping(client, workflowId, config);
  }
}

const { enums } = proto.temporal.api;

const RUNNING = enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;

const toDuration = (ms: number) =>
  ({ seconds: Math.floor(ms / 1_000), nanos: Math.round(ms % 1_000) * 1e6 }) as never;

/**
 * Unix milliseconds of a time of the wire, cut to whole ones as the SDK does before it tells a workflow. The sum of
 * seconds and a fraction has no room for nanoseconds: 0.513999950 would be rounded up to the next millisecond.
 */
export const toMs = (time: Pick<google.protobuf.ITimestamp, 'nanos'> & { seconds?: unknown }): number =>
  Number(time.seconds ?? 0) * 1_000 + Math.floor((time.nanos ?? 0) / 1e6);

/** The names of a history's events, `TIMER_STARTED` and so on. */
export async function eventNames(handle: WorkflowHandle): Promise<string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).map((event) => enums.v1.EventType[event.eventType!]!.replace('EVENT_TYPE_', ''));
}

/** Waits on a condition of the outside world. */
export async function until(holds: () => Promise<boolean> | boolean, withinMs = 15_000): Promise<void> {
  const deadlineMs = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadlineMs) throw new Error(`Not so within ${withinMs} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
