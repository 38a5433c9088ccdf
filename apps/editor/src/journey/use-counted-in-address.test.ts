import { expect, test } from 'vitest';
import { countedPeriod } from '../workspace/people-behind.js';
import { countedIn } from './use-counted-in-address.js';

const asked = (address: string) => countedIn(new URLSearchParams(address));

test('what an address asks to be counted is read', () => {
  expect(asked('version=2&days=7')).toEqual({ version: 2, days: 7 });
  expect(asked('first=2026-11-01&last=2026-11-30')).toEqual({
    version: 'all',
    days: null,
    between: { from: '2026-11-01', to: '2026-11-30' },
  });
});

test.each([
  'first=2026-99-99&last=2026-99-99',
  'first=2026-02-31&last=2026-03-01',
  'first=2026-11-30&last=2026-11-01',
  'days=999999',
  'days=-1',
  'version=x',
])('what cannot be read counts all: %s', (address) => {
  expect(asked(address)).toEqual({ version: 'all', days: null });
  expect(countedPeriod(asked(address))).toEqual({});
});
