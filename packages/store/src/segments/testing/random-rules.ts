import type { Condition, PropertyTest, SegmentRule, ValueTest, Window } from '@signalbox/engine/segments';
import fc from 'fast-check';

export const EVENTS = ['Order Completed', 'Product Viewed', "Robert'); drop table events;--"];
export const PATHS = ['size', 'club.level', "it's", '$1', 'a"b'];
const TEXTS = ['gold', 'Gold ', 'Ærø', 'true', '38', "x' or '1'='1", '%', '2026-11-01', '\\'];

const unit = fc.constantFrom('hours' as const, 'days' as const);
const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
const text = fc.constantFrom(...TEXTS);
const number = fc.constantFrom(-1, 0, 1, 2, 38, 19.95, 200);

/** Whatever a shop may say of somebody. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constantFrom(null, '', '38.0', '200', '2026-11-20T10:00:00Z', '2026-11-25', '2026-13-45', [], {}),
  fc.array(fc.oneof(text, number), { maxLength: 3 }),
);

const span = fc.record({ amount: fc.integer({ min: 1, max: 20 }), unit });
const anyWindow: fc.Arbitrary<Window> = fc.oneof(
  fc.constant<Window>({ kind: 'ever' }),
  span.map((of) => ({ kind: 'last' as const, ...of })),
  fc.record({ kind: fc.constant('between' as const), from: day, to: day }),
  fc.record({ kind: fc.constant('between' as const), from: day }),
);

const knownOps = fc.constantFrom('known' as const, 'unknown' as const);
const dateTest: fc.Arbitrary<ValueTest & { type: 'date' }> = fc.oneof(
  fc.record({
    type: fc.constant('date' as const),
    op: fc.constantFrom('before' as const, 'after' as const),
    value: day,
  }),
  fc.record({ type: fc.constant('date' as const), op: fc.constant('between' as const), value: day, to: day }),
  fc
    .record({ op: fc.constantFrom('in-last' as const, 'over-ago' as const, 'in-next' as const), of: span })
    .map(({ op, of }) => ({ type: 'date' as const, op, ...of })),
  fc.record({ type: fc.constant('date' as const), op: knownOps }),
);
const numberTest: fc.Arbitrary<ValueTest> = fc.oneof(
  fc.record({
    type: fc.constant('number' as const),
    op: fc.constantFrom('is', 'is-not', 'more-than', 'at-least', 'less-than', 'at-most'),
    value: number,
  }),
  fc.record({ type: fc.constant('number' as const), op: fc.constant('between'), value: number, to: number }),
  fc.record({ type: fc.constant('number' as const), op: knownOps }),
) as fc.Arbitrary<ValueTest>;
const textTest: fc.Arbitrary<ValueTest> = fc.oneof(
  fc.record({
    type: fc.constant('text' as const),
    op: fc.constantFrom('is', 'is-not', 'contains', 'not-contains', 'starts-with'),
    value: text,
  }),
  fc.record({
    type: fc.constant('text' as const),
    op: fc.constantFrom('one-of', 'none-of'),
    value: fc.array(text, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('text' as const), op: knownOps }),
) as fc.Arbitrary<ValueTest>;
const anyTest: fc.Arbitrary<ValueTest> = fc.oneof(
  textTest,
  numberTest,
  dateTest,
  fc.record({ type: fc.constant('boolean' as const), op: fc.constant('is' as const), value: fc.boolean() }),
  fc.record({
    type: fc.constant('list' as const),
    op: fc.constantFrom('has' as const, 'has-not' as const),
    value: text,
  }),
);

const where: fc.Arbitrary<PropertyTest[]> = fc.array(
  fc.record({ path: fc.constantFrom('size', 'products.*.name', "it's"), test: anyTest }),
  { maxLength: 2 },
);
const event = fc.constantFrom(...EVENTS);
const times = fc
  .record({
    op: fc.constantFrom('at-least' as const, 'at-most' as const, 'exactly' as const),
    count: fc.integer({ min: 0, max: 3 }),
  })
  .map((one) => (one.op === 'at-least' ? { ...one, count: Math.max(1, one.count) } : one));

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('attribute' as const), path: fc.constantFrom(...PATHS), test: anyTest }),
  fc.record({ kind: fc.constant('field' as const), field: fc.constant('country'), test: textTest }),
  fc.record({ kind: fc.constant('field' as const), field: fc.constant('order_count'), test: numberTest }),
  fc.record({ kind: fc.constant('field' as const), field: fc.constant('last_order_at'), test: dateTest }),
  fc.record({
    kind: fc.constant('field' as const),
    field: fc.constant('total_spent'),
    currency: fc.constantFrom('DKK', 'EUR'),
    test: numberTest,
  }),
  fc.record({
    kind: fc.constant('tag' as const),
    op: fc.constantFrom('has' as const, 'has-not' as const),
    tag: text,
  }),
  fc.record({
    kind: fc.constant('consent' as const),
    op: fc.constantFrom('is' as const, 'is-not' as const),
    purpose: fc.constant('marketing'),
    state: fc.constantFrom('granted' as const, 'denied' as const, 'none' as const, 'stopped' as const),
  }),
  fc.record({ kind: fc.constant('event' as const), event, times, where, when: anyWindow }),
  fc.record({
    kind: fc.constant('event-time' as const),
    event,
    which: fc.constantFrom('first' as const, 'last' as const),
    where,
    test: dateTest,
  }),
);

const group = (condition: fc.Arbitrary<Condition>) =>
  fc.record({
    kind: fc.constant('group' as const),
    match: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
    conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
  });

/** Rules that nest up to three deep. */
export const anyRule: fc.Arbitrary<SegmentRule> = group(
  fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: group(fc.oneof(leaf, group(leaf))) }),
).map((root) => ({ version: 2, root }));
