import { defaultPayloadConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import type { Json } from '@signalbox/nodes/kernel';
import type { Arrival, Interrupt } from '../../src/interpret/index.js';
import type { ScriptEntry, SimulationOptions } from '../../src/simulate/index.js';
import { toMs } from '../temporal-world.js';

export type History = temporal.api.history.v1.IHistory;
type Payload = temporal.api.common.v1.IPayload;

/** What an activity returned, and when the run learnt of it. */
export interface RecordedResult {
  value: Json;
  atMs: number;
}

/**
 * What a recorded history says about the outside world, as the simulator takes it: when the run could act, what had
 * come in by then and in which order, and what its activities returned. Told this, the simulator has no choice left.
 */
export function readHistory(
  history: History,
): Pick<SimulationOptions, 'script' | 'wakesAtMs' | 'answeredAtMs'> & { results: RecordedResult[] } {
  const events = history.events ?? [];
  const completed = new Set(
    events.flatMap(({ workflowTaskCompletedEventAttributes: task }) =>
      task ? [Number(task.startedEventId)] : [],
    ),
  );
  const script: ScriptEntry[] = [];
  const wakesAtMs: number[] = [];
  const answeredAtMs: number[] = [];
  const results: RecordedResult[] = [];
  let returned: Json[] = [];
  let cameIn: ((atMs: number) => ScriptEntry)[] = [];

  for (const event of events) {
    const {
      workflowExecutionSignaledEventAttributes: signal,
      activityTaskCompletedEventAttributes: activity,
    } = event;
    if (signal) {
      const sent = first<Pick<Arrival, 'event' | 'refs'> | Interrupt>(signal.input?.payloads);
      cameIn.push((atMs) => ('event' in sent ? { atMs, ...sent } : { atMs, interrupt: sent }));
    } else if (activity) {
      returned.push(first<{ value: Json }>(activity.result?.payloads).value);
    } else if (event.markerRecordedEventAttributes) {
      answeredAtMs.push(localEnd(event.markerRecordedEventAttributes.details?.data?.payloads));
    } else if (completed.has(Number(event.eventId))) {
      // A workflow task that was completed: the run acted, on everything that stands before it.
      const atMs = wholeMs(event.eventTime!);
      wakesAtMs.push(atMs);
      script.push(...cameIn.map((entry) => entry(atMs)));
      results.push(...returned.map((value) => ({ value, atMs })));
      cameIn = [];
      returned = [];
    }
  }
  return { script, wakesAtMs, answeredAtMs, results };
}

/** When a local activity was answered, from what the SDK writes into its marker. */
function localEnd(payloads: Payload[] | null | undefined): number {
  const { complete_time } = first<{ complete_time: { seconds: number; nanos: number } }>(payloads);
  return wholeMs(complete_time);
}

const first = <T>(payloads: Payload[] | null | undefined): T =>
  defaultPayloadConverter.fromPayload<T>(payloads![0]!);

const wholeMs = (time: Parameters<typeof toMs>[0]) => Math.floor(toMs(time));
