import { expect, test } from 'vitest';
import { scheduleStands } from './schedule-stands.js';

const BEGUN = ['2026-12-01T10:00'];
const stands = (at: string, config: object) =>
  scheduleStands(
    'Europe/Copenhagen',
    Date.parse(at),
    BEGUN,
  )({ date: '2026-12-01', weekdays: [], repeat: 'daily', clock: 'contact', ...config });

test.each(['never', 'daily'])(
  'by people’s own clocks a time that is moved on the day (%s) is said to come too late, as long as that day lasts anywhere',
  (repeat) => {
    const begun = { begun: BEGUN[0], comesAgain: repeat === 'daily' };
    const moved = { repeat, time: '15:00' };
    for (const at of [
      '2026-11-30T21:00:00Z',
      '2026-12-01T02:00:00Z',
      '2026-12-01T06:00:00Z',
      '2026-12-01T12:00:00Z',
    ])
      expect(stands(at, moved), at).toEqual(begun);
    expect(stands('2026-12-02T06:00:00Z', moved)).toBe(repeat === 'daily' ? 'to-come' : 'over');
    expect(stands('2026-12-01T06:00:00Z', { repeat, time: '10:00' })).toBe('to-come');
  },
);

test('by the shop’s clock only its next time is looked at, and one just after midnight is the evening’s', () => {
  const shop = { clock: 'shop', time: '15:00' };
  expect(stands('2026-12-01T10:00:00Z', shop)).toEqual({ begun: BEGUN[0], comesAgain: true });
  expect(stands('2026-12-01T15:00:00Z', shop)).toBe('to-come');
  const late = scheduleStands('UTC', Date.parse('2026-12-01T23:57:00Z'), ['2026-12-01T23:55']);
  expect(late({ date: '2026-12-01', weekdays: [], repeat: 'daily', time: '00:05' })).toMatchObject({
    begun: '2026-12-01T23:55',
  });
});
