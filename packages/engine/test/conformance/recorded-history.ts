import { defaultPayloadConverter } from '@temporalio/common';
import proto, { type temporal } from '@temporalio/proto';
import type { Json } from '@signalbox/nodes/kernel';
import type { Arrival, Interrupt } from '../../src/interpret/index.js';
import type { RecordedAnswer, ScriptEntry, SimulationOptions } from '../../src/simulate/index.js';
import { toMs } from '../temporal-world.js';

export type History = temporal.api.history.v1.IHistory;
type Payload = temporal.api.common.v1.IPayload;

/** What a recorded history says about the outside world, as the simulator takes it. */
export type RecordedWorld = Required<
  Pick<SimulationOptions, 'script' | 'wakesAtMs' | 'answered' | 'executions'>
> & {
  /** What activities returned, in order; those that were paused did nothing and are left out. */
  results: Json[];
  /**
   * True if a workflow task ended in the middle of asking, as when its worker is stopped. The run then goes on with its
   * next task, and by the clock of that: but a later replay tells it another, of the marker or of the task before.
   * What a run does is the same; its instants may differ by those milliseconds.
   */
  isClockVague: boolean;
};

const { EventType, RetryState } = proto.temporal.api.enums.v1;
const COMMANDS = [
  EventType.EVENT_TYPE_TIMER_STARTED,
  EventType.EVENT_TYPE_TIMER_CANCELED,
  EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
  EventType.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
];

/** Answers to what was asked within a task, and the note that a change of the order of commands holds. */
const NOTES = [EventType.EVENT_TYPE_MARKER_RECORDED, EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES];

/**
 * When the run could act, what had come in by then and in which order, and what its activities returned. Told this, the
 * simulator has no choice left.
 * @param histories of one run, the first execution first: there are several if it continued as new
 */
export function readHistory(histories: History[]): RecordedWorld {
  const world: RecordedWorld = {
    script: [],
    wakesAtMs: [],
    answered: [],
    executions: [],
    results: [],
    isClockVague: false,
  };
  for (const { events } of histories) readExecution(events ?? [], world);
  return world;
}

function readExecution(events: temporal.api.history.v1.IHistoryEvent[], world: RecordedWorld): void {
  const { script, wakesAtMs, answered, executions, results } = world;
  const continued = continuedTasks(events);
  if (continued.size > 0) world.isClockVague = true;
  let execution: RecordedWorld['executions'][number] | undefined;
  const completed = new Set(
    events.flatMap(({ workflowTaskCompletedEventAttributes: task }) =>
      task ? [Number(task.startedEventId)] : [],
    ),
  );
  let returned: RecordedAnswer[] = [];
  let cameIn: ((atMs: number) => ScriptEntry)[] = [];

  for (const event of events) {
    const {
      workflowExecutionSignaledEventAttributes: signal,
      activityTaskCompletedEventAttributes: activity,
      markerRecordedEventAttributes: marker,
    } = event;
    if (signal) {
      const sent = first<Pick<Arrival, 'event' | 'refs'> | Interrupt>(signal.input?.payloads);
      cameIn.push((atMs) => ('event' in sent ? { atMs, ...sent } : { atMs, interrupt: sent }));
    } else if (activity) {
      const { value, paused } = first<{ value: Json; paused: boolean }>(activity.result?.payloads);
      const answer = { atMs: NaN, paused };
      answered.push(answer);
      returned.push(answer);
      if (!paused) results.push(value);
    } else if (wasCalledOff(event)) {
      const answer: RecordedAnswer = { atMs: NaN, paused: false, calledOff: true };
      answered.push(answer);
      returned.push(answer);
    } else if (marker?.details?.result) {
      const { paused } = first<{ paused: boolean }>(marker.details?.result?.payloads);
      answered.push({ atMs: localEnd(marker.details?.data?.payloads), paused });
    } else if (completed.has(Number(event.eventId))) {
      // A workflow task that was completed: the run acted, on everything that stands before it.
      const atMs = toMs(event.eventTime!);
      wakesAtMs.push(atMs);
      if (!execution) executions.push((execution = { firstMs: atMs, lastMs: atMs }));
      if (!continued.get(Number(event.eventId))?.only) execution.lastMs = atMs;
      script.push(...cameIn.map((entry) => entry(atMs)));
      for (const answer of returned) answer.atMs = atMs;
      cameIn = [];
      returned = [];
    }
  }
}

/** Canceled by its worker, or tried no more after an attempt that failed in passing. */
function wasCalledOff(event: temporal.api.history.v1.IHistoryEvent): boolean {
  if (event.activityTaskCanceledEventAttributes) return true;
  const { failure, retryState } =
    event.activityTaskFailedEventAttributes ?? event.activityTaskTimedOutEventAttributes ?? {};
  return (
    retryState === RetryState.RETRY_STATE_CANCEL_REQUESTED && !failure?.applicationFailureInfo?.nonRetryable
  );
}

/**
 * The workflow tasks, by the ids of their start, that go on where the one before had stopped in the middle: after it stands
 * no command but its answers, or nothing at all.
 * @returns for each whether it only does that; if something came in meanwhile, it acts on that, too
 */
function continuedTasks(events: temporal.api.history.v1.IHistoryEvent[]): Map<number, { only: boolean }> {
  const types = events.map(({ eventType }) => eventType!);
  const continued = new Map<number, { only: boolean }>();
  for (const [index, type] of types.entries()) {
    if (type !== EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) continue;
    let next = index + 1;
    while (NOTES.includes(types[next]!)) next += 1;
    const isMidway =
      next > index + 1
        ? !COMMANDS.includes(types[next]!)
        : types[next] === EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED;
    const started = types.indexOf(EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED, next);
    if (!isMidway || started < 0) continue;
    const only = !types.slice(next, started).includes(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED);
    continued.set(Number(events[started]!.eventId), { only });
  }
  return continued;
}

/** A history in a line an event, for the message of a test that failed. */
export function historyInWords(histories: History[]): string {
  return histories
    .flatMap(({ events }) => [
      '-- execution',
      ...(events ?? []).map((event) => {
        const name = EventType[event.eventType!]!.replace('EVENT_TYPE_', '');
        const signal = event.workflowExecutionSignaledEventAttributes?.input?.payloads;
        const marker = event.markerRecordedEventAttributes?.details?.data?.payloads;
        const what = signal ?? marker;
        return `${toMs(event.eventTime!)} ${name} ${what ? JSON.stringify(first<Json>(what)) : ''}`;
      }),
    ])
    .join('\n');
}

/** When a local activity was answered, from what the SDK writes into its marker. */
function localEnd(payloads: Payload[] | null | undefined): number {
  const { complete_time } = first<{ complete_time: { seconds: number; nanos: number } }>(payloads);
  return toMs(complete_time);
}

const first = <T>(payloads: Payload[] | null | undefined): T =>
  defaultPayloadConverter.fromPayload<T>(payloads![0]!);
