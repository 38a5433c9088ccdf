import { describe, expect, it, test } from 'vitest';
import { abandonedCart, DAY, exit, HOUR, MINUTE, planOf, send, trigger, wait } from '../../test/plans.js';
import type { Plan } from '../graph/plan.js';
import { Replay, type ReplayEvent, type ReplayPerson } from './replay.js';
import type { SaidStop } from './said-stop.js';
import type { SimulationResult } from './simulation.js';

const T0 = Date.UTC(2026, 7, 3, 10);

let ids = 0;
const happened = (name: string, atMs: number, more: Partial<ReplayEvent> = {}): ReplayEvent => ({
  id: `e${(ids += 1)}`,
  name,
  atMs,
  occurredAtMs: atMs,
  properties: { total: 300 },
  keys: [],
  ...more,
});

/** Lets the events come to one person, or to whom each names. */
function replayed(
  plan: Plan,
  events: [ReplayEvent, string?][],
  untilMs = T0 + 90 * DAY,
  stops: Record<string, SaidStop[]> = {},
) {
  const people = new Map<string, ReplayPerson>();
  const runs: { person: string; startedAtMs: number; result: SimulationResult }[] = [];
  const sentAtMs: number[] = [];
  const replay = new Replay({
    plan,
    journeyId: 'j',
    activities: () => ({
      'send-sms.send': ({ nowMs }, world) => {
        sentAtMs.push(nowMs);
        world.text({ template: '', purpose: '' });
        return { outcome: 'sent', messageId: 'm' };
      },
    }),
    onRun: ({ person, start, result }) =>
      runs.push({ person: person.id, startedAtMs: start.startedAtMs, result }),
  });
  for (const [event, id = 'anna'] of events) {
    const person = people.get(id) ?? { id, contact: {}, stops: stops[id] };
    people.set(id, person);
    replay.take(event, id === 'nobody' ? null : person);
  }
  replay.finish(untilMs);
  const outcomes = runs.map(({ result }) => result.end?.outcome ?? 'inside');
  return { replay, runs, outcomes, sentAtMs };
}

const withSettings = (plan: Plan, settings: Partial<Plan['settings']>): Plan => ({
  ...plan,
  settings: { ...plan.settings, ...settings },
});

it('who ordered in time is not reminded, and who did not is, at the hour', () => {
  const { outcomes, sentAtMs } = replayed(abandonedCart(), [
    [happened('Checkout Started', T0), 'anna'],
    [happened('Checkout Started', T0 + MINUTE), 'bo'],
    [happened('Order Completed', T0 + 30 * MINUTE), 'anna'],
  ]);
  expect(outcomes.sort()).toEqual(['bought', 'reminded']);
  expect(sentAtMs).toEqual([T0 + MINUTE + HOUR]);
});

it('an exit ends a run at once, and another person’s event ends nothing', () => {
  const plan = abandonedCart([{ id: 'x', event: 'Cart Emptied', outcome: 'emptied' }]);
  const { runs, outcomes } = replayed(plan, [
    [happened('Checkout Started', T0), 'anna'],
    [happened('Cart Emptied', T0 + MINUTE), 'bo'],
    [happened('Cart Emptied', T0 + 2 * MINUTE), 'anna'],
  ]);
  expect(outcomes).toEqual(['emptied']);
  expect(runs[0]!.result.end!.atMs).toBe(T0 + 2 * MINUTE);
});

