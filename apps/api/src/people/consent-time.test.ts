import { expect, test } from 'vitest';
import { consentTime } from './consent-time.js';

const read = (given: string, country?: string) => {
  const time = consentTime(given, country);
  return typeof time === 'number' ? new Date(time).toISOString() : time;
};

test.each([
  ['2025-05-11', undefined, '2025-05-11T00:00:00.000Z'],
  ['2025-05-11 10:30', undefined, '2025-05-11T10:30:00.000Z'],
  ['2025-05-11 10:30:05 UTC', undefined, '2025-05-11T10:30:05.000Z'],
  ['2025-05-11 10:30:05 +0200', undefined, '2025-05-11T08:30:05.000Z'],
  ['2025-05-11T10:30:05+02:00', undefined, '2025-05-11T08:30:05.000Z'],
  ['2025/05/11 10:30', undefined, '2025-05-11T10:30:00.000Z'],
  ['5/23/2025 1:30 PM', undefined, '2025-05-23T13:30:00.000Z'],
  ['5/23/2025 12:05 am', undefined, '2025-05-23T00:05:00.000Z'],
  ['11-05-2025 10:30 UTC', undefined, '2025-05-11T10:30:00.000Z'],
  ['11/05/2025 10:30:00 +0200', 'DK', '2025-05-11T08:30:00.000Z'],
  ['11/05/2025 10:30:00 -03:30', 'DK', '2025-05-11T14:00:00.000Z'],
  ['11/05/2025 10:30:00 GMT+0200', 'DK', /not a time/],
  ['Sun 11/05/2025', 'DK', /not a time/],
  ['yes 5', undefined, /not a time/],
  ['May 11, 2025 10:30 UTC', undefined, '2025-05-11T10:30:00.000Z'],
  ['11-05-2025', undefined, '2025-05-11T00:00:00.000Z'],
  ['11.05.2025 kl', undefined, /not a time/],
  ['11.5.2025 14.05', undefined, '2025-05-11T14:05:00.000Z'],
  ['30-11-2025', undefined, '2025-11-30T00:00:00.000Z'],
  ['11/05/2025', 'DK', '2025-05-11T00:00:00.000Z'],
  ['5/11/2025', 'US', '2025-05-11T00:00:00.000Z'],
  ['5/23/2025', undefined, '2025-05-23T00:00:00.000Z'],
  ['11/05/2025', undefined, /could be two days/],
  ['05/05/2025', undefined, '2025-05-05T00:00:00.000Z'],
  ['Sun, 11 May 2025 10:30:00 GMT', undefined, '2025-05-11T10:30:00.000Z'],
  ['31-02-2025', undefined, /not a time/],
  ['2999-01-01', undefined, /not a time/],
  ['12', undefined, /not a time/],
  ['yes', undefined, /not a time/],
])('%s is read, or it is said why not (%s)', (given, country, expected) => {
  const seen = read(given, country);
  if (typeof expected === 'string') expect(seen).toBe(expected);
  else expect(seen).toMatch(expected);
});

test('no order of day and month is made out to be a later one where it is not said which it is', () => {
  for (let one = 1; one <= 12; one++)
    for (let two = 1; two <= 12; two++)
      if (one !== two) expect(read(`${one}/${two}/2025`)).toMatch(/could be two days/);
});
