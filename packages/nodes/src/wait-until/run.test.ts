import { describe, expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { instantOf } from './instant.js';
import { run } from './run.js';

const config = { time: '09:00', weekdays: [], shiftMs: 0, clock: 'contact' as const, again: false };

test('holds until the instant that was reckoned, and says when that is', () => {
  const { effects, port } = play(run(here(config, 1_000)), {
    activity: () => ({ atMs: 5_000, said: 'Mon 09:00' }),
  });
  expect(effects.slice(1)).toEqual([
    { kind: 'note', reason: 'Mon 09:00' },
    { kind: 'sleep-until', atMs: 5_000 },
  ]);
  expect(port).toBe('next');
});

test('a moment that has passed, or that nobody can read, is already over', () => {
  for (const atMs of [999, null]) {
    expect(play(run(here(config, 1_000)), { activity: () => ({ atMs, said: '' }) }).port).toBe('passed');
  }
});

describe('by the clocks of', () => {
  const at = (change: object, zone: string, from: string) =>
    instantOf(
      { ...config, ...change, enteredAtMs: Date.parse(from) },
      { time_zone: zone },
      'Europe/Copenhagen',
    );
  const iso = ({ atMs }: { atMs: number | null }) => new Date(atMs!).toISOString();

  test.each([
    [
      'Tokyo, Monday 07:00',
      { time: '07:00', weekdays: ['mon'] },
      'Asia/Tokyo',
      '2026-11-23T10:00Z',
      '2026-11-29T22:00:00.000Z',
    ],
    [
      'Los Angeles, Friday 20:00',
      { time: '20:00', weekdays: ['fri'] },
      'America/Los_Angeles',
      '2026-11-23T10:00Z',
      '2026-11-28T04:00:00.000Z',
    ],
    [
      'New York, before the clocks go forward',
      {},
      'America/New_York',
      '2026-03-07T15:00Z',
      '2026-03-08T13:00:00.000Z',
    ],
    [
      'New York, before they go back',
      {},
      'America/New_York',
      '2026-10-31T14:00Z',
      '2026-11-01T14:00:00.000Z',
    ],
    [
      'Copenhagen, 02:30 that does not exist',
      { time: '02:30' },
      'Europe/Copenhagen',
      '2026-03-28T12:00Z',
      '2026-03-29T01:30:00.000Z',
    ],
    ['a leap day', { date: '2028-02-29' }, 'Asia/Tokyo', '2026-11-23T10:00Z', '2028-02-29T00:00:00.000Z'],
  ])('%s', (_name, change, zone, from, expected) => {
    expect(iso(at(change, zone, from))).toBe(expected);
  });

  test('right now is not too late', () => {
    expect(iso(at({}, 'Asia/Tokyo', '2026-11-23T00:00:00Z'))).toBe('2026-11-23T00:00:00.000Z');
  });

  test('who comes round again has had this instant, and waits for the next', () => {
    const nine = '2026-11-23T00:00:00Z';
    expect(iso(at({ again: true }, 'Asia/Tokyo', nine))).toBe('2026-11-24T00:00:00.000Z');
    expect(at({ again: true, date: '2026-11-23' }, 'Asia/Tokyo', nine).atMs).toBeNull();
    expect(iso(at({ date: '2026-11-23' }, 'Asia/Tokyo', nine))).toBe('2026-11-23T00:00:00.000Z');
  });

  test('three hours before 09:00, asked for at 07:00, is six tomorrow morning', () => {
    const early = { shiftMs: -3 * 3_600_000 };
    expect(iso(at(early, 'UTC', '2026-12-01T07:00Z'))).toBe('2026-12-02T06:00:00.000Z');
    expect(iso(at(early, 'UTC', '2026-12-01T05:00Z'))).toBe('2026-12-01T06:00:00.000Z');
    expect(iso(at({ shiftMs: 3 * 3_600_000 }, 'UTC', '2026-12-01T10:00Z'))).toBe('2026-12-01T12:00:00.000Z');
  });

  test('a zone that is none falls back to the shop’s, and says so', () => {
    const { said } = at({}, 'Mars/Olympus', '2026-11-23T10:00Z');
    expect(said).toContain('“Mars/Olympus” is no time zone, so the shop’s, Europe/Copenhagen');
  });

  test('a country with one zone stands in for a person’s own', () => {
    const { said } = instantOf({ ...config, enteredAtMs: 0 }, { country: 'JP' }, 'Europe/Copenhagen');
    expect(said).toContain('Asia/Tokyo by country');
  });

  test('where no country is known, that of the phone stands in for it; one of many countries does not', () => {
    const said = (phone: string, country: string | null = null) =>
      instantOf({ ...config, enteredAtMs: 0 }, { phone, country }, 'Europe/Copenhagen').said;
    expect(said('+818012345678')).toContain('Asia/Tokyo by the phone’s country, JP');
    expect(said('+818012345678', 'GB')).toContain('Europe/London by country');
    expect(said('+12025550123')).toContain('the shop’s, Europe/Copenhagen');
  });

  test.each([
    ['DK', 'Europe/Copenhagen'],
    ['NO', 'Europe/Oslo'],
    ['NL', 'Europe/Amsterdam'],
    ['IS', 'Atlantic/Reykjavik'],
    ['IN', 'Asia/Kolkata'],
  ])('the clock of %s is called what its people call it', (country, zone) => {
    const { said } = instantOf({ ...config, enteredAtMs: 0 }, { country }, 'America/New_York');
    expect(said).toContain(`so ${zone} by country`);
  });

  test('a country whose zones show the same time has one clock: Büsingen’s is Berlin’s', () => {
    const { said } = instantOf({ ...config, enteredAtMs: 0 }, { country: 'DE' }, 'America/New_York');
    expect(said).toContain('so Europe/Berlin by country');
  });

  test('a moment that the event names, three hours before it', () => {
    const moment = { moment: '2026-12-01T23:59:00+01:00', shiftMs: -3 * 3_600_000 };
    expect(iso(at(moment, 'Asia/Tokyo', '2026-11-23T10:00Z'))).toBe('2026-12-01T19:59:00.000Z');
    expect(at({ moment: 'soon' }, 'Asia/Tokyo', '2026-11-23T10:00Z')).toEqual({
      atMs: null,
      said: '“soon” is no date and time',
    });
  });

  test('a moment that the event does not tell is no reason to go by the time of day', () => {
    expect(at({ moment: '' }, 'Asia/Tokyo', '2026-11-23T10:00Z')).toEqual({
      atMs: null,
      said: 'The moment is not told',
    });
  });
});
