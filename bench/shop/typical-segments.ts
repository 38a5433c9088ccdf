import type { Condition, SegmentRule } from '../../packages/engine/src/segments/index.js';

const all = (...conditions: Condition[]): SegmentRule => ({
  version: 2,
  root: { kind: 'group', match: 'all', conditions },
});
const did = (event: string, op: 'at-least' | 'exactly', count: number, days: number | null): Condition => ({
  kind: 'event',
  event,
  times: { op, count },
  where: [],
  when: days === null ? { kind: 'ever' } : { kind: 'last', amount: days, unit: 'days' },
});
const orders = (op: 'at-least' | 'is', value: number): Condition => ({
  kind: 'field',
  field: 'order_count',
  test: { type: 'number', op, value },
});

/** Ten segments as shops make them. */
export const TYPICAL_SEGMENTS: Record<string, SegmentRule> = {
  'bought three times or more': all(orders('at-least', 3)),
  'spent 2,000 DKK or more': all({
    kind: 'field',
    field: 'total_spent',
    currency: 'DKK',
    test: { type: 'number', op: 'at-least', value: 2_000 },
  }),
  'bought before, not in 90 days': all(orders('at-least', 1), {
    kind: 'field',
    field: 'last_order_at',
    test: { type: 'date', op: 'over-ago', amount: 90, unit: 'days' },
  }),
  'never bought, looked in the last 7 days': all(orders('is', 0), did('Product Viewed', 'at-least', 1, 7)),
  'began to check out and did not buy in 3 days': all(
    did('Checkout Started', 'at-least', 1, 3),
    did('Order Completed', 'exactly', 0, 3),
  ),
  'bought twice or more in 90 days': all(did('Order Completed', 'at-least', 2, 90)),
  'looked at shoes in the last 14 days': all({
    kind: 'event',
    event: 'Product Viewed',
    times: { op: 'at-least', count: 1 },
    where: [{ path: 'category', test: { type: 'text', op: 'is', value: 'Shoes' } }],
    when: { kind: 'last', amount: 14, unit: 'days' },
  }),
  'wears 42 to 44, from Aarhus or Odense': all(
    { kind: 'attribute', path: 'shoe_size', test: { type: 'number', op: 'between', value: 42, to: 44 } },
    { kind: 'attribute', path: 'town', test: { type: 'text', op: 'one-of', value: ['Aarhus', 'Odense'] } },
  ),
  'VIP, or in the club with an order this month': all({
    kind: 'group',
    match: 'any',
    conditions: [
      { kind: 'tag', op: 'has', tag: 'vip' },
      {
        kind: 'group',
        match: 'all',
        conditions: [
          { kind: 'attribute', path: 'club', test: { type: 'boolean', op: 'is', value: true } },
          did('Order Completed', 'at-least', 1, 30),
        ],
      },
    ],
  }),
  'first bought more than a year ago': all({
    kind: 'event-time',
    event: 'Order Completed',
    which: 'first',
    where: [],
    test: { type: 'date', op: 'over-ago', amount: 365, unit: 'days' },
  }),
};
