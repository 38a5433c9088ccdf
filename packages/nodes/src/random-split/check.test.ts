import { expect, test } from 'vitest';
import { check as checkExperiment } from '../experiment/check.js';
import { check } from './check.js';

const shares = (...of: number[]) => of.map((share) => ({ share }));

test('shares that are all nothing are refused, one that is not is enough', () => {
  expect(check({ branches: shares(0, 0) })).toMatchObject([{ field: 'branches' }]);
  expect(check({ branches: shares(0, 1) })).toEqual([]);
  expect(checkExperiment({ variants: shares(0, 0) })).toMatchObject([{ field: 'variants' }]);
  expect(checkExperiment({ variants: shares(50, 0) })).toEqual([]);
});