describe('STOP', () => {
  const reminder = (purpose = 'marketing') =>
    planOf({
      cart: trigger('hour'),
      hour: wait(HOUR, { 'order-completed': 'bought', timeout: 'text' }),
      text: { ...send('end'), config: { ...send('end').config, purpose } },
      bought: exit('bought'),
      end: exit('reminded'),
    });
  const stopped = (plan: Plan, ...said: SaidStop[]) =>
    replayed(
      plan,
      [
        [happened('Checkout Started', T0), 'anna'],
        [happened('Checkout Started', T0 + 2), 'bo'],
        [happened('Order Completed', T0 + 20 * MINUTE), 'anna'],
      ],
      T0 + DAY,
      { anna: said },
    );

  test('ends the person’s waiting marketing runs at once, and nobody else’s', () => {
    const { runs, sentAtMs } = stopped(reminder(), { atMs: T0 + MINUTE });
    expect(runs.map(({ person, result }) => [person, result.end?.outcome, result.end?.atMs])).toEqual([
      ['anna', 'stopped', T0 + MINUTE],
      ['bo', 'reminded', T0 + 2 + HOUR],
    ]);
    expect(sentAtMs).toEqual([T0 + 2 + HOUR]);
  });
  test('comes before what else came in at its instant, and before what fell due there', () => {
    expect(stopped(reminder(), { atMs: T0 + 20 * MINUTE }).outcomes).toEqual(['stopped', 'reminded']);
    const { sentAtMs } = replayed(reminder(), [[happened('Checkout Started', T0)]], T0 + DAY, {
      anna: [{ atMs: T0 + HOUR }],
    });
    expect(sentAtMs).toEqual([]);
  });
  test('from before somebody entered ends nothing', () => {
    expect(stopped(reminder(), { atMs: T0 }).outcomes).toEqual(['bought', 'reminded']);
  });
  test('leaves a journey alone that says what a person must know', () => {
    const plan = reminder('transactional');
    expect(stopped(plan, { atMs: T0 + MINUTE }).outcomes).toEqual(['bought', 'reminded']);
  });
  test('to one purpose ends runs that send for nothing else', () => {
    const said = { atMs: T0 + MINUTE, purpose: 'marketing' };
    expect(stopped(reminder(), said).outcomes).toEqual(['stopped', 'reminded']);
    expect(stopped(reminder('cart-reminder'), said).outcomes).toEqual(['bought', 'reminded']);
  });
});

describe('who may enter again', () => {
  const twice = (reentry: Plan['settings']['reentry'], secondMs: number) =>
    replayed(withSettings(abandonedCart(), { reentry }), [
      [happened('Checkout Started', T0)],
      [happened('Checkout Started', secondMs)],
    ]);

  test('once: never again', () => {
    const { replay, outcomes } = twice({ kind: 'once' }, T0 + 30 * DAY);
    expect(outcomes).toEqual(['reminded']);
    expect(replay.notEntered['been-through']).toBe(1);
  });
  test('after exit: not while inside, and again afterwards', () => {
    expect(twice({ kind: 'after-exit' }, T0 + 30 * MINUTE).replay.notEntered['inside-already']).toBe(1);
    expect(twice({ kind: 'after-exit' }, T0 + 2 * HOUR).outcomes).toEqual(['reminded', 'reminded']);
  });
  test('after days: only when they have passed', () => {
    expect(twice({ kind: 'after-days', days: 7 }, T0 + 6 * DAY).outcomes).toHaveLength(1);
    expect(twice({ kind: 'after-days', days: 7 }, T0 + 8 * DAY).outcomes).toHaveLength(2);
  });
  test('always: beside the run that is under way', () => {
    expect(twice({ kind: 'always' }, T0 + MINUTE).sentAtMs).toEqual([T0 + HOUR, T0 + MINUTE + HOUR]);
  });
  test('restart: the new event replaces the run, so that only the last is reminded of', () => {
    const { outcomes, sentAtMs } = twice({ kind: 'restart' }, T0 + 30 * MINUTE);
    expect(outcomes).toEqual(['replaced', 'reminded']);
    expect(sentAtMs).toEqual([T0 + 30 * MINUTE + HOUR]);
  });
});

it('an order of one purchase ends the wait of that cart alone', () => {
  const plan = withSettings(abandonedCart(), {
    correlation: { by: 'purchase' },
    reentry: { kind: 'after-exit' },
  });
  const keys = (cart: string) => ({ keys: [`purchase:shop/${cart}`] });
  const { outcomes } = replayed(plan, [
    [happened('Checkout Started', T0, keys('one'))],
    [happened('Checkout Started', T0 + MINUTE, keys('two'))],
    // Without a person: an order that the shop tells by its cart alone.
    [happened('Order Completed', T0 + 2 * MINUTE, keys('two')), 'nobody'],
  ]);
  expect(outcomes.sort()).toEqual(['bought', 'reminded']);
});

it('an order that overtook its own checkout counts', () => {
  const plan = withSettings(abandonedCart(), { correlation: { by: 'purchase' } });
  const keys = { keys: ['purchase:shop/one'] };
  const { outcomes } = replayed(plan, [
    [happened('Order Completed', T0, keys)],
    [happened('Checkout Started', T0 + MINUTE, keys)],
  ]);
  expect(outcomes).toEqual(['bought']);
});

