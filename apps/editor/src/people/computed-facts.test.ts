import type { ContactDetail } from '@signalbox/api/contract';
import { expect, test } from 'vitest';
import { computedFacts } from './computed-facts.js';

const nothing: ContactDetail['computed'] = {
  averageOrder: {},
  firstOrderAt: null,
  lastOrderAt: null,
  favouriteCategory: null,
  medianGapDays: null,
  predictedNextOrderAt: null,
  recency: null,
  frequency: null,
  monetary: null,
  tier: null,
  pointsBalance: 0,
  hasOpenCase: false,
  contactedElsewhereAt: null,
  referralCount: 0,
};

test('of somebody of whom nothing is computed nothing is said', () => {
  expect(computedFacts(nothing)).toEqual([]);
});

test('what is computed of a customer is said in plain words', () => {
  const facts = computedFacts({
    ...nothing,
    averageOrder: { DKK: 51_200 },
    lastOrderAt: '2026-11-01T10:00:00.000Z',
    favouriteCategory: 'Boots',
    medianGapDays: 20.5,
    ...{ recency: 5, frequency: 3, monetary: 4 },
    hasOpenCase: true,
    referralCount: 2,
  });
  expect(facts.map(({ label, words, at }) => `${label}: ${words ?? at}`)).toEqual([
    expect.stringMatching(/^Average order: DKK.512\.00$/),
    'Last order: 2026-11-01T10:00:00.000Z',
    'Buys most of: Boots',
    'Usually orders: every 21 days',
    'Among customers: lately 5, often 3, spends 4; 5 is the best',
    'Support: waits for an answer: a case is open',
    'Brought: 2 people',
  ]);
});
