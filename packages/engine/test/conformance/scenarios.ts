import type { Json } from '@signalbox/nodes/kernel';
import type { JourneyExit } from '../../src/graph/journey-graph.js';
import type { Plan } from '../../src/graph/plan.js';
import type { Interrupt } from '../../src/interpret/index.js';
import {
  abandonedCart,
  condition,
  custom,
  exit,
  HOUR,
  MINUTE,
  planOf,
  send,
  trigger,
  update,
  wait,
} from '../plans.js';

/** Something that reaches the run `afterMs` milliseconds after its start. */
export type Happening =
  | {
      afterMs: number;
      event: string;
      id?: string;
      stampedAfterMs?: number;
      properties?: { [key: string]: Json };
    }
  | { afterMs: number; interrupt: Interrupt }
  | { afterMs: number; paused: boolean; due?: 'now' | 'later' | 'end' };

/** What happens to one contact, told once and performed by each performer. */
export interface Scenario {
  name: string;
  plan: Plan;
  /** Plans that the run may move to, by hash. */
  plans?: Record<string, Plan>;
  contact?: { [field: string]: Json };
  script?: Happening[];
  /** What the carrier's side says to each attempt at a text, the last for all further ones; sent if absent. */
  send?: ({ held: number } | 'sent' | 'not-sent')[];
  /** Comes in while the first activity is under way. */
  duringFirstActivity?: { event: string } | { interrupt: Interrupt };
  /** No worker runs from `fromMs` until the deadline `untilMs` has passed; the events come in before it is back. */
  outage?: { fromMs: number; untilMs: number };
  expects: {
    /** `node:port`, in order. */
    way: string[];
    outcome: string | null;
    texts: number;
    checkpoints: string[];
  };
}

const ordered: JourneyExit[] = [{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }];
const reminded = {
  way: ['cart:next', 'wait:timeout', 'worth:yes', 'nudge:sent', 'done:-'],
  outcome: 'reminded',
  texts: 1,
  checkpoints: ['waiting', 'ended'],
};
const bought = {
  way: ['cart:next', 'wait:order-completed', 'bought:-'],
  outcome: 'bought',
  texts: 0,
  checkpoints: ['waiting', 'ended'],
};

const twoWaits = (since: 'run-start' | 'wait-start') =>
  planOf({
    cart: trigger('browse'),
    browse: wait(HOUR, { 'product-viewed': 'order', timeout: 'order' }, { events: ['Product Viewed'] }),
    order: wait(HOUR, { 'order-completed': 'bought', timeout: 'nudge' }, { since }),
    bought: exit('bought'),
    nudge: send(null),
  });

const lastWait = planOf({ cart: trigger('rest'), rest: wait(HOUR, { timeout: null }) });

const nudgeAtOnce = planOf(
  { cart: trigger('nudge'), nudge: send('mark', 'unsent'), mark: update(null), unsent: exit('unsent') },
  ordered,
);

const broken = planOf({ cart: trigger('broken'), broken: custom('broken', {}, { next: null }) });

const longer = planOf({
  cart: trigger('wait'),
  wait: wait(2 * HOUR, { 'order-completed': 'bought', timeout: null }),
  bought: exit('bought late'),
});

const otherStep = planOf({
  cart: trigger('patience'),
  patience: wait(2 * HOUR, { 'order-completed': null, timeout: 'text' }),
  text: send(null),
});

