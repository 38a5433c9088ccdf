import { expect, test } from 'vitest';
import { daysDue } from './days-due.js';

const due = (days: number, now: string, leapDay: 'feb-28' | 'mar-1' = 'feb-28', yearly = true) =>
  Object.fromEntries(
    daysDue({ days, yearly, leapDay }, Date.parse(now)).map(({ day, dates }) => [day, dates]),
  );

test('looks at every day that it is somewhere on Earth, and for twelve hours after it has ended everywhere', () => {
  expect(Object.keys(due(0, '2026-11-23T05:00Z'))).toEqual(['2026-11-22', '2026-11-23']);
  expect(Object.keys(due(0, '2026-11-23T11:00Z'))).toEqual(['2026-11-22', '2026-11-23', '2026-11-24']);
  expect(Object.keys(due(0, '2026-11-23T23:00Z'))).toEqual(['2026-11-22', '2026-11-23', '2026-11-24']);
});

test('a week before a birthday looks a week ahead, over the turn of the year', () => {
  expect(due(-7, '2026-12-28T12:00Z')['2026-12-28']).toEqual(['01-04']);
});

test('29 February falls where it was chosen to in other years, and on itself in leap years', () => {
  expect(due(0, '2027-02-28T12:00Z')['2027-02-28']).toEqual(['02-28', '02-29']);
  expect(due(0, '2027-03-01T12:00Z', 'mar-1')['2027-03-01']).toEqual(['03-01', '02-29']);
  expect(due(0, '2028-02-28T12:00Z')['2028-02-28']).toEqual(['02-28']);
  expect(due(0, '2028-02-29T12:00Z')['2028-02-29']).toEqual(['02-29']);
});

test('only once means that very date', () => {
  expect(due(30, '2026-12-01T12:00Z', 'feb-28', false)['2026-12-01']).toEqual(['2026-11-01']);
});