it('a run learns the further names of its purchase, and hears what came by them', () => {
  const plan = withSettings(abandonedCart(), { correlation: { by: 'purchase' } });
  const by = (...names: string[]) => ({ keys: names.map((name) => `purchase:shop/${name}`) });
  const begun = happened('Checkout Started', T0, by('cart'));
  const linked = happened('Checkout Updated', T0 + 2, by('cart', 'checkout'));
  const order = (atMs: number) => happened('Order Completed', atMs, by('checkout', 'order'));
  const outcomes = (...events: ReplayEvent[]) =>
    replayed(
      plan,
      events.map((event, at): [ReplayEvent, string?] => (at === 0 ? [event] : [event, 'nobody'])),
    ).outcomes;
  expect(outcomes(begun, linked, order(T0 + 3))).toEqual(['bought']);
  expect(outcomes(begun, order(T0 + 1), linked)).toEqual(['bought']);
  expect(outcomes(begun, order(T0 + 1))).toEqual(['reminded']);
});

it('the cart of a browser hears what the shop tells of its person’s order, and no other cart does', () => {
  const plan = withSettings(abandonedCart(), { correlation: { by: 'purchase' } });
  const begun = (more: Partial<ReplayEvent>) =>
    happened('Checkout Started', T0, { keys: ['purchase:segment/cart/1'], ...more });
  const order = (atMs: number) =>
    happened('Order Completed', atMs, { occurredAtMs: T0 + 1, keys: ['purchase:woocommerce/shop/7'] });
  const outcomes = (...events: [ReplayEvent, string?][]) => replayed(plan, events).outcomes;
  expect(outcomes([begun({ isOfBrowser: true })], [order(T0 + MINUTE)])).toEqual(['bought']);
  expect(outcomes([begun({ isOfBrowser: true })], [order(T0 + MINUTE), 'bo'])).toEqual(['reminded']);
  expect(outcomes([begun({})], [order(T0 + MINUTE)])).toEqual(['reminded']);
  const late = begun({ isOfBrowser: true, atMs: T0 + MINUTE });
  expect(outcomes([order(T0 + 2)], [late])).toEqual(['bought']);
});

it('an exit that asks so hears of the person’s other purchases since the entry, and of nobody else’s', () => {
  const exits = (of?: 'person') => [
    { id: 'ordered', event: 'Order Completed', outcome: 'ordered', ...(of && { of }) },
  ];
  const outcomes = (of: 'person' | undefined, ...events: [ReplayEvent, string?][]) =>
    replayed(withSettings(abandonedCart(exits(of)), { correlation: { by: 'purchase' } }), events).outcomes;
  const begun = happened('Checkout Started', T0, { keys: ['purchase:shop/one'] });
  const order = (atMs: number, occurredAtMs = atMs) =>
    happened('Order Completed', atMs, { occurredAtMs, keys: ['purchase:shop/two'] });
  expect(outcomes('person', [begun], [order(T0 + MINUTE)])).toEqual(['ordered']);
  expect(outcomes(undefined, [begun], [order(T0 + MINUTE)])).toEqual(['reminded']);
  expect(outcomes('person', [begun], [order(T0 + MINUTE), 'bo'])).toEqual(['reminded']);
  expect(outcomes('person', [begun], [order(T0 + MINUTE, T0 - MINUTE)])).toEqual(['reminded']);
  const late = { ...begun, atMs: T0 + 2 * MINUTE };
  expect(outcomes('person', [order(T0 + MINUTE)], [late])).toEqual(['ordered']);
  expect(outcomes('person', [order(T0 + MINUTE, T0 - MINUTE)], [late])).toEqual(['reminded']);
});

describe('told apart by a property', () => {
  const plan = withSettings(abandonedCart(), { correlation: { by: 'property', path: 'variant' } });
  const of = (variant: string) => ({ properties: { total: 300, variant } });
  const both: [ReplayEvent, string][] = [
    [happened('Checkout Started', T0, of('red')), 'anna'],
    [happened('Checkout Started', T0, of('red')), 'bo'],
  ];

  it('a run hears what its own person does with that value', () => {
    const { runs } = replayed(plan, [
      ...both,
      [happened('Order Completed', T0 + MINUTE, of('blue')), 'bo'],
      [happened('Order Completed', T0 + MINUTE, of('red')), 'anna'],
    ]);
    const outcomeOf = new Map(runs.map(({ person, result }) => [person, result.end?.outcome]));
    expect(Object.fromEntries(outcomeOf)).toEqual({ anna: 'bought', bo: 'reminded' });
  });
  it('every run with the value hears what names nobody', () => {
    const about = happened('Order Completed', T0 + MINUTE, of('red'));
    expect(replayed(plan, [...both, [about, 'nobody']]).outcomes).toEqual(['bought', 'bought']);
  });
  it('what happened before the entry is no news of it, and what another did is none at all', () => {
    const order = (occurredAtMs: number) =>
      happened('Order Completed', T0 - 1, { ...of('red'), occurredAtMs });
    const after = (...orders: [ReplayEvent, string][]) => replayed(plan, [...orders, both[0]!]).outcomes;
    expect(after([order(T0 - HOUR), 'anna'])).toEqual(['reminded']);
    expect(after([order(T0), 'bo'])).toEqual(['reminded']);
    expect(after([order(T0), 'anna'])).toEqual(['bought']);
    expect(after([order(T0), 'nobody'])).toEqual(['bought']);
  });
});