export const scenarios: Scenario[] = [
  {
    name: 'an order before the time-out: no text',
    plan: abandonedCart(),
    script: [{ afterMs: 30 * MINUTE, event: 'Order Completed' }],
    expects: bought,
  },
  { name: 'no order: one text when time is up', plan: abandonedCart(), expects: reminded },
  {
    name: 'an order in the last second',
    plan: abandonedCart(),
    script: [{ afterMs: HOUR - 1_000, event: 'Order Completed' }],
    expects: bought,
  },
  {
    name: 'an order stamped at the very deadline, told after an outage together with the time-out',
    plan: abandonedCart(),
    outage: { fromMs: MINUTE, untilMs: HOUR },
    script: [{ afterMs: HOUR, event: 'Order Completed', stampedAfterMs: HOUR - 1_000 }],
    expects: bought,
  },
  {
    name: 'an order stamped after the deadline, told after an outage together with the time-out',
    plan: abandonedCart(),
    outage: { fromMs: MINUTE, untilMs: HOUR },
    script: [{ afterMs: HOUR, event: 'Order Completed', stampedAfterMs: HOUR + 30 * MINUTE }],
    expects: reminded,
  },
  {
    name: 'an order from before its wait, where events since the start count',
    plan: twoWaits('run-start'),
    script: [
      { afterMs: MINUTE, event: 'Order Completed' },
      { afterMs: 2 * MINUTE, event: 'Product Viewed' },
    ],
    expects: {
      way: ['cart:next', 'browse:product-viewed', 'order:order-completed', 'bought:-'],
      outcome: 'bought',
      texts: 0,
      checkpoints: ['waiting', 'ended'],
    },
  },
  {
    name: 'an order from before its wait, where only later ones count',
    plan: twoWaits('wait-start'),
    script: [
      { afterMs: MINUTE, event: 'Order Completed' },
      { afterMs: 2 * MINUTE, event: 'Product Viewed' },
    ],
    expects: {
      way: ['cart:next', 'browse:product-viewed', 'order:timeout', 'nudge:sent'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['waiting', 'waiting', 'ended'],
    },
  },
  {
    name: 'an event after the time-out of its wait changes nothing',
    plan: twoWaits('run-start'),
    script: [{ afterMs: HOUR + MINUTE, event: 'Product Viewed' }],
    expects: {
      way: ['cart:next', 'browse:timeout', 'order:timeout', 'nudge:sent'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['waiting', 'waiting', 'ended'],
    },
  },
  {
    name: 'the same event delivered twice is used once',
    plan: planOf({
      cart: trigger('first'),
      first: wait(HOUR, { 'order-completed': 'second', timeout: null }),
      second: wait(HOUR, { 'order-completed': 'twice', timeout: 'once' }),
      once: exit('once'),
      twice: exit('twice'),
    }),
    script: [
      { afterMs: MINUTE, event: 'Order Completed', id: 'o-1' },
      { afterMs: 2 * MINUTE, event: 'Order Completed', id: 'o-1' },
    ],
    expects: {
      way: ['cart:next', 'first:order-completed', 'second:timeout', 'once:-'],
      outcome: 'once',
      texts: 0,
      checkpoints: ['waiting', 'waiting', 'ended'],
    },
  },
  {
    name: 'an exit ends the run while it waits',
    plan: abandonedCart([{ id: 'emptied', event: 'Cart Emptied', outcome: 'emptied' }]),
    script: [{ afterMs: 10 * MINUTE, event: 'Cart Emptied' }],
    expects: {
      way: ['cart:next', 'wait:-'],
      outcome: 'emptied',
      texts: 0,
      checkpoints: ['waiting', 'ended'],
    },
  },
  {
    name: 'a step that awaits the event of an exit answers it',
    plan: abandonedCart(ordered),
    script: [{ afterMs: 10 * MINUTE, event: 'Order Completed' }],
    expects: {
      way: ['cart:next', 'wait:order-completed', 'bought:-'],
      outcome: 'bought',
      texts: 0,
      checkpoints: ['waiting', 'ended'],
    },
  },
  {
    name: 'an exit during a text: the text settles, then the run ends',
    plan: nudgeAtOnce,
    duringFirstActivity: { event: 'Order Completed' },
    expects: { way: ['cart:next', 'nudge:sent'], outcome: 'ordered', texts: 1, checkpoints: ['ended'] },
  },
  {
    name: 'an interrupt during a text: the text settles, then the run ends',
    plan: nudgeAtOnce,
    duringFirstActivity: { interrupt: { kind: 'end', outcome: 'replaced' } },
    expects: { way: ['cart:next', 'nudge:sent'], outcome: 'replaced', texts: 1, checkpoints: ['ended'] },
  },
  {
    name: 'an interrupt ends the run while it waits',
    plan: abandonedCart(),
    script: [{ afterMs: 10 * MINUTE, interrupt: { kind: 'end', outcome: 'stopped' } }],
    expects: {
      way: ['cart:next', 'wait:-'],
      outcome: 'stopped',
      texts: 0,
      checkpoints: ['waiting', 'ended'],
    },
  },
  {
    name: 'a condition takes the branch that holds of the person',
    plan: planOf({
      cart: trigger('vip'),
      vip: condition(
        { match: 'all', rules: [{ source: 'contact', path: 'tier', op: 'equals', value: 'gold' }] },
        { yes: 'thanks', otherwise: null },
      ),
      thanks: send(null),
    }),
    contact: { tier: 'gold' },
    expects: {
      way: ['cart:next', 'vip:yes', 'thanks:sent'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['ended'],
    },
  },
  {
    name: 'a condition takes its last way out if nothing holds',
    plan: planOf({
      cart: trigger('big'),
      big: condition(
        { match: 'all', rules: [{ source: 'event', path: 'total', op: 'greater-than', value: 1_000 }] },
        { yes: null, otherwise: 'small' },
      ),
      small: exit('small'),
    }),
    expects: {
      way: ['cart:next', 'big:otherwise', 'small:-'],
      outcome: 'small',
      texts: 0,
      checkpoints: ['ended'],
    },
  },
  {
    name: 'a text that is held twice goes out at the third attempt',
    plan: nudgeAtOnce,
    send: [{ held: 8 * HOUR }, { held: HOUR }, 'sent'],
    expects: {
      way: ['cart:next', 'nudge:sent', 'mark:next'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['waiting', 'waiting', 'ended'],
    },
  },
  {
    name: 'an order while a text is held: it never goes out',
    plan: nudgeAtOnce,
    send: [{ held: 8 * HOUR }, 'sent'],
    script: [{ afterMs: HOUR, event: 'Order Completed' }],
    expects: {
      way: ['cart:next', 'nudge:-'],
      outcome: 'ordered',
      texts: 0,
      checkpoints: ['waiting', 'ended'],
    },
  },
  {
    name: 'a text that is held for what comes before its time goes out then',
    plan: nudgeAtOnce,
    send: [{ held: 8 * HOUR }, 'sent'],
    script: [
      { afterMs: 30 * MINUTE, interrupt: { kind: 'wake', nodeId: 'mark' } },
      { afterMs: HOUR, interrupt: { kind: 'wake', nodeId: 'nudge' } },
      { afterMs: 2 * HOUR, event: 'Order Completed' },
    ],
    expects: {
      way: ['cart:next', 'nudge:sent', 'mark:next'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['waiting', 'ended'],
    },
  },
  {
    name: 'what a text is held for may come while it is being held',
    plan: nudgeAtOnce,
    send: [{ held: 8 * HOUR }, 'sent'],
    duringFirstActivity: { interrupt: { kind: 'wake', nodeId: 'nudge' } },
    script: [{ afterMs: 2 * HOUR, event: 'Order Completed' }],
    expects: {
      way: ['cart:next', 'nudge:sent', 'mark:next'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['ended'],
    },
  },
  {
    name: 'whoever is held by hand is woken once they are released',
    plan: nudgeAtOnce,
    send: [{ held: 8 * HOUR }, 'sent'],
    script: [
      { afterMs: MINUTE, interrupt: { kind: 'hold' } },
      { afterMs: HOUR, interrupt: { kind: 'wake', nodeId: 'nudge' } },
      { afterMs: 2 * HOUR, interrupt: { kind: 'release' } },
      { afterMs: 3 * HOUR, event: 'Order Completed' },
    ],
    expects: {
      way: ['cart:next', 'nudge:sent', 'mark:next'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['waiting', 'held', 'ended'],
    },
  },
  {
    name: 'a wait for an event is not woken',
    plan: abandonedCart(),
    script: [
      { afterMs: MINUTE, interrupt: { kind: 'wake', nodeId: 'wait' } },
      { afterMs: 30 * MINUTE, event: 'Order Completed' },
    ],
    expects: bought,
  },
  {
    name: 'a text that may not be sent leaves by “Not sent”',
    plan: nudgeAtOnce,
    send: ['not-sent'],
    expects: {
      way: ['cart:next', 'nudge:not-sent', 'unsent:-'],
      outcome: 'unsent',
      texts: 0,
      checkpoints: ['ended'],
    },
  },
  {
    name: 'a pause parks the run in the wait that is over, a resume sends it on',
    plan: abandonedCart(),
    script: [
      { afterMs: MINUTE, paused: true },
      { afterMs: 3 * HOUR, paused: false },
    ],
    expects: { ...reminded, checkpoints: ['waiting', 'parked', 'ended'] },
  },
  {
    name: 'a parked run still ends by an exit',
    plan: abandonedCart(ordered),
    script: [
      { afterMs: MINUTE, paused: true },
      { afterMs: 3 * HOUR, event: 'Order Completed' },
    ],
    expects: {
      way: ['cart:next', 'wait:-'],
      outcome: 'ordered',
      texts: 0,
      checkpoints: ['waiting', 'parked', 'ended'],
    },
  },
  {
    name: 'a journey that is paused lets nobody end whose last wait is over',
    plan: lastWait,
    script: [
      { afterMs: MINUTE, paused: true },
      { afterMs: 3 * HOUR, interrupt: { kind: 'end', outcome: 'ended by hand' } },
    ],
    expects: {
      way: ['cart:next', 'rest:-'],
      outcome: 'ended by hand',
      texts: 0,
      checkpoints: ['waiting', 'parked', 'ended'],
    },
  },
  {
    name: 'a wait that follows a wait begins only when the pause is over',
    plan: twoWaits('wait-start'),
    script: [
      { afterMs: MINUTE, paused: true },
      { afterMs: 3 * HOUR, paused: false },
      { afterMs: 3 * HOUR + 50 * MINUTE, event: 'Order Completed' },
    ],
    expects: {
      way: ['cart:next', 'browse:timeout', 'order:order-completed', 'bought:-'],
      outcome: 'bought',
      texts: 0,
      checkpoints: ['waiting', 'parked', 'waiting', 'ended'],
    },
  },
  {
    name: 'an order that happened before the deadline and is told to a parked run beats the time-out',
    plan: abandonedCart(ordered),
    script: [
      { afterMs: MINUTE, paused: true },
      { afterMs: 3 * HOUR, event: 'Order Completed', stampedAfterMs: 50 * MINUTE },
      { afterMs: 4 * HOUR, paused: false, due: 'end' },
    ],
    expects: { ...bought, checkpoints: ['waiting', 'parked', 'ended'] },
  },
  {
    name: 'who is told in time while parked leaves the wait, and is parked at the text after it',
    plan: planOf({
      cart: trigger('wait'),
      wait: wait(HOUR, { 'order-completed': 'thanks', timeout: null }),
      thanks: send(null),
    }),
    script: [
      { afterMs: MINUTE, paused: true },
      { afterMs: 3 * HOUR, event: 'Order Completed', stampedAfterMs: 50 * MINUTE },
      { afterMs: 4 * HOUR, paused: false },
    ],
    expects: {
      way: ['cart:next', 'wait:order-completed', 'thanks:sent'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['waiting', 'parked', 'parked', 'ended'],
    },
  },
  {
    name: 'an order after the deadline is no answer if what fell due happens now',
    plan: abandonedCart(),
    script: [
      { afterMs: MINUTE, paused: true },
      { afterMs: 3 * HOUR, event: 'Order Completed' },
      { afterMs: 4 * HOUR, paused: false, due: 'now' },
    ],
    expects: { ...reminded, checkpoints: ['waiting', 'parked', 'ended'] },
  },
  {
    name: 'an order in the pause is an answer if what fell due keeps the time that it had left',
    plan: abandonedCart(),
    script: [
      { afterMs: MINUTE, paused: true },
      { afterMs: 3 * HOUR, event: 'Order Completed' },
      { afterMs: 4 * HOUR, paused: false, due: 'later' },
    ],
    expects: { ...bought, checkpoints: ['waiting', 'parked', 'ended'] },
  },
  {
    name: 'whose time had not come in the pause is not ended by a resume that ends what fell due',
    plan: twoWaits('wait-start'),
    script: [
      { afterMs: 30 * MINUTE, paused: true },
      { afterMs: 40 * MINUTE, event: 'Product Viewed' },
      { afterMs: 50 * MINUTE, paused: false, due: 'end' },
      { afterMs: 90 * MINUTE, event: 'Order Completed' },
    ],
    expects: {
      way: ['cart:next', 'browse:product-viewed', 'order:order-completed', 'bought:-'],
      outcome: 'bought',
      texts: 0,
      checkpoints: ['waiting', 'waiting', 'parked', 'waiting', 'ended'],
    },
  },
  {
    name: 'a run of a plan from before parks at the step after its wait, as it did',
    plan: { ...abandonedCart(ordered), semantics: 1 },
    script: [
      { afterMs: MINUTE, paused: true },
      { afterMs: 3 * HOUR, event: 'Order Completed' },
    ],
    expects: {
      way: ['cart:next', 'wait:timeout', 'worth:-'],
      outcome: 'ordered',
      texts: 0,
      checkpoints: ['waiting', 'parked', 'ended'],
    },
  },
  {
    name: 'a loop comes to the same step again and knows it',
    plan: planOf({
      cart: trigger('wait'),
      wait: wait(
        HOUR,
        { 'cart-updated': 'wait', timeout: 'nudge' },
        { events: ['Cart Updated'], since: 'wait-start' },
      ),
      nudge: send(null),
    }),
    script: [
      { afterMs: 30 * MINUTE, event: 'Cart Updated' },
      { afterMs: 60 * MINUTE, event: 'Cart Updated' },
    ],
    expects: {
      way: ['cart:next', 'wait:cart-updated', 'wait:cart-updated', 'wait:timeout', 'nudge:sent'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['waiting', 'waiting', 'waiting', 'ended'],
    },
  },
  {
    name: 'a node of one’s own uses every effect',
    plan: planOf({
      cart: trigger('busy'),
      busy: custom('busy', {}, { seen: 'nudge', timeout: null }),
      nudge: send(null),
    }),
    script: [{ afterMs: 90 * MINUTE, event: 'Seen' }],
    expects: {
      way: ['cart:next', 'busy:seen', 'nudge:sent'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['waiting', 'waiting', 'ended'],
    },
  },
  {
    name: 'a step that throws holds its run on itself, until somebody ends it',
    plan: broken,
    script: [{ afterMs: MINUTE, interrupt: { kind: 'end', outcome: 'ended' } }],
    expects: {
      way: ['cart:next', 'broken:-'],
      outcome: 'ended',
      texts: 0,
      checkpoints: ['stuck', 'ended'],
    },
  },
  {
    name: 'a step that throws is tried again, and skipped when that does not help',
    plan: broken,
    script: [
      { afterMs: MINUTE, interrupt: { kind: 'retry', nodeId: 'broken' } },
      { afterMs: HOUR, interrupt: { kind: 'skip', nodeId: 'broken' } },
    ],
    expects: {
      way: ['cart:next', 'broken:next'],
      outcome: 'completed',
      texts: 0,
      checkpoints: ['stuck', 'ended'],
    },
  },
  {
    name: 'a wait that is skipped by hand, by the way that was chosen',
    plan: abandonedCart(),
    script: [{ afterMs: MINUTE, interrupt: { kind: 'skip', nodeId: 'wait', port: 'timeout' } }],
    expects: reminded,
  },
  {
    name: 'a skip that comes when the run has gone on changes nothing',
    plan: abandonedCart(),
    script: [{ afterMs: MINUTE, interrupt: { kind: 'skip', nodeId: 'nudge' } }],
    expects: reminded,
  },
  {
    name: 'a run that is held past its deadline acts when it is released',
    plan: abandonedCart(),
    script: [
      { afterMs: MINUTE, interrupt: { kind: 'hold' } },
      { afterMs: 3 * HOUR, interrupt: { kind: 'release' } },
    ],
    expects: { ...reminded, checkpoints: ['waiting', 'held', 'ended'] },
  },
  {
    name: 'a run that is held in a pause, and released in it, goes on when the journey does',
    plan: abandonedCart(),
    script: [
      { afterMs: 30 * MINUTE, paused: true },
      { afterMs: 2 * HOUR, interrupt: { kind: 'hold' } },
      { afterMs: 3 * HOUR, interrupt: { kind: 'release' } },
      { afterMs: 4 * HOUR, paused: false },
    ],
    expects: { ...reminded, checkpoints: ['waiting', 'parked', 'held', 'parked', 'ended'] },
  },
  {
    name: 'a run that is held in a pause goes on when it is released after the pause',
    plan: abandonedCart(),
    script: [
      { afterMs: 30 * MINUTE, paused: true },
      { afterMs: 2 * HOUR, interrupt: { kind: 'hold' } },
      { afterMs: 3 * HOUR, paused: false },
      { afterMs: 4 * HOUR, interrupt: { kind: 'release' } },
    ],
    expects: { ...reminded, checkpoints: ['waiting', 'parked', 'held', 'ended'] },
  },
  {
    name: 'a run that is held still ends by an exit',
    plan: abandonedCart([{ id: 'emptied', event: 'Cart Emptied', outcome: 'emptied' }]),
    script: [
      { afterMs: MINUTE, interrupt: { kind: 'hold' } },
      { afterMs: 2 * MINUTE, event: 'Cart Emptied' },
    ],
    expects: {
      way: ['cart:next', 'wait:-'],
      outcome: 'emptied',
      texts: 0,
      checkpoints: ['waiting', 'held', 'ended'],
    },
  },
  {
    name: 'what fell due in a pause may keep the time that it had left, and an order in it still counts',
    plan: abandonedCart([{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }]),
    script: [
      { afterMs: 30 * MINUTE, paused: true },
      { afterMs: 3 * HOUR, paused: false, due: 'later' },
      { afterMs: 3 * HOUR + 20 * MINUTE, event: 'Order Completed' },
    ],
    expects: { ...bought, checkpoints: ['waiting', 'parked', 'waiting', 'ended'] },
  },
  {
    name: 'time is up after what a pause had left of it',
    plan: abandonedCart(),
    script: [
      { afterMs: 30 * MINUTE, paused: true },
      { afterMs: 3 * HOUR, paused: false, due: 'later' },
      { afterMs: 3 * HOUR + 31 * MINUTE, event: 'Order Completed' },
    ],
    expects: { ...reminded, checkpoints: ['waiting', 'parked', 'waiting', 'ended'] },
  },
  {
    name: 'what fell due in a pause may be ended',
    plan: abandonedCart(),
    script: [
      { afterMs: 30 * MINUTE, paused: true },
      { afterMs: 3 * HOUR, paused: false, due: 'end' },
    ],
    expects: {
      way: ['cart:next', 'wait:-'],
      outcome: 'ended',
      texts: 0,
      checkpoints: ['waiting', 'parked', 'ended'],
    },
  },
  {
    name: 'a move to a plan whose wait is longer keeps the time of entry',
    plan: abandonedCart(),
    plans: { longer },
    script: [
      {
        afterMs: MINUTE,
        interrupt: { kind: 'move', planHash: 'longer', steps: { wait: 'wait' }, changed: ['wait'] },
      },
      { afterMs: 90 * MINUTE, event: 'Order Completed' },
    ],
    expects: { ...bought, outcome: 'bought late', checkpoints: ['waiting', 'waiting', 'ended'] },
  },
  {
    name: 'a move to a plan in which another step stands for the one where the run waits',
    plan: abandonedCart(),
    plans: { 'other-step': otherStep },
    script: [
      {
        afterMs: MINUTE,
        interrupt: { kind: 'move', planHash: 'other-step', steps: { wait: 'patience' }, changed: [] },
      },
    ],
    expects: {
      way: ['cart:next', 'wait:moved', 'patience:timeout', 'text:sent'],
      outcome: 'completed',
      texts: 1,
      checkpoints: ['waiting', 'waiting', 'ended'],
    },
  },
  {
    name: 'a move that has no step for where the run is leaves it as it is',
    plan: abandonedCart(),
    plans: { longer },
    script: [{ afterMs: MINUTE, interrupt: { kind: 'move', planHash: 'longer', steps: {}, changed: [] } }],
    expects: reminded,
  },
  {
    name: 'an unconnected way out completes the run',
    plan: planOf({ cart: trigger('wait'), wait: wait(HOUR, { 'order-completed': null, timeout: null }) }),
    expects: {
      way: ['cart:next', 'wait:timeout'],
      outcome: 'completed',
      texts: 0,
      checkpoints: ['waiting', 'ended'],
    },
  },
];
