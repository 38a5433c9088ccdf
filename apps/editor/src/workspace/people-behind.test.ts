import { expect, test } from 'vitest';
import { countedPeriod, peopleBehind, textsBehind } from './people-behind.js';

const counted = { version: 2, days: null, between: { from: '2026-05-01', to: '2026-05-07' } };

test('a number leads to a list of the same version and period', () => {
  const { from, to } = countedPeriod(counted);
  const asked = (path: string) => Object.fromEntries(new URLSearchParams(path.split('?')[1]));
  expect(asked(textsBehind('j', { node: 'text', then: 'clicked', counted }))).toEqual({
    journey: 'j',
    node: 'text',
    then: 'clicked',
    version: '2',
    from,
    to,
  });
  expect(asked(peopleBehind('j', { goal: 'reached', counted }))).toEqual({
    goal: 'reached',
    version: '2',
    from,
    to,
  });
});

test('a period of two days takes the whole of both', () => {
  const { from, to } = countedPeriod(counted);
  expect(Date.parse(to!) - Date.parse(from!)).toBe(7 * 86_400_000);
  expect(countedPeriod({ version: 'all', days: null })).toEqual({});
});