it('old news, a closed journey and the entry filter let nobody in, each with its reason', () => {
  const plan = withSettings(abandonedCart(), {
    endsAt: new Date(T0 + DAY).toISOString(),
    entryFilter: { match: 'all', rules: [{ source: 'event', path: 'total', op: 'at-least', value: 100 }] },
  });
  const { replay, outcomes } = replayed(plan, [
    [happened('Checkout Started', T0, { occurredAtMs: T0 - 2 * HOUR }), 'anna'],
    [happened('Checkout Started', T0, { properties: { total: 50 } }), 'bo'],
    [happened('Checkout Started', T0 + 2 * DAY), 'cy'],
  ]);
  expect(outcomes).toEqual([]);
  expect(replay.notEntered).toMatchObject({ 'too-old': 1, 'not-meant': 1, 'journey-closed': 1 });
});

it('what a step wrote onto a person is there for their next run', () => {
  const plan = planOf({
    cart: trigger('check'),
    check: {
      type: 'condition@1',
      name: 'Reminded before?',
      config: {
        branches: [
          {
            id: 'yes',
            name: 'Yes',
            when: { match: 'all', rules: [{ source: 'contact', path: 'reminded', op: 'exists' }] },
          },
        ],
      },
      next: { yes: 'again', otherwise: 'mark' },
    },
    mark: {
      type: 'update-contact@1',
      name: 'Mark',
      config: { set: [{ field: 'reminded', value: 'yes' }] },
      next: { next: 'end' },
    },
    end: exit('first'),
    again: exit('again'),
  });
  const { outcomes } = replayed(plan, [
    [happened('Checkout Started', T0)],
    [happened('Checkout Started', T0 + DAY)],
  ]);
  expect(outcomes).toEqual(['first', 'again']);
});

it('runs of many people share one clock: what is asked of the world is asked in the order of time', () => {
  const plan = planOf({
    cart: trigger('day'),
    day: wait(DAY, { 'order-completed': null, timeout: 'text' }),
    text: send('later'),
    later: wait(2 * DAY, { 'order-completed': null, timeout: 'again' }),
    again: send(null),
  });
  const events = Array.from({ length: 50 }, (_, n): [ReplayEvent, string] => [
    happened('Checkout Started', T0 + n * HOUR),
    `person-${n}`,
  ]);
  const { sentAtMs } = replayed(plan, events);
  expect(sentAtMs).toHaveLength(100);
  expect(sentAtMs).toEqual([...sentAtMs].sort((a, b) => a - b));
});

it('who is inside at the end stays there, and a goal that is reached after the run counts', () => {
  const plan = withSettings(abandonedCart(), {
    goal: { event: 'Order Completed', withinDays: 3, endsRun: false },
  });
  const { replay, outcomes } = replayed(
    plan,
    [
      [happened('Checkout Started', T0), 'anna'],
      [happened('Order Completed', T0 + 2 * DAY), 'anna'],
      [happened('Checkout Started', T0 + 2 * DAY), 'bo'],
    ],
    T0 + 2 * DAY + MINUTE,
  );
  expect(outcomes).toEqual(['reminded', 'inside']);
  expect(replay.goalsReached).toBe(1);
});

it('a goal since the first text counts what came after one, and nobody who got none', () => {
  const plan = withSettings(abandonedCart(), {
    goal: { event: 'Order Completed', withinDays: 3, since: 'first-text', endsRun: false },
  });
  const { replay, outcomes } = replayed(
    plan,
    [
      [happened('Checkout Started', T0), 'anna'],
      [happened('Checkout Started', T0), 'bo'],
      [happened('Order Completed', T0 + MINUTE), 'bo'],
      [happened('Order Completed', T0 + 2 * DAY), 'anna'],
    ],
    T0 + 5 * DAY,
  );
  expect(outcomes).toContain('reminded');
  expect(replay.goalsReached).toBe(1);
});
