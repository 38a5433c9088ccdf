import type { EffectGenerator, Json, Runners } from '@signalbox/nodes/kernel';
import {
  activity,
  awaitEvent,
  note,
  nowMs,
  pick,
  sendingActivity,
  setVars,
  sleepUntil,
} from '@signalbox/nodes/kernel';
import { runners as builtIn } from '@signalbox/nodes/runners';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  abandonedCart,
  custom,
  DAY,
  eventOf,
  exit,
  HOUR,
  MINUTE,
  planOf,
  portOf,
  send,
  startOf,
  trigger,
  wait,
} from '../../test/plans.js';
import type { Plan } from '../graph/plan.js';
import { initialState, interpret, type Reply } from './index.js';
import { simulate, type ScriptEntry, type SimulationOptions } from '../simulate/index.js';

const T0 = Date.UTC(2026, 10, 23, 10);
const at = (ms: number) => T0 + ms;
const comes = (name: string, afterMs: number, stampMs = afterMs): ScriptEntry => ({
  atMs: at(afterMs),
  event: eventOf(name, at(stampMs)),
});

function pass(plan: Plan, script: ScriptEntry[] = [], options: Partial<SimulationOptions> = {}) {
  const result = simulate({ plan, start: startOf(T0), script, ...options });
  return { ...result, way: result.steps.map(({ nodeId, port }) => `${nodeId}:${port ?? '-'}`) };
}

const alone = (run: (context: { config: never }) => EffectGenerator<string>): [Plan, Runners] => [
  planOf({ cart: trigger('own'), own: custom('own', {}, { next: null }) }),
  { ...builtIn, 'own@1': run as Runners[string] },
];

