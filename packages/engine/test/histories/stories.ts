import type { Scenario } from '../conformance/scenarios.js';
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

type Story = Pick<Scenario, 'name' | 'plan' | 'script' | 'send' | 'contact'>;

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
    name: 'interrupted',
    plan: winBack,
    script: [{ afterMs: MINUTE, interrupt: { kind: 'end', outcome: 'replaced' } }],
  },
];
