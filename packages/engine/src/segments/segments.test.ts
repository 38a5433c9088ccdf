import { expect, test } from 'vitest';
import { checkRule, describeRule, readRule, readsOf, type Condition, type SegmentRule } from './index.js';

const ruled = (...conditions: Condition[]): SegmentRule => ({
  version: 2,
  root: { kind: 'group', match: 'all', conditions },
});
const JOURNEY = '018f0000-0000-7000-8000-000000000001';

test('a rule reads as a sentence', () => {
  const rule = ruled(
    {
      kind: 'field',
      field: 'total_spent',
      currency: 'DKK',
      test: { type: 'number', op: 'at-least', value: 1500 },
    },
    {
      kind: 'group',
      match: 'any',
      conditions: [
        { kind: 'attribute', path: 'shoe_size', test: { type: 'text', op: 'one-of', value: ['38', '39'] } },
        { kind: 'tag', op: 'has', tag: 'vip' },
      ],
    },
    {
      kind: 'event',
      event: 'Product Viewed',
      times: { op: 'at-least', count: 3 },
      where: [{ path: 'products.*.category', test: { type: 'text', op: 'is', value: 'Shoes' } }],
      when: { kind: 'last', amount: 7, unit: 'days' },
    },
    {
      kind: 'event',
      event: 'Order Completed',
      times: { op: 'exactly', count: 0 },
      where: [],
      when: { kind: 'between', from: '2026-11-01' },
    },
    { kind: 'journey', what: 'never-entered', journey: JOURNEY, when: { kind: 'ever' } },
  );
  expect(describeRule(rule, { journeys: new Map([[JOURNEY, 'Win back']]) })).toBe(
    'total spent is at least 1,500 DKK and (shoe size is 38 or 39 or has the tag “vip”) and did “Product Viewed” at least 3 times ' +
      'with products › category is Shoes in the last 7 days and did not do “Order Completed” since 1 November 2026 ' +
      'and never entered the journey “Win back”',
  );
});

test('what was deleted is said to be so, and nothing is before it is known', () => {
  const rule = ruled(
    { kind: 'segment', op: 'in', segment: JOURNEY },
    { kind: 'journey', what: 'never-entered', journey: JOURNEY, when: { kind: 'ever' } },
    {
      kind: 'message',
      what: 'texted',
      journey: JOURNEY,
      times: { op: 'at-least', count: 1 },
      when: { kind: 'ever' },
    },
  );
  expect(describeRule(rule, { segments: new Map(), journeys: new Map() })).toMatch(
    /is in a segment that was deleted and never entered a journey that was deleted and .* of a journey that was deleted$/,
  );
  expect(describeRule(rule)).not.toContain('deleted');
});

test('a rule names what it reads, so that nothing else makes it be judged', () => {
  expect(
    readsOf(
      ruled(
        { kind: 'attribute', path: 'club.level', test: { type: 'text', op: 'known' } },
        { kind: 'field', field: 'country', test: { type: 'text', op: 'is', value: 'DK' } },
        { kind: 'consent', op: 'is', purpose: 'marketing', state: 'granted' },
      ),
    ),
  ).toEqual([
    { kind: 'attribute', name: 'club' },
    { kind: 'field', name: 'country' },
    { kind: 'consent', name: '' },
    { kind: 'field', name: 'phone' },
  ]);
});

test('a sentence names the first of very many values, and counts the others', () => {
  const among = (count: number) =>
    describeRule(
      ruled({
        kind: 'attribute',
        path: 'zip',
        test: {
          type: 'text',
          op: 'one-of',
          value: Array.from({ length: count }, (_, n) => String(8000 + n)),
        },
      }),
    );
  expect(among(0)).toBe('zip is …');
  expect(among(8)).toBe('zip is 8000, 8001, 8002, 8003, 8004, 8005, 8006 or 8007');
  expect(among(1_500)).toBe('zip is 8000, 8001, 8002, 8003, 8004, 8005 or 1,494 more');
});

test.each([
  ['nothing', null],
  ['another shape', { match: 'all' }],
  ['no condition', ruled()],
  ['an unknown field', ruled({ kind: 'field', field: 'password', test: { type: 'text', op: 'known' } })],
  ['a kind of its own', ruled({ kind: 'sql', text: 'true' } as never)],
  [
    'a comparison of another kind',
    ruled({ kind: 'field', field: 'order_count', test: { type: 'text', op: 'is', value: '3' } }),
  ],
  [
    'an operator that is none',
    ruled({ kind: 'attribute', path: 'a', test: { type: 'text', op: 'or 1=1' as never, value: 'x' } }),
  ],
  [
    'a number that is none',
    ruled({ kind: 'field', field: 'order_count', test: { type: 'number', op: 'is', value: NaN } }),
  ],
  ['a segment that is no id', ruled({ kind: 'segment', op: 'in', segment: "'; drop table x" })],
  [
    'a day that is none',
    ruled({ kind: 'field', field: 'created_at', test: { type: 'date', op: 'before', value: '2026-13-45' } }),
  ],
  [
    'a group in itself too deep',
    ruled(
      [1, 2, 3, 4, 5, 6].reduce<Condition>(
        (inner) => ({ kind: 'group', match: 'all', conditions: [inner] }),
        { kind: 'tag', op: 'has', tag: 'x' },
      ),
    ),
  ],
])('%s is refused with a sentence', (_name, rule) => {
  const faults = checkRule(rule);
  expect(faults.length).toBeGreaterThan(0);
  expect(faults[0]!.message).toMatch(/\.$|\?$/);
});

test.each([
  ['no object', 'everybody'],
  ['rules that are no list', { match: 'all', rules: { path: 'tier' } }],
  ['rules without a field', { match: 'all', rules: [{ kind: 'contact', field: 'tier', op: 'is' }] }],
  ['a group without rules in a group', { match: 'all', rules: [{ rules: [null] }] }],
])('what was never a rule is said to be none: %s', (_, given) => {
  expect(checkRule(readRule(given))).toMatchObject([{ code: 'bad-rule' }]);
});