describe('waiting', () => {
  it('a contact who orders in time gets no text', () => {
    const { way, messages, end } = pass(abandonedCart(), [comes('Order Completed', 30 * MINUTE)]);
    expect(way).toEqual(['cart:next', 'wait:order-completed', 'bought:-']);
    expect(messages).toEqual([]);
    expect(end).toMatchObject({ outcome: 'bought', atMs: at(30 * MINUTE) });
  });

  it('a contact who does not order gets one text when time is up', () => {
    const { way, messages, end } = pass(abandonedCart());
    expect(way).toEqual(['cart:next', 'wait:timeout', 'worth:yes', 'nudge:sent', 'done:-']);
    expect(messages).toMatchObject([{ atMs: at(HOUR), nodeId: 'nudge' }]);
    expect(end).toMatchObject({ outcome: 'reminded' });
  });

  it('an order that comes in at the very deadline beats the time-out', () => {
    expect(pass(abandonedCart(), [comes('Order Completed', HOUR)]).end).toMatchObject({ outcome: 'bought' });
  });

  it('after an outage an order stamped in time beats the time-out that is told with it, a later one does not', () => {
    const outage = { wakesAtMs: [at(0), at(2 * HOUR)] };
    const told = (stampMs: number) =>
      pass(abandonedCart(), [comes('Order Completed', 90 * MINUTE, stampMs)], outage);
    expect(told(HOUR).end).toMatchObject({ outcome: 'bought' });
    expect(told(HOUR + 1).end).toMatchObject({ outcome: 'reminded' });
  });

  it('the same event told twice is used once', () => {
    const plan = planOf({
      cart: trigger('first'),
      first: wait(HOUR, { 'order-completed': 'second', timeout: null }),
      second: wait(HOUR, { 'order-completed': 'twice', timeout: 'once' }),
      once: exit('once'),
      twice: exit('twice'),
    });
    const event = eventOf('Order Completed', at(MINUTE));
    const again = eventOf('Order Completed', at(3 * MINUTE));
    const told = (...events: (typeof event)[]) =>
      pass(
        plan,
        events.map((each, index) => ({
          atMs: at((index + 1) * MINUTE),
          event: each,
          refs: ['first/order-completed', 'second/order-completed'],
        })),
      ).end?.outcome;
    expect(told(event, event)).toBe('once');
    expect(told(event, again)).toBe('twice');
  });

  it('the event that started the run is not an arrival of it', () => {
    const plan = planOf({
      cart: trigger('wait'),
      wait: wait(HOUR, { 'checkout-started': null, timeout: null }, { events: ['Checkout Started'] }),
    });
    const { way } = pass(plan, [{ atMs: at(MINUTE), event: startOf(T0).entryEvent }]);
    expect(way).toEqual(['cart:next', 'wait:timeout']);
  });

  it.each([
    ['run-start', 'later:order-completed'],
    ['wait-start', 'later:timeout'],
  ] as const)('an event from before a wait counts with "%s": %s', (since, left) => {
    const plan = planOf({
      cart: trigger('hour'),
      hour: wait(HOUR, { never: null, timeout: 'later' }, { events: ['Never'] }),
      later: wait(HOUR, { 'order-completed': null, timeout: null }, { since }),
    });
    expect(pass(plan, [comes('Order Completed', MINUTE)]).way.at(-1)).toBe(left);
  });

  it('since the first text counts what came between two texts, and nothing from before them', () => {
    const [plan, runners] = alone(function* () {
      yield* sleepUntil((yield* nowMs()) + HOUR);
      yield* sendingActivity('ask', null);
      yield* sleepUntil((yield* nowMs()) + HOUR);
      yield* sendingActivity('ask', null);
      const met = yield* awaitEvent(['x'], { untilMs: (yield* nowMs()) + HOUR, since: 'first-text' });
      return met ? 'next' : 'none';
    });
    plan.nodes.own!.next = { next: null, none: null };
    const heard = (minutes: number) =>
      pass(
        plan,
        [{ atMs: at(minutes * MINUTE), event: eventOf('X', at(minutes * MINUTE)), refs: ['own/x'] }],
        { runners, activities: { 'own.ask': () => null } },
      ).way.at(-1);
    expect([30, 90, 150].map(heard)).toEqual(['own:none', 'own:next', 'own:next']);
  });

  it('an answer that came between the text and the wait counts, one from before the text does not', () => {
    const [plan, runners] = alone(function* () {
      yield* sendingActivity('ask', null);
      yield* sleepUntil((yield* nowMs()) + HOUR);
      const met = yield* awaitEvent(['x'], { untilMs: (yield* nowMs()) + HOUR, since: 'last-text' });
      return met ? 'next' : 'none';
    });
    plan.nodes.own!.next = { next: null, none: null };
    const heard = (...atMinutes: number[]) =>
      pass(
        plan,
        atMinutes.map((minutes) => ({
          atMs: at(minutes * MINUTE),
          event: eventOf('X', at(minutes * MINUTE)),
          refs: ['own/x'],
        })),
        {
          runners,
          activities: {
            'own.ask': (_input, world) => {
              world.takeMs(10 * MINUTE);
              return null;
            },
          },
        },
      ).way.at(-1);
    expect(heard(30)).toBe('own:next');
    expect(heard(0)).toBe('own:none');
    expect(heard(5)).toBe('own:next');
  });

  it('a run stays put until its event comes, however long, if it has no deadline', () => {
    const [plan, runners] = alone(function* () {
      yield* awaitEvent(['x'], { untilMs: null });
      return 'next';
    });
    const entry: ScriptEntry = { atMs: at(400 * DAY), event: eventOf('X', at(400 * DAY)), refs: ['own/x'] };
    expect(pass(plan, [], { runners }).end).toBeNull();
    expect(pass(plan, [entry], { runners }).end).toMatchObject({ atMs: at(400 * DAY) });
  });

  it('sleeping until an instant that has passed does not hold', () => {
    const [plan, runners] = alone(function* () {
      yield* sleepUntil((yield* nowMs()) - 1);
      return 'next';
    });
    expect(pass(plan, [], { runners }).checkpoints.map(({ status }) => status)).toEqual(['ended']);
  });
});

