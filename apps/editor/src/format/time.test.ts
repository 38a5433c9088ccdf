import { afterAll, expect, test } from 'vitest';
import {
  calendarDay,
  clockInWords,
  clockTime,
  dayInWords,
  dayOf,
  instantOnTheShopsClock,
  momentInWords,
  onTheShopsClock,
  shortTime,
  showTimesIn,
  wholeTime,
  zoneName,
} from './time.js';

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

test('a moment on the clock of the shop is one instant, also where the clocks change', () => {
  showTimesIn('Europe/Copenhagen');
  expect(instantOnTheShopsClock('2026-11-30T23:59')).toBe('2026-11-30T22:59:00.000Z');
  expect(instantOnTheShopsClock('2026-07-01T00:00')).toBe('2026-06-30T22:00:00.000Z');
  // Skipped in spring, and twice in autumn.
  expect(instantOnTheShopsClock('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z');
  expect(instantOnTheShopsClock('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(instantOnTheShopsClock('2026-10-25T03:00')).toBe('2026-10-25T02:00:00.000Z');
  showTimesIn('Pacific/Kiritimati');
  expect(instantOnTheShopsClock('2026-11-30T00:00')).toBe('2026-11-29T10:00:00.000Z');
});

test('each moment of a year of the clock comes back from its instant, in any zone', () => {
  for (const zone of ['America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Europe/Copenhagen']) {
    showTimesIn(zone);
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 41 * 3_600_000) {
      const shown = onTheShopsClock(at);
      expect(onTheShopsClock(Date.parse(instantOnTheShopsClock(shown)))).toBe(shown);
    }
  }
});

test('a day is said with its weekday, in no zone', () => {
  showTimesIn('America/New_York');
  expect(dayInWords('2026-11-30')).toBe('Mon 30 Nov 2026');
  expect(momentInWords('2026-11-30T23:59')).toBe('Mon 30 Nov 2026, 23:59');
  expect([dayInWords('soon'), clockInWords('?')]).toEqual(['soon', '?']);
});
