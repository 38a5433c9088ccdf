import { afterAll, expect, test } from 'vitest';
import { calendarDay, clockTime, dayOf, shortTime, showTimesIn, wholeTime, zoneName } from './time.js';

afterAll(() => showTimesIn('UTC'));

test('an instant is shown by the clock of the shop, whoever reads it', () => {
  const late = '2026-11-30T23:30:00Z';
  showTimesIn('Europe/Copenhagen');
  expect([clockTime(late), calendarDay(Date.parse(late)), zoneName()]).toEqual([
    '00:30',
    '2026-12-01',
    'Europe/Copenhagen',
  ]);
  // By that clock it is tomorrow's.
  expect(shortTime(late, Date.parse('2026-11-30T22:00:00Z'))).toContain('Dec');
  expect(wholeTime(late)).toContain('CET');
  showTimesIn('America/New_York');
  expect(clockTime(late)).toBe('18:30');
  expect(dayOf(late, Date.parse('2026-12-01T04:00:00Z'))).toBe('Today');
});
