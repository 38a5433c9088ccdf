import { expect, test } from 'vitest';
import { changedValues } from './changed-values.js';

const TEXTS = { brand: null, addsBrand: true, addsOptOut: true, linkDomain: null, utm: null };
const HOURS = { weekdays: [9, 20], saturday: [10, 18], sunday: null };
const CARRIER = {
  authId: 'MA1',
  baseUrl: 'https://api.plivo.com',
  tokensStoredAt: '2026-05-01T10:00:00.000Z',
};

test('a change says what it set anew and nothing else, in words of the page', () => {
  expect(changedValues('/api/settings/texts', TEXTS, { ...TEXTS, brand: 'Acme', addsOptOut: false })).toEqual(
    [
      { label: 'Brand', before: 'the standard one', after: 'Acme' },
      { label: 'How to opt out, at the end of advertising', before: 'on', after: 'off' },
    ],
  );
  expect(changedValues('/api/settings/hours', { hours: null }, { hours: HOURS })).toEqual([
    { label: 'Monday to Friday', before: 'the lawful hours', after: '09:00–20:00' },
    { label: 'Saturday', before: 'the lawful hours', after: '10:00–18:00' },
    { label: 'Sunday', before: 'the lawful hours', after: 'Nothing is sent' },
  ]);
});

test('a limit is said with all that makes it another one', () => {
  const limit = { count: 2, hours: 168 };
  const closer = { ...limit, calendar: 'person', purposes: ['cart-reminder'], reserved: 1 };
  expect(
    changedValues(
      '/api/settings/limits',
      { limits: [limit], partsPerDay: null },
      { limits: [closer, { count: 1, hours: 5 }], partsPerDay: 500 },
    ),
  ).toEqual([
    {
      label: 'At most, for each person',
      before: '2 texts in 7 days',
      after:
        '2 texts in 7 days, by the person’s clock, only Cart reminders, 1 kept for important ones; 1 text in 5 hours',
    },
    { label: 'Parts a day', before: 'any number', after: '500' },
  ]);
});

test('of a secret only that it changed is said', () => {
  expect(
    changedValues('/api/settings/carrier', CARRIER, {
      ...CARRIER,
      tokensStoredAt: '2026-06-01T10:00:00.000Z',
    }),
  ).toEqual([{ label: 'Tokens', before: null, after: 'changed' }]);
});

test('a part that this editor does not know is told as it is stored', () => {
  expect(changedValues('/api/settings/later', { a: 1, b: 2 }, { a: 1, b: 3 })).toEqual([
    { label: 'b', before: '2', after: '3' },
  ]);
});
