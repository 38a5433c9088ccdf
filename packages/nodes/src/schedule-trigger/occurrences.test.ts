import { expect, test } from 'vitest';
import { occurrences, type Schedule } from './occurrences.js';

const at = (change: Partial<Schedule>, from: string, to: string, zone = 'Europe/Copenhagen') =>
  occurrences({ date: '2026-03-28', time: '02:30', repeat: 'never', weekdays: [], ...change }, zone, {
    afterMs: Date.parse(from),
    untilMs: Date.parse(to),
  }).map(({ local, atMs }) => [local, new Date(atMs).toISOString()]);

test('once, and never again', () => {
  expect(at({}, '2026-03-01T00:00Z', '2026-05-01T00:00Z')).toEqual([
    ['2026-03-28T02:30', '2026-03-28T01:30:00.000Z'],
  ]);
  expect(at({}, '2026-03-28T01:30Z', '2026-05-01T00:00Z')).toEqual([]);
});

test('every day, also on the one that has no 02:30', () => {
  expect(at({ repeat: 'daily' }, '2026-03-28T12:00Z', '2026-03-30T12:00Z')).toEqual([
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-30T02:30', '2026-03-30T00:30:00.000Z'],
  ]);
});

test('every week on chosen days, or on that of the date', () => {
  const weekly = { repeat: 'weekly' as const };
  const days = (change: Partial<Schedule>) =>
    at({ ...weekly, ...change }, '2026-03-01T00:00Z', '2026-04-08T00:00Z').map(([local]) =>
      local!.slice(0, 10),
    );
  expect(days({})).toEqual(['2026-03-28', '2026-04-04']);
  expect(days({ weekdays: ['mon', 'wed'] })).toEqual(['2026-03-30', '2026-04-01', '2026-04-06']);
});

test('every month, on the last day of one that is too short', () => {
  const monthly = { repeat: 'monthly' as const, date: '2026-01-31' };
  const days = at(monthly, '2026-01-01T00:00Z', '2026-05-01T00:00Z').map(([local]) => local!.slice(0, 10));
  expect(days).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
});
