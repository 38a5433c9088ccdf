import { describe, expect, test } from 'vitest';
import { simulate } from '../src/simulate/index.js';
import { startOf } from './plans.js';
import { inARow, planFrom, sampleOf } from './samples.js';

const HOUR = 3_600_000;

/** When a person comes out of a wait that stands in a stored journey, and what their page says of it. */
function waited(config: object, contact: object, from: string) {
  const wait = {
    ...sampleOf('wait-until'),
    config: { shiftMs: 0, weekdays: [], clock: 'contact', ...config },
  };
  const stored = JSON.stringify(inARow(sampleOf('manual-trigger'), [wait]));
  const { steps } = simulate({
    plan: planFrom(JSON.parse(stored) as object),
    start: startOf(Date.parse(from)),
    contact: { ...contact },
    shopTimeZone: 'Europe/Copenhagen',
  });
  const step = steps.find(({ nodeId }) => nodeId === 'wait-until')!;
  return { at: new Date(step.leftAtMs!).toISOString(), port: step.port, reason: step.reason };
}

describe('a stored journey waits by the clocks of', () => {
  test.each([
    [
      'Tokyo: Monday 07:00',
      { time: '07:00', weekdays: ['mon'] },
      'Asia/Tokyo',
      '2026-11-23T10:00Z',
      '2026-11-29T22:00Z',
    ],
    [
      'Los Angeles: Friday 20:00',
      { time: '20:00', weekdays: ['fri'] },
      'America/Los_Angeles',
      '2026-11-23T10:00Z',
      '2026-11-28T04:00Z',
    ],
    [
      'New York: 09:00 before the clocks go forward',
      { time: '09:00' },
      'America/New_York',
      '2026-03-07T15:00Z',
      '2026-03-08T13:00Z',
    ],
    [
      'New York: 09:00 before they go back',
      { time: '09:00' },
      'America/New_York',
      '2026-10-31T14:00Z',
      '2026-11-01T14:00Z',
    ],
    [
      'Copenhagen: 02:30 that does not exist',
      { time: '02:30' },
      'Europe/Copenhagen',
      '2026-03-28T12:00Z',
      '2026-03-29T01:30Z',
    ],
    [
      'Tokyo: 29 February',
      { time: '09:00', date: '2028-02-29' },
      'Asia/Tokyo',
      '2028-02-01T10:00Z',
      '2028-02-29T00:00Z',
    ],
  ])('%s', (_name, config, time_zone, from, expected) => {
    expect(waited(config, { time_zone }, from)).toMatchObject({
      at: new Date(expected).toISOString(),
      port: 'next',
    });
  });
});

test('an invalid zone falls back to the shop’s, and the person’s page says so', () => {
  const { at, reason } = waited({ time: '09:00' }, { time_zone: 'Mars/Olympus' }, '2026-11-23T10:00Z');
  expect(at).toBe('2026-11-24T08:00:00.000Z');
  expect(reason).toContain('“Mars/Olympus” is no time zone, so the shop’s, Europe/Copenhagen');
});

test('a moment that the event names, before and after it', () => {
  const moment = { time: '09:00', moment: '2026-11-23T12:00:00+01:00' };
  expect(waited({ ...moment, shiftMs: -HOUR }, {}, '2026-11-23T08:00Z').at).toBe('2026-11-23T10:00:00.000Z');
  expect(waited(moment, {}, '2026-11-23T12:00Z').port).toBe('passed');
});