describe('exits and interrupts', () => {
  const exits = [{ id: 'bought', event: 'Cart Emptied', outcome: 'emptied' }];
  const interrupted = (kind: 'exit' | 'end', afterMs: number): ScriptEntry =>
    kind === 'exit'
      ? comes('Cart Emptied', afterMs)
      : { atMs: at(afterMs), interrupt: { kind: 'end', outcome: 'emptied' } };

  it.each(['exit', 'end'] as const)('an %s ends the run at once, wherever it waits', (kind) => {
    const { way, end, messages } = pass(abandonedCart(exits), [interrupted(kind, MINUTE)]);
    expect(way).toEqual(['cart:next', 'wait:-']);
    expect(end).toMatchObject({ outcome: 'emptied', atMs: at(MINUTE) });
    expect(messages).toEqual([]);
  });

  it.each(['exit', 'end'] as const)('a text under way settles before an %s ends the run', (kind) => {
    const plan = planOf({ cart: trigger('nudge'), nudge: send('update'), update: send(null) }, exits);
    let calls = 0;
    const { way, end } = pass(plan, [], {
      activities: {
        'send-sms.send': ({ nowMs: now }, world) => {
          calls += 1;
          world.takeMs(1_000);
          world.add(interrupted(kind, now - T0 + 500));
          return { outcome: 'sent', messageId: 'm' };
        },
      },
    });
    expect(calls).toBe(1);
    expect(way).toEqual(['cart:next', 'nudge:sent']);
    expect(end).toMatchObject({ outcome: 'emptied' });
  });

  it('a text that is held is not asked for again once the run has ended', () => {
    let calls = 0;
    const plan = planOf({ cart: trigger('nudge'), nudge: send(null) }, exits);
    const { end } = pass(plan, [interrupted('exit', MINUTE)], {
      activities: {
        'send-sms.send': ({ nowMs: now }) => {
          calls += 1;
          return { outcome: 'held', untilMs: now + HOUR, code: 'quiet', reason: 'It is night' };
        },
      },
    });
    expect(calls).toBe(1);
    expect(end).toMatchObject({ outcome: 'emptied' });
  });

  it('an exit that is told together with a time-out wins', () => {
    const outage = { wakesAtMs: [at(0), at(2 * HOUR)] };
    const { end } = pass(abandonedCart(exits), [comes('Cart Emptied', 90 * MINUTE)], outage);
    expect(end).toMatchObject({ outcome: 'emptied' });
  });

  it('the step that awaits an event answers it, even if it would end the journey anywhere else', () => {
    const exits = [{ id: 'bought', event: 'Order Completed', outcome: 'ordered' }];
    const { way, end } = pass(abandonedCart(exits), [comes('Order Completed', MINUTE)]);
    expect(way).toEqual(['cart:next', 'wait:order-completed', 'bought:-']);
    expect(end).toMatchObject({ outcome: 'bought' });
  });

  it.each(['exit', 'end'] as const)(
    'an %s that is told together with an awaited event is not lost',
    (kind) => {
      const both = [{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }, ...exits];
      const script = [comes('Order Completed', MINUTE), interrupted(kind, MINUTE)];
      expect(pass(abandonedCart(both), script).end).toMatchObject({ outcome: 'emptied' });
      expect(pass(abandonedCart(both), script.reverse()).end).toMatchObject({ outcome: 'emptied' });
    },
  );
});

