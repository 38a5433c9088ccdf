import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { expect, it } from 'vitest';
import { toMs } from '../temporal-world.js';
import { readHistory } from './recorded-history.js';

it('an instant just before the next millisecond is read as the run read it', () => {
  expect(toMs({ seconds: 1_795_597_163, nanos: 513_999_950 })).toBe(1_795_597_163_513);
});

it('what came while a held run wrote its checkpoint is acted on by the task after it, which is its last', () => {
  const at = (second: number) => ({ seconds: second, nanos: 0 });
  const { EventType } = proto.temporal.api.enums.v1;
  const event = (eventId: number, type: keyof typeof EventType, second: number, attributes = {}) => ({
    eventId,
    eventType: EventType[type],
    eventTime: at(second),
    ...attributes,
  });
  const payload = (value: unknown) => ({ payloads: [defaultPayloadConverter.toPayload(value)] });
  const answered = { data: payload({ complete_time: at(11) }), result: payload({ paused: false }) };
  const taskOf = (startedEventId: number) => ({
    workflowTaskCompletedEventAttributes: { startedEventId },
  });
  const events = [
    event(1, 'EVENT_TYPE_WORKFLOW_TASK_STARTED', 10),
    event(2, 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED', 12, taskOf(1)),
    event(3, 'EVENT_TYPE_MARKER_RECORDED', 12, { markerRecordedEventAttributes: { details: answered } }),
    event(4, 'EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED', 11, {
      workflowExecutionSignaledEventAttributes: { input: payload({ kind: 'release' }) },
    }),
    event(5, 'EVENT_TYPE_WORKFLOW_TASK_SCHEDULED', 12),
    event(6, 'EVENT_TYPE_WORKFLOW_TASK_STARTED', 13),
    event(7, 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED', 14, taskOf(6)),
    event(8, 'EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW', 14),
  ];
  // The wire's own whole numbers are objects; these are read alike.
  expect(readHistory([{ events } as never])).toMatchObject({
    executions: [{ firstMs: 10_000, lastMs: 13_000 }],
    script: [{ atMs: 13_000, interrupt: { kind: 'release' } }],
  });
});
