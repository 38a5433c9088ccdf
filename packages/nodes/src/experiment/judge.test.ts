import { describe, expect, test } from 'vitest';
import { difference, judge, wilson } from './judge.js';

const variants = [
  { id: 'a', name: 'Short' },
  { id: 'b', name: 'Long' },
];
const verdict = (a: [number, number], b: [number, number]) =>
  judge(variants, [
    { variant: 'a', reached: a[0], people: a[1], underWay: 0 },
    { variant: 'b', reached: b[0], people: b[1], underWay: 0 },
  ]).verdict;

describe('an experiment', () => {
  test('of which nothing is known says so', () => {
    expect(judge(variants, []).verdict).toBe('Nobody has come here yet.');
  });
  test('says so while everybody still has time for the aim', () => {
    const waiting = { variant: 'a', people: 0, reached: 0, underWay: 4 };
    expect(judge(variants, [waiting]).verdict).toBe('Nobody’s time for it is over yet.');
  });
  test('calls nobody better while the ranges overlap', () => {
    expect(verdict([12, 100], [10, 100])).toBe('No variant is clearly better yet.');
  });
  test('names the better one once they do not', () => {
    expect(verdict([300, 1_000], [200, 1_000])).toBe('“Short” is better.');
  });
  test('a variant that nobody took makes no other better', () => {
    expect(verdict([300, 1_000], [0, 0])).toBe('No variant is clearly better yet.');
  });
});

test('the interval is that of the literature', () => {
  const { low, high } = wilson(10, 100);
  expect(low).toBeCloseTo(0.0552, 4);
  expect(high).toBeCloseTo(0.1744, 4);
  expect(wilson(0, 20)).toMatchObject({ low: 0 });
});

test('the range of a difference is that of the literature', () => {
  // Newcombe 1998, table II: 56 of 70 beside 48 of 80, and 9 of 10 beside 3 of 10.
  const first = difference(wilson(56, 70), wilson(48, 80))!;
  expect([first.by, first.low, first.high].map((value) => value.toFixed(4))).toEqual([
    '0.2000',
    '0.0524',
    '0.3339',
  ]);
  const second = difference(wilson(9, 10), wilson(3, 10))!;
  expect([second.by, second.low, second.high].map((value) => value.toFixed(4))).toEqual([
    '0.6000',
    '0.1705',
    '0.8090',
  ]);
  expect(difference(wilson(9, 10), wilson(0, 0))).toBeNull();
});