describe('pause', () => {
  it('a paused journey sends nothing, and goes on with the same step when it is resumed', () => {
    const { way, messages, checkpoints } = pass(abandonedCart(), [
      { atMs: at(MINUTE), paused: true },
      { atMs: at(5 * HOUR), paused: false },
    ]);
    expect(way).toEqual(['cart:next', 'wait:timeout', 'worth:yes', 'nudge:sent', 'done:-']);
    expect(messages).toMatchObject([{ atMs: at(5 * HOUR) }]);
    expect(checkpoints.map(({ status }) => status)).toEqual(['waiting', 'parked', 'ended']);
  });

  it('a run that was parked and held hears of the resume, whichever of the two is over first', () => {
    const script = (...then: ScriptEntry[]): ScriptEntry[] => [
      { atMs: at(MINUTE), paused: true },
      { atMs: at(2 * HOUR), interrupt: { kind: 'hold' } },
      ...then,
    ];
    const resume: ScriptEntry = { atMs: at(4 * HOUR), paused: false };
    const release = (afterMs: number): ScriptEntry => ({
      atMs: at(afterMs),
      interrupt: { kind: 'release' },
    });
    for (const continueAtEveryWait of [false, true]) {
      const told = (...then: ScriptEntry[]) => {
        const { end, checkpoints } = pass(abandonedCart(), script(...then), { continueAtEveryWait });
        return { outcome: end?.outcome, said: [...new Set(checkpoints.map(({ status }) => status))] };
      };
      const reminded = { outcome: 'reminded', said: ['waiting', 'parked', 'held', 'ended'] };
      expect(told(release(3 * HOUR), resume)).toEqual(reminded);
      expect(told(resume, release(5 * HOUR))).toEqual(reminded);
    }
  });

  it('a wait that is over in a pause is where the run is shown, and is not left before the resume', () => {
    const { steps, checkpoints } = pass(abandonedCart(), [
      { atMs: at(MINUTE), paused: true },
      { atMs: at(5 * HOUR), paused: false },
    ]);
    expect(checkpoints[1]).toMatchObject({
      status: 'parked',
      atMs: at(HOUR),
      steps: [{ nodeId: 'wait', leftAtMs: null }],
    });
    expect(steps[1]).toMatchObject({ nodeId: 'wait', leftAtMs: at(5 * HOUR), port: 'timeout' });
  });

  it('an end that comes in with the answer “paused” finds the run in the wait that was over', () => {
    const plan = planOf({ cart: trigger('rest'), rest: wait(HOUR, { timeout: 'nudge' }), nudge: send(null) });
    const { way, end } = pass(
      plan,
      [{ atMs: at(HOUR + 500), interrupt: { kind: 'end', outcome: 'replaced' } }],
      {
        answered: [
          { atMs: at(0), paused: false },
          { atMs: at(HOUR + 1_000), paused: true },
        ],
      },
    );
    expect(way).toEqual(['cart:next', 'rest:-']);
    expect(end).toMatchObject({ outcome: 'replaced' });
  });

  it('what steps after a wait did before they met the pause is undone with it', () => {
    const plan = planOf({
      cart: trigger('rest'),
      rest: wait(HOUR, { timeout: 'look' }, { events: ['Cart Updated'] }),
      look: wait(HOUR, { 'order-completed': 'count', timeout: null }),
      count: custom('count', {}, { next: 'nudge' }),
      nudge: send(null),
    });
    const counts = {
      ...builtIn,
      'count@1': function* (): EffectGenerator<string> {
        yield* setVars({ counted: true });
        return 'next';
      },
    };
    const { way, checkpoints, messages } = pass(
      plan,
      [
        comes('Order Completed', 10 * MINUTE),
        { atMs: at(20 * MINUTE), paused: true },
        { atMs: at(5 * HOUR), paused: false },
      ],
      { runners: counts },
    );
    const parked = checkpoints.find(({ status }) => status === 'parked');
    expect(parked).toMatchObject({ steps: [{ nodeId: 'rest', leftAtMs: null, reason: null }] });
    expect(parked).not.toHaveProperty('vars');
    // The order that the second wait had taken is there again.
    expect(way).toEqual(['cart:next', 'rest:timeout', 'look:order-completed', 'count:next', 'nudge:sent']);
    expect(messages).toMatchObject([{ atMs: at(5 * HOUR) }]);
  });

  it('a parked run still ends by an exit', () => {
    const exits = [{ id: 'bought', event: 'Order Completed', outcome: 'ordered' }];
    const { end, messages } = pass(abandonedCart(exits), [
      { atMs: at(MINUTE), paused: true },
      comes('Order Completed', 3 * HOUR),
    ]);
    expect(end).toMatchObject({ outcome: 'ordered', atMs: at(3 * HOUR) });
    expect(messages).toEqual([]);
  });

  it('an order stamped before the deadline beats a time-out that passed during the pause', () => {
    const paused: ScriptEntry[] = [
      { atMs: at(0), paused: true },
      { atMs: at(5 * HOUR), paused: false },
    ];
    const outcome = (stampMs: number) =>
      pass(abandonedCart(), [...paused, comes('Order Completed', 4 * HOUR, stampMs)]).end?.outcome;
    expect(outcome(30 * MINUTE)).toBe('bought');
    expect(outcome(90 * MINUTE)).toBe('reminded');
  });

  it('an end that comes in with the answer “paused” leaves the steps before it as they were', () => {
    const plan = planOf({ cart: trigger('rest'), rest: wait(HOUR, { timeout: 'nudge' }), nudge: send(null) });
    const { way, end } = pass(
      { ...plan, semantics: 1 },
      [{ atMs: at(HOUR + 500), interrupt: { kind: 'end', outcome: 'replaced' } }],
      {
        answered: [
          { atMs: at(0), paused: false },
          { atMs: at(HOUR + 1_000), paused: true },
        ],
      },
    );
    expect(way).toEqual(['cart:next', 'rest:timeout', 'nudge:-']);
    expect(end).toMatchObject({ outcome: 'replaced' });
  });

  it('a resume that overtakes the answer “paused” is not lost', () => {
    const plan = planOf({ cart: trigger('nudge'), nudge: send(null) });
    const nothing: Reply = { nowMs: T0, arrivals: [], interrupts: [] };
    const asked = (...replies: Partial<Reply>[]) => {
      const run = interpret(plan, initialState(startOf(T0)), builtIn, nothing);
      const commands = [run.next(), ...replies.map((reply) => run.next({ ...nothing, ...reply }))];
      return commands.map(({ value }) => ('kind' in value ? value.kind : value.outcome));
    };
    expect(asked({ paused: true }, { paused: false })).toEqual(['activity', 'checkpoint', 'activity']);
    expect(asked({ paused: true }, { paused: true, interrupts: [{ kind: 'resume' }] }).at(-1)).toBe(
      'activity',
    );
    expect(asked({ paused: true }, { paused: true }).at(-1)).toBe('wait');
  });
});

