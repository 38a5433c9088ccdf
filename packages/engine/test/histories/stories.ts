import type { CalledOff } from '../conformance/in-temporal.js';
import type { Scenario } from '../conformance/scenarios.js';
import { inARow, planFrom, sampleOf } from '../samples.js';
import {
  abandonedCart,
  condition,
  exit,
  HOUR,
  MINUTE,
  planOf,
  send,
  trigger,
  update,
  wait,
} from '../plans.js';

/** One journey with every kind of step that is no trigger, in the order in which they came to be. */
const everyStep = [
  'set-variable',
  'tag-contact',
  'issue-coupon',
  'change-points',
  'note-to-team',
  'start-journey',
  'random-split',
  'experiment',
  'rate-gate',
  'wait',
  'wait-until',
  'wait-for-reply',
  'wait-for-stock',
];
const triggers = ['keyword-trigger', 'segment-trigger', 'schedule-trigger', 'date-trigger'];

type Story = Pick<Scenario, 'name' | 'plan' | 'script' | 'send' | 'contact'> & { calledOff?: CalledOff };

const exits = [{ id: 'ordered', event: 'Order Completed', outcome: 'ordered' }];

const winBack = planOf(
  {
    cart: trigger('vip'),
    vip: condition(
      { match: 'all', rules: [{ source: 'contact', path: 'tier', op: 'equals', value: 'gold' }] },
      { yes: 'nudge', otherwise: 'browse' },
    ),
    nudge: send('mark', 'unsent'),
    mark: update('browse'),
    browse: wait(HOUR, { 'product-viewed': 'again', timeout: 'quiet' }, { events: ['Product Viewed'] }),
    again: send('quiet', 'quiet'),
    quiet: exit('quiet'),
    unsent: exit('unsent'),
  },
  exits,
);

const asksFirst = planOf({
  cart: trigger('asks'),
  asks: update('rest'),
  rest: wait(HOUR, { timeout: 'end' }),
  end: exit('through'),
});
const activity = 'update-contact.update';

/** What is recorded for the ages. A new node type adds a story, never changes one. */
export const stories: Story[] = [
  { name: 'cart-timed-out', plan: abandonedCart() },
  {
    name: 'cart-ordered',
    plan: abandonedCart(),
    script: [{ afterMs: 30 * MINUTE, event: 'Order Completed' }],
  },
  {
    name: 'held-twice-then-sent',
    plan: winBack,
    contact: { tier: 'gold' },
    send: [{ held: HOUR }, { held: HOUR }, 'sent'],
  },
  { name: 'not-sent', plan: winBack, contact: { tier: 'gold' }, send: ['not-sent'] },
  {
    name: 'viewed-then-text',
    plan: winBack,
    script: [{ afterMs: 10 * MINUTE, event: 'Product Viewed' }],
  },
  {
    name: 'exit-while-held',
    plan: winBack,
    contact: { tier: 'gold' },
    send: [{ held: 8 * HOUR }],
    script: [{ afterMs: HOUR, event: 'Order Completed' }],
  },
  {
    name: 'paused-and-resumed',
    plan: abandonedCart(),
    script: [
      { afterMs: MINUTE, paused: true },
      { afterMs: 3 * HOUR, paused: false },
    ],
  },
  {
    name: 'parked-in-a-wait',
    plan: abandonedCart(),
    script: [
      { afterMs: 30 * MINUTE, paused: true },
      { afterMs: 3 * HOUR, paused: false, due: 'later' },
    ],
  },
  {
    name: 'interrupted',
    plan: winBack,
    script: [{ afterMs: MINUTE, interrupt: { kind: 'end', outcome: 'replaced' } }],
  },
  {
    name: 'every-step-in-a-row',
    plan: planFrom(
      inARow(
        sampleOf('manual-trigger'),
        everyStep.map((type) => ({ ...sampleOf(type), version: 1 })),
      ),
    ),
    script: [{ afterMs: 9 * 24 * HOUR, event: 'SMS Received', properties: { text: 'ja tak' } }],
  },
  {
    name: 'http-request',
    plan: planFrom(inARow(sampleOf('manual-trigger'), [sampleOf('http-request'), sampleOf('wait')])),
  },
  {
    name: 'stock-looked-at-first',
    plan: planFrom(inARow(sampleOf('manual-trigger'), [sampleOf('wait-for-stock')])),
  },
  {
    name: 'points-if-enough',
    plan: planFrom(inARow(sampleOf('manual-trigger'), [sampleOf('change-points'), sampleOf('wait')])),
  },
  {
    name: 'drip-that-asks-again',
    plan: planOf(
      {
        cart: trigger('drip'),
        drip: {
          type: 'rate-gate@2',
          name: 'drip',
          config: { count: 1, everyMs: 24 * HOUR },
          next: { next: 'rest' },
        },
        rest: wait(HOUR, { timeout: 'drip' }),
      },
      exits,
    ),
    script: [{ afterMs: 30 * HOUR, event: 'Order Completed' }],
  },
  {
    name: 'called-off-and-skipped',
    plan: asksFirst,
    calledOff: { activity, asked: { kind: 'skip', nodeId: 'asks' } },
  },
  {
    name: 'called-off-and-tried-again',
    plan: asksFirst,
    calledOff: { activity, asked: { kind: 'retry', nodeId: 'asks' } },
  },
  ...triggers.map((type) => ({ name: type, plan: planFrom(inARow(sampleOf(type), [sampleOf('wait')])) })),
];

/**
 * Node types, `type@version`, that no story tells of yet, each with the reason. Somebody in flight on one of these is
 * not protected by a recorded history: keep this empty, or nearly so.
 */
export const UNTOLD: Record<string, string> = {};
