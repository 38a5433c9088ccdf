import { expect, test } from 'vitest';
import { begunInstead } from './one-a-day.js';

test('a time that was moved on its day, or over the midnight after it, is the campaign that began', () => {
  expect(begunInstead('2026-12-01T15:00', ['2026-12-01T10:00'])).toBe('2026-12-01T10:00');
  expect(begunInstead('2026-12-02T00:05', ['2026-12-01T23:55'])).toBe('2026-12-01T23:55');
  expect(begunInstead('2026-12-02T08:00', ['2026-12-01T20:00'])).toBeUndefined();
  expect(begunInstead('2026-12-02T10:00', ['2026-12-01T10:00'])).toBeUndefined();
  expect(begunInstead('2026-12-01T10:00', ['2026-12-01T10:00'])).toBeUndefined();
});