describe('failing visibly', () => {
  it.each<[string, RegExp, (context: { config: never }) => EffectGenerator<string>]>([
    [
      'throws',
      /boom/,
      // eslint-disable-next-line require-yield -- it never gets that far
      function* () {
        throw new Error('boom');
      },
    ],
    [
      'leaves by a port that it does not have',
      /“nowhere”/,
      // eslint-disable-next-line require-yield -- it asks for nothing
      function* () {
        return 'nowhere';
      },
    ],
    [
      'goes round in circles',
      /1000 things in a row/,
      function* () {
        for (;;) yield* nowMs();
      },
    ],
    [
      'waits a moment time and again',
      /5000 things without coming to an end/,
      function* () {
        for (;;) yield* sleepUntil((yield* nowMs()) + 1);
      },
    ],
  ])('a step that %s holds the run on itself, and says why', (_name, reason, run) => {
    const [plan, runners] = alone(run);
    const { steps, end, checkpoints } = pass(plan, [], { runners });
    expect(end).toBeNull();
    expect(checkpoints.at(-1)?.status).toBe('stuck');
    expect(steps.at(-1)).toMatchObject({
      nodeId: 'own',
      leftAtMs: null,
      reason: expect.stringMatching(reason),
    });
  });

  it.each<[string, RegExp, () => Generator<unknown, unknown, unknown>]>([
    [
      'yields nothing',
      /no effect. Is the star/,
      function* () {
        yield undefined;
      },
    ],
    [
      'forgets a star',
      /Is the star of a “yield\*” missing/,
      function* () {
        yield nowMs();
      },
    ],
    [
      'sleeps until no instant',
      /sleep until “NaN”/,
      function* () {
        yield { kind: 'sleep-until', atMs: NaN };
      },
    ],
    [
      'sleeps for ever',
      /sleep until “Infinity”/,
      function* () {
        yield { kind: 'sleep-until', atMs: Infinity };
      },
    ],
    [
      'waits until no instant',
      /wait until “undefined”/,
      function* () {
        yield { kind: 'await-event', waitIds: [] };
      },
    ],
    [
      'asks for no rules',
      /no list of groups/,
      function* () {
        yield { kind: 'evaluate', groups: [{ rules: [{}] }] };
      },
    ],
    [
      'keeps a BigInt',
      /plain JSON: it.cart.id is a BigInt/,
      function* () {
        yield { kind: 'set-vars', vars: { cart: { id: 1n } } };
      },
    ],
    [
      'keeps a function',
      /it.f is a function/,
      function* () {
        yield { kind: 'set-vars', vars: { f: nowMs } };
      },
    ],
    [
      'keeps what it did not wait for',
      /it.at\[0\] is a Promise/,
      function* () {
        yield { kind: 'set-vars', vars: { at: [Promise.resolve()] } };
      },
    ],
    [
      'keeps 5 MB',
      /too large: \d+ characters/,
      function* () {
        yield { kind: 'set-vars', vars: { page: 'x'.repeat(5e6) } };
      },
    ],
    [
      'keeps much, bit by bit',
      /in its variables is too large/,
      function* () {
        for (let n = 0; n < 50; n += 1)
          yield { kind: 'set-vars', vars: { [`page_${n}`]: 'x'.repeat(10_000) } };
      },
    ],
    [
      'gives an activity itself',
      /contains itself/,
      function* () {
        const input: { self?: unknown } = {};
        input.self = input;
        yield { kind: 'activity', name: 'do', input };
      },
    ],
    [
      'ends the run by no outcome',
      /outcome that is no text/,
      function* () {
        yield { kind: 'exit' };
      },
    ],
    ['returns nothing', /without naming a way out/, function* () {}],
    [
      'returns a symbol',
      /without naming a way out/,
      // eslint-disable-next-line require-yield -- it asks for nothing
      function* () {
        return Symbol('next');
      },
    ],
  ])('a step that %s holds the run on itself, and says why', (_name, reason, run) => {
    const [plan, runners] = alone(run as never);
    const { steps, checkpoints, state } = pass(plan, [], { runners });
    expect(checkpoints.at(-1)?.status).toBe('stuck');
    expect(steps.at(-1)).toMatchObject({ nodeId: 'own', reason: expect.stringMatching(reason) });
    expect(JSON.stringify(state).length).toBeLessThan(300_000);
  });

  it('whatever a step yields and returns, the run can be written down, and is skipped by hand', () => {
    const odd = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
    });
    const kinds = ['now', 'sleep-until', 'await-event', 'evaluate', 'pick', 'set-vars', 'note', 'exit', 'x'];
    const names = ['atMs', 'waitIds', 'untilMs', 'groups', 'weights', 'vars', 'reason', 'outcome'];
    const effect = fc
      .tuple(fc.constantFrom(...kinds), fc.dictionary(fc.constantFrom(...names), odd))
      .map(([kind, fields]) => ({ ...fields, kind }));
    const asking = odd.map((input) => ({ kind: 'activity', name: 'do', input }));
    fc.assert(
      fc.property(fc.array(fc.oneof(odd, effect, asking), { maxLength: 4 }), odd, (yielded, port) => {
        const [plan, runners] = alone(function* () {
          for (const one of yielded) yield one as never;
          return port as string;
        });
        const activities = { 'own.do': () => null };
        const skip: ScriptEntry = { atMs: at(DAY), interrupt: { kind: 'skip', nodeId: 'own' } };
        const { checkpoints, end } = pass(plan, [skip], { runners, activities });
        expect(() => JSON.stringify(checkpoints)).not.toThrow();
        expect(['stuck', 'waiting', 'ended']).toContain(checkpoints.at(-1)!.status);
        expect(end === null).toBe(checkpoints.at(-1)!.status !== 'ended');
      }),
      { numRuns: 300 },
    );
  });

  it('a step says at length what fits on a page', () => {
    const [plan, runners] = alone(function* () {
      yield* note('x'.repeat(5_000_000));
      return 'next';
    });
    expect(pass(plan, [], { runners }).steps.at(-1)!.reason).toHaveLength(1_000);
  });

  it('a loop of steps without a wait stops, too', () => {
    const plan = planOf({ cart: trigger('a'), a: send('b'), b: send('a') });
    expect(pass(plan).checkpoints.at(-1)?.status).toBe('stuck');
  });

  it('a run that waits in between may go on for years', () => {
    const [plan, runners] = alone(function* () {
      for (let hours = 0; hours < 1_500; hours += 1) yield* sleepUntil((yield* nowMs()) + HOUR);
      return 'next';
    });
    expect(pass(plan, [], { runners }).end).toMatchObject({ outcome: 'completed', atMs: at(1_500 * HOUR) });
  });

  it('a node type without a runner stops the worker rather than the run', () => {
    const plan = planOf({ cart: trigger('new'), new: custom('newer', {}, {}) });
    expect(() => pass(plan)).toThrow(expect.objectContaining({ code: 'PLAN_UNKNOWN_NODE' }));
  });

  it('and is shown as standing still on that very step', () => {
    const plan = planOf({ cart: trigger('new'), new: custom('newer', {}, {}) });
    const reply: Reply = { nowMs: T0, arrivals: [], interrupts: [] };
    const { value } = interpret(plan, initialState(startOf(T0)), builtIn, reply).next();
    expect(value).toMatchObject({
      kind: 'checkpoint',
      checkpoint: {
        status: 'stuck',
        steps: [{ nodeId: 'cart' }, { nodeId: 'new', reason: expect.stringContaining('newer@1') }],
      },
    });
  });
});

