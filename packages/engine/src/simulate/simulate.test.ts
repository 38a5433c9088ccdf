import { activity, type Runners } from '@signalbox/nodes/kernel';
import { runners as builtIn } from '@signalbox/nodes/runners';
import { expect, it } from 'vitest';
import {
  abandonedCart,
  condition,
  custom,
  DAY,
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
} from '../../test/plans.js';
import { simulate } from './index.js';

const T0 = Date.UTC(2026, 10, 23, 10);
const start = startOf(T0);

it('a marketer sees what would have been sent, and when', () => {
  const { messages, steps, end } = simulate({ plan: abandonedCart(), start });
  expect(messages).toEqual([
    {
      atMs: T0 + HOUR,
      nodeId: 'nudge',
      visit: 0,
      template: 'You left something behind.',
      purpose: 'cart-reminder',
      text: 'You left something behind.',
    },
  ]);
  expect(steps).toHaveLength(5);
  expect(end).toMatchObject({ outcome: 'reminded', atMs: T0 + HOUR });
});

it('an answer that was written down with an older instant does not turn the clock back', () => {
  const plan = planOf({
    start: trigger('rest'),
    rest: wait(HOUR, { timeout: 'ask' }),
    ask: condition({ match: 'all', rules: [] }, { yes: 'end', otherwise: 'end' }),
    end: exit('done'),
  });
  const answered = [T0, T0].map((atMs) => ({ atMs, paused: false }));
  expect(simulate({ plan, start, answered, wakesAtMs: [T0, T0 + HOUR] }).end).toMatchObject({
    outcome: 'done',
    atMs: T0 + HOUR,
  });
});

it('events find their waits by the plan’s subscriptions, conditions included', () => {
  const plan = abandonedCart();
  plan.subscriptions[0]!.where = {
    match: 'all',
    rules: [{ source: 'event', path: 'total', op: 'at-least', value: 100 }],
  };
  const outcome = (total: number) =>
    simulate({
      plan,
      start,
      script: [{ atMs: T0 + MINUTE, event: eventOf('Order Completed', T0 + MINUTE, { total }) }],
    }).end?.outcome;
  expect(outcome(150)).toBe('bought');
  expect(outcome(50)).toBe('reminded');
});

it('what a step writes onto the person is there for the next condition, and not on the caller’s copy', () => {
  const reminded = {
    match: 'all' as const,
    rules: [{ source: 'contact' as const, path: 'reminded', op: 'exists' as const }],
  };
  const plan = planOf({
    cart: trigger('mark'),
    mark: update('check'),
    check: condition(reminded, { yes: 'nudge', otherwise: null }),
    nudge: send(null),
  });
  const contact = { first_name: 'Anna' };
  expect(simulate({ plan, start, contact }).messages).toHaveLength(1);
  expect(contact).toEqual({ first_name: 'Anna' });
});

it('a run that ends at an unconnected “Not sent” is recorded as not sent, and one of an older plan as before', () => {
  const outcome = (ends?: Record<string, string>) => {
    const text = { ...send('done'), ...(ends && { ends }) };
    const plan = planOf({ cart: trigger('text'), text, done: { ...update(null), next: { next: null } } });
    const refuse = () => ({ outcome: 'not-sent', code: 'no-consent', reason: 'Anna has not agreed' });
    return simulate({ plan, start, activities: { 'send-sms.send': refuse } }).end?.outcome;
  };
  expect(outcome({ 'not-sent': 'not-sent' })).toBe('not-sent');
  expect(outcome()).toBe('completed');
});

it('a run that still waits when the script is over is told as waiting', () => {
  const { end, steps } = simulate({ plan: abandonedCart(), start, untilMs: T0 + MINUTE });
  expect(end).toBeNull();
  expect(steps.at(-1)).toMatchObject({ nodeId: 'wait', leftAtMs: null });
});

it('a loop of months is walked in no time and still ends', () => {
  const plan = planOf({
    cart: trigger('month'),
    month: wait(30 * DAY, { never: null, timeout: 'nudge' }, { events: ['Never'] }),
    nudge: send('month'),
  });
  const { messages, end } = simulate({ plan, start, untilMs: T0 + 365 * DAY });
  expect(messages).toHaveLength(12);
  expect(end).toBeNull();
});

it('an activity without a stand-in is named', () => {
  const plan = planOf({ cart: trigger('own'), own: custom('own', {}, {}) });
  const runners: Runners = {
    ...builtIn,
    *'own@1'() {
      yield* activity('call', null);
      return 'next';
    },
  };
  expect(() => simulate({ plan, start, runners })).toThrow(/"own\.call"/);
});

it('a text every day at nine is one a day', () => {
  const plan = planOf({
    start: trigger('nine'),
    nine: custom('wait-until', { time: '09:00', weekdays: [], shiftMs: 0, clock: 'shop' }, { next: 'text' }),
    text: send('nine'),
  });
  const { messages, state } = simulate({ plan, start, untilMs: T0 + 3 * DAY });
  expect(messages.map(({ atMs }) => new Date(atMs).toISOString())).toEqual([
    '2026-11-24T09:00:00.000Z',
    '2026-11-25T09:00:00.000Z',
    '2026-11-26T09:00:00.000Z',
  ]);
  expect(state.stuck ?? null).toBeNull();
});

it('a person who goes round by a drip comes through once a turn', () => {
  const plan = planOf({
    start: trigger('drip'),
    drip: { ...custom('rate-gate', { count: 1, everyMs: DAY }, { next: 'text' }), type: 'rate-gate@2' },
    text: send('drip'),
  });
  const { messages } = simulate({ plan, start, untilMs: T0 + 2 * DAY });
  expect(messages.map(({ atMs }) => atMs)).toEqual([T0, T0 + DAY, T0 + 2 * DAY]);
});

it('a step keeps what its rules were compared with, no more of it than the rules ask, and not for the next step', () => {
  const rules = {
    match: 'all' as const,
    rules: [
      { source: 'contact' as const, path: 'order_count', op: 'at-least' as const, value: 3 },
      { source: 'contact' as const, path: 'email', op: 'exists' as const },
      { source: 'contact' as const, path: 'note', op: 'contains' as const, value: 'x' },
    ],
  };
  const plan = planOf({
    cart: trigger('check'),
    check: condition(rules, { yes: 'end', otherwise: 'end' }),
    end: exit('done'),
  });
  const contact = { order_count: 1, email: 'anna@example.com', note: 'x'.repeat(200), phone: '+4520304050' };
  const { steps } = simulate({ plan, start, contact });
  const check = steps.find(({ nodeId }) => nodeId === 'check')!;
  expect(check.compared?.map(({ was, holds }) => [was, holds])).toEqual([
    [1, false],
    [true, true],
    [`${'x'.repeat(59)}…`, true],
  ]);
  expect(check.compared?.[0]).toMatchObject({ group: 0, rule: rules.rules[0] });
  expect(steps.filter(({ compared }) => compared).map(({ nodeId }) => nodeId)).toEqual(['check']);
});
