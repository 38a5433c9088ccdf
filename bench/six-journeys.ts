import type { Plan } from '../packages/engine/src/graph/plan.js';
import {
  abandonedCart,
  condition,
  DAY,
  exit,
  HOUR,
  planOf,
  send,
  trigger,
  update,
  wait,
} from '../packages/engine/test/plans.js';

/** A journey that many shops have, drawn, and the workflow of `hand-written/six-journeys.ts` that does the same. */
export interface TypicalJourney {
  /** Also the name of the hand-written workflow. */
  name: string;
  plan: Plan;
  script: { afterMs: number; event: string }[];
}

const ordered = (timeoutMs: number, next: { bought: string; timeout: string }) =>
  wait(timeoutMs, { 'order-completed': next.bought, timeout: next.timeout });

export const sixJourneys: TypicalJourney[] = [
  { name: 'abandonedCart', plan: abandonedCart(), script: [] },
  {
    name: 'welcome',
    plan: planOf({
      start: trigger('hello'),
      hello: send('look'),
      look: ordered(2 * DAY, { bought: 'bought', timeout: 'nudge' }),
      nudge: send('reminded'),
      bought: exit('bought'),
      reminded: exit('reminded'),
    }),
    script: [],
  },
  {
    name: 'winBack',
    plan: planOf({
      start: trigger('look'),
      look: ordered(30 * DAY, { bought: 'bought', timeout: 'gold' }),
      gold: condition(
        { match: 'all', rules: [{ source: 'contact', path: 'tier', op: 'equals', value: 'gold' }] },
        { yes: 'text', otherwise: 'reminded' },
      ),
      text: send('reminded'),
      bought: exit('bought'),
      reminded: exit('reminded'),
    }),
    script: [],
  },
  {
    name: 'backInStock',
    plan: planOf({
      start: trigger('stock'),
      stock: wait(
        90 * DAY,
        { 'product-back-in-stock': 'text', timeout: 'told' },
        { events: ['Product Back In Stock'] },
      ),
      text: send('told'),
      told: exit('told'),
    }),
    script: [{ afterMs: 5 * DAY, event: 'Product Back In Stock' }],
  },
  {
    name: 'review',
    plan: planOf({
      start: trigger('arrives'),
      arrives: wait(7 * DAY, { 'order-cancelled': 'text', timeout: 'text' }, { events: ['Order Cancelled'] }),
      text: send('reply'),
      reply: wait(3 * DAY, { 'sms-received': 'note', timeout: 'asked' }, { events: ['SMS Received'] }),
      note: update('asked'),
      asked: exit('asked'),
    }),
    script: [{ afterMs: 7 * DAY + HOUR, event: 'SMS Received' }],
  },
  {
    name: 'drip',
    plan: planOf({
      start: trigger('one'),
      one: send('first-week'),
      'first-week': ordered(7 * DAY, { bought: 'two', timeout: 'two' }),
      two: send('second-week'),
      'second-week': ordered(7 * DAY, { bought: 'three', timeout: 'three' }),
      three: send('dripped'),
      dripped: exit('dripped'),
    }),
    script: [],
  },
];
