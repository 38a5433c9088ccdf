import { describe, expect, test } from 'vitest';
import { judge, wilson } from './judge.js';

const variants = [
  { id: 'a', name: 'Short' },
  { id: 'b', name: 'Long' },
];
const verdict = (a: [number, number], b: [number, number]) =>
  judge(variants, [
    { variant: 'a', reached: a[0], people: a[1] },
    { variant: 'b', reached: b[0], people: b[1] },
  ]).verdict;

describe('an experiment', () => {
  test('of which nothing is known says so', () => {
    expect(judge(variants, []).verdict).toBe('Nobody has come here yet.');
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