describe('what a step keeps', () => {
  it('a date is its text from the moment it is kept, and later changes of the same object are none', () => {
    const dates: { [key: string]: unknown }[] = [];
    const [plan, runners] = alone(function* () {
      const kept = { at: new Date(T0), list: [1], gone: undefined };
      yield* setVars({ kept } as never);
      kept.list.push(2);
      yield* activity('look', { at: kept.at } as never);
      return 'next';
    });
    const look = ({ vars, input }: { vars: object; input: unknown }) => {
      dates.push({ ...vars, input });
      return null;
    };
    pass(plan, [], { runners, activities: { 'own.look': look as never } });
    const at = new Date(T0).toISOString();
    expect(dates).toStrictEqual([{ kept: { at, list: [1] }, input: { at } }]);
  });

  it.each<[string, RegExp, number, boolean]>([
    ['on one visit', /one visit is too large together: more than 1.2 MB/, 250_000, true],
    ['without a wait', /more than 20 MB without waiting/, 100, false],
  ])(
    'answers that add up %s hold the run on the step, which can be tried again',
    (_name, reason, size, answered) => {
      const large = (mark: string) => mark.repeat(answered ? size : 190_000);
      let calls = 0;
      const [plan, runners] = alone(function* () {
        for (let n = 0; n < 200; n += 1) yield* activity('ask', answered ? null : large('x'));
        return 'next';
      });
      const ask = () => {
        calls += 1;
        // Two bytes each.
        return answered ? large('æ') : null;
      };
      const { steps, checkpoints } = pass(plan, [], { runners, activities: { 'own.ask': ask as never } });
      expect(checkpoints.at(-1)?.status).toBe('stuck');
      expect(steps.at(-1)).toMatchObject({ reason: expect.stringMatching(reason) });
      expect(calls).toBe(answered ? 3 : 106);
    },
  );
});

