import { describe, expect, test } from 'vitest';
import { run as runCondition } from './condition/run.js';
import { run as runSend } from './send-sms/run.js';
import { run as runWait } from './wait-for-event/run.js';
import { activities } from './update-contact/activities.js';
import type { Effect, EffectGenerator } from './kernel/effects.js';

/** Runs a step against given answers; what it asked for and the port that it left by. */
function play(
  generator: EffectGenerator<string>,
  answer: (effect: Effect) => unknown,
): { effects: Effect[]; port: string } {
  const effects: Effect[] = [];
  let step = generator.next();
  while (!step.done) {
    effects.push(step.value);
    step = generator.next(answer(step.value));
  }
  return { effects, port: step.value };
}

const context = { nodeId: 'n', runId: 'r', visit: 0, enteredAtMs: 1_000 };

describe('wait for event', () => {
  const config = {
    events: [{ id: 'o', event: 'Order Completed', label: 'Ordered' }],
    timeoutMs: 500,
    since: 'run-start' as const,
  };
  const wait = (met: unknown) =>
    play(runWait({ ...context, config }), (effect) => (effect.kind === 'await-event' ? met : null));

  test('the time-out counts from when the person came to the step', () => {
    expect(wait(null).effects[0]).toEqual({
      kind: 'await-event',
      waitIds: ['o'],
      untilMs: 1_500,
      since: 'run-start',
    });
  });
  test('leaves by the way of what came, or by the time-out', () => {
    expect(wait({ waitId: 'o', event: { name: 'Order Completed' } }).port).toBe('o');
    expect(wait(null).port).toBe('timeout');
  });
});

test('a condition takes the first branch that holds', () => {
  const when = { match: 'all' as const, rules: [] };
  const config = {
    branches: [
      { id: 'a', name: 'A', when },
      { id: 'b', name: 'B', when },
    ],
  };
  const taken = (holds: boolean[]) =>
    play(runCondition({ ...context, config }), (effect) => (effect.kind === 'evaluate' ? holds : null)).port;
  expect([taken([false, true]), taken([true, true]), taken([false, false])]).toEqual(['b', 'a', 'otherwise']);
});

test('a text that is held asks again at that time, and leaves when it is sent', () => {
  const config = { text: 'Hej', purpose: 'marketing' as const, dropAfterMs: 60_000 };
  const answers: unknown[] = [
    { outcome: 'held', untilMs: 9_000, code: 'sending-hours', reason: 'Night' },
    { outcome: 'sent', messageId: 'm' },
  ];
  const { effects, port } = play(runSend({ ...context, config }), (effect) =>
    effect.kind === 'activity' ? answers.shift() : null,
  );
  expect(effects.map(({ kind }) => kind)).toEqual(['activity', 'note', 'sleep-until', 'activity']);
  expect(port).toBe('sent');
});

test('updating a contact tells its own fields from the rest', async () => {
  let written: unknown;
  const host = {
    sendText: () => Promise.reject(new Error('no texts here')),
    updateContact: async (_: unknown, patch: unknown) => void (written = patch),
  };
  await activities.update!(host, {} as never, {
    set: [
      { field: 'first_name', value: 'Ida' },
      { field: 'welcomed', value: 'yes' },
    ],
  });
  expect(written).toEqual({ firstName: 'Ida', attributes: { welcomed: 'yes' } });
});
