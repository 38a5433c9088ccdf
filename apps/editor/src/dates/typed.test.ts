import { expect, test } from 'vitest';
import { typedClock } from './typed-clock.js';
import { isWholeDay, typedDay } from './typed-day.js';
import { isWholeMoment, typedMoment } from './typed-moment.js';

const english = { locale: 'en-GB', today: '2026-11-30' };
const danish = { locale: 'da-DK', today: '2026-11-30' };

test.each([
  ['Mon 30 Nov 2026', '2026-11-30'],
  ['30 november 2026', '2026-11-30'],
  ['Nov 30th, 2026', '2026-11-30'],
  ['2026-11-30', '2026-11-30'],
  ['30/11/2026', '2026-11-30'],
  ['11/30/2026', '2026-11-30'],
  ['1/2/2027', '2027-02-01'],
  ['30.11.26', '2026-11-30'],
  ['30112026', '2026-11-30'],
  ['1 dec', '2026-12-01'],
  ['today', '2026-11-30'],
  ['tomorrow', '2026-12-01'],
  ['29 Feb 2028', '2028-02-29'],
])('“%s” is a day', (typed, day) => {
  expect(typedDay(typed, english)).toBe(day);
});

test.each([
  ['man. 30. nov. 2026', '2026-11-30'],
  ['1. maj 2027', '2027-05-01'],
  ['onsdag 14. oktober 2026', '2026-10-14'],
  ['i morgen', '2026-12-01'],
  ['tirsdag d. 24. november', '2026-11-24'],
  ['søn. 1. mar. 2026', '2026-03-01'],
])('“%s” is a day in Danish', (typed, day) => {
  expect(typedDay(typed, danish)).toBe(day);
});

test.each(['', '31 Feb 2027', '29 Feb 2027', '32/1/2027', '5', 'soon', '1 2 3 4', 'Nov', '30 Nov 202'])(
  '“%s” is no day',
  (typed) => {
    expect(typedDay(typed, english)).toBeNull();
  },
);

test('a year that was left out is the one nearest to today', () => {
  expect(typedDay('1 Jan', english)).toBe('2027-01-01');
  expect(typedDay('1 Oct', english)).toBe('2026-10-01');
  expect(typedDay('31.12', { ...english, today: '2027-01-02' })).toBe('2026-12-31');
});

test('a day is taken while it is typed only when nothing can follow', () => {
  expect(['30 Nov 2026', '2026-11-30', '30.11.2026'].map(isWholeDay)).toEqual([true, true, true]);
  expect(['30 Nov', '30.11.20', '2026-11-3', '2026-1'].map(isWholeDay)).toEqual([false, false, false, false]);
  expect(isWholeMoment('30 Nov 2026 23:59')).toBe(true);
  expect(isWholeMoment('30 Nov 2026 23')).toBe(false);
});

test.each([
  ['9', '09:00'],
  ['9.30', '09:30'],
  ['0930', '09:30'],
  ['23:59', '23:59'],
  ['kl. 8', '08:00'],
  ['12 am', '00:00'],
  ['9:30pm', '21:30'],
])('“%s” is a time', (typed, clock) => {
  expect(typedClock(typed)).toBe(clock);
});

test.each(['24:00', '9:60', 'noon', '', '13 pm', '123456'])('“%s” is no time', (typed) => {
  expect(typedClock(typed)).toBeNull();
});

test('a day and a time stand together, and a day alone is at the time that the field proposes', () => {
  const read = (typed: string) => typedMoment(typed, '23:59', english);
  expect(read('Mon 30 Nov 2026, 10:00')).toBe('2026-11-30T10:00');
  expect(read('2026-11-30T10:00')).toBe('2026-11-30T10:00');
  expect(read('30.11.2026 9.30')).toBe('2026-11-30T09:30');
  expect(typedMoment('man. 30. nov. 2026 kl. 9.30', '23:59', danish)).toBe('2026-11-30T09:30');
  expect(read('1 Dec')).toBe('2026-12-01T23:59');
  expect(read('1 Dec 25:00')).toBeNull();
});