describe('what is written', () => {
  it('an event that ends no wait writes nothing', () => {
    const script = [comes('Product Viewed', MINUTE), comes('Cart Viewed', 2 * MINUTE)].map((entry) => ({
      ...entry,
      refs: ['other/x'],
    }));
    const { checkpoints } = pass(abandonedCart(), script as ScriptEntry[]);
    expect(checkpoints.map(({ status, wakesAtMs }) => [status, wakesAtMs])).toEqual([
      ['waiting', at(HOUR)],
      ['ended', null],
    ]);
  });

  it('each step says when it began and ended, and in words why it left as it did', () => {
    const { steps } = pass(abandonedCart(), [comes('Order Completed', MINUTE)]);
    expect(steps[1]).toEqual({
      seq: 2,
      nodeId: 'wait',
      visit: 0,
      enteredAtMs: T0,
      leftAtMs: at(MINUTE),
      port: 'order-completed',
      reason: 'Order Completed arrived',
    });
  });

  it('a choice is the same for the same contact in every run', () => {
    const [plan, runners] = alone(function* () {
      yield* setVars({ chosen: yield* pick([1, 1, 1]) });
      return 'next';
    });
    const chosen = (contactId: string, runId: string) =>
      simulate({ plan, runners, start: { ...startOf(T0, runId), contactId } }).state.vars.chosen;
    expect(chosen('anna', 'run-1')).toBe(chosen('anna', 'run-2'));
    const shares = [0, 0, 0];
    for (let n = 0; n < 3_000; n += 1) shares[chosen(`contact-${n}`, 'r') as number]! += 1;
    for (const share of shares) expect(share).toBeGreaterThan(900);
  });
});

