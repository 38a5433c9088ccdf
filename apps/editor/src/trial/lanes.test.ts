import { expect, test } from 'vitest';
import { lanesOf } from './lanes.js';

const marks = (...shares: number[]) => shares.map((share) => ({ share, words: 'Text 1' }));

test('marks that are far apart share a row', () => expect(lanesOf(marks(0, 50, 100))).toEqual([0, 0, 0]));

test('a mark that would cover the one before it goes below', () =>
  expect(lanesOf(marks(0, 1, 2, 60))).toEqual([0, 1, 2, 0]));

test('there are never more than three rows', () =>
  expect(Math.max(...lanesOf(marks(0, 0, 0, 0, 0, 99, 99, 99, 100)))).toBe(2));
