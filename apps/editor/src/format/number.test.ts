import { expect, test } from 'vitest';
import { formatAbout } from './number.js';

test.each([
  [103.7, '104'],
  [10, '10'],
  [0.3, '0.3'],
  [1, '1'],
])('%f is about %s', (value, words) => expect(formatAbout(value)).toBe(words));