describe('continue-as-new', () => {
  const EVENTS = ['A', 'B', 'C'];
  /** Uses every effect, twice over, so that its trail is long. */
  const busy: Runners[string] = function* ({ enteredAtMs }: { enteredAtMs: number }) {
    const begin = yield* nowMs();
    const chosen = yield* pick([1, 2]);
    const first = yield* awaitEvent(['a', 'b'], { untilMs: enteredAtMs + HOUR, since: 'wait-start' });
    yield* note(`saw ${first?.event.name ?? 'nothing'} after ${(yield* nowMs()) - begin}`);
    yield* setVars({ chosen, first: first?.waitId ?? null });
    const told = yield* activity('tell', { chosen });
    yield* sleepUntil((yield* nowMs()) + 10 * MINUTE);
    const second = yield* awaitEvent(['a', 'b'], { untilMs: (yield* nowMs()) + HOUR });
    yield* setVars({ told, second: second?.event.id ?? null });
    return second ? 'again' : 'next';
  } as Runners[string];

  it('any wait can be its point: the trace stays the same', () => {
    const plan = planOf(
      {
        cart: trigger('busy'),
        busy: custom('busy', {}, { again: 'busy', next: 'nudge' }),
        nudge: send('last'),
        last: wait(HOUR, { a: null, b: null, c: 'busy', timeout: null }, { events: EVENTS }),
      },
      [{ id: 'stop', event: 'Stop', outcome: 'stopped' }],
    );
    const refs: Record<string, string[]> = {
      A: ['busy/a', `last/${portOf('A')}`],
      B: ['busy/b', `last/${portOf('B')}`],
      C: ['last/c'],
      Stop: ['exit/stop'],
    };
    const minutes = fc.integer({ min: 0, max: 600 });
    const entry: fc.Arbitrary<ScriptEntry> = fc.oneof(
      {
        weight: 8,
        arbitrary: fc
          .record({
            name: fc.constantFrom(...EVENTS),
            id: fc.integer({ max: 30, min: 0 }),
            on: minutes,
            late: fc.integer({ min: 0, max: 90 }),
          })
          .map(({ name, id, on, late }) => ({
            atMs: at(on * MINUTE),
            event: eventOf(name, at((on - late) * MINUTE), {}, `e${id}`),
            refs: refs[name]!,
          })),
      },
      {
        weight: 1,
        arbitrary: minutes.map((on) => ({
          atMs: at(on * MINUTE),
          event: eventOf('Stop', at(on * MINUTE), {}, 'stop'),
          refs: refs.Stop!,
        })),
      },
      {
        weight: 2,
        arbitrary: fc.record({ atMs: minutes.map((on) => at(on * MINUTE)), paused: fc.boolean() }),
      },
    );
    const holds = (n: number) => n % 3 === 1;
    const trace = (script: ScriptEntry[], continueAtEveryWait: boolean) => {
      let asked = 0;
      const { steps, messages, checkpoints, end, state } = simulate({
        plan,
        start: startOf(T0),
        script,
        runners: { ...builtIn, 'busy@1': busy },
        continueAtEveryWait,
        activities: {
          'busy.tell': ({ input }) => input,
          'send-sms.send': ({ nowMs: now, nodeId, visit }, world): Json => {
            if (holds((asked += 1)))
              return { outcome: 'held', untilMs: now + 7 * MINUTE, code: 'quiet', reason: 'Night' };
            world.text({ template: `${nodeId}/${visit}`, purpose: 'marketing' });
            return { outcome: 'sent', messageId: 'm' };
          },
        },
      });
      return { steps, messages, checkpoints, end, vars: state.vars, mailbox: state.mailbox };
    };
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (script) => {
        expect(trace(script, true)).toEqual(trace(script, false));
      }),
      { numRuns: 500 },
    );
  }, 30_000);
});
