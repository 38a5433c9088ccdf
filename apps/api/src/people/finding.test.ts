import { takeEvent } from '@signalbox/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing.js';

let api: TestApi;
const PEOPLE: [first: string, last: string, phone: string, email: string][] = [
  ['Søren', 'Kjærgård', '+4520304050', 'søren.kjær@example.dk'],
  ['José', 'Muñoz', '+14155551234', 'jose@example.es'],
  // As a Mac writes it: a letter, then its accent.
  ['Zoe\u0308', 'Groß', '+447911123456', 'zoe@example.de'],
  ['Łukasz', 'Żak', '+48512345678', 'lukasz@example.pl'],
  ['Анна', 'Й', '+359881234567', 'anna@example.bg'],
  ['Hải', 'Dương', '+84912345678', 'hai@example.vn'],
];
beforeAll(async () => {
  api = await startTestApi();
  for (const [at, [firstName, lastName, phone, email]] of PEOPLE.entries())
    await takeEvent(
      api.database,
      {
        ...{ source: 'segment', messageId: `m${at}`, name: null, occurredAtMs: Date.now() },
        ...{ identities: [], contact: { firstName, lastName, phone, email } },
        ...{ properties: {}, keys: [], isHistory: false },
      },
      { nowMs: Date.now() },
    );
});
afterAll(() => api?.stop());

const found = async (search: string) => {
  const answer = await api.call('GET', `/api/contacts?search=${encodeURIComponent(search)}`);
  return answer.json<{ contacts: { phone: string }[] }>().contacts.map(({ phone }) => phone);
};

test.each([
  ...['Søren', 'soren', 'SØREN KJÆR', 'kjaergard', 'Kjærgard', 'søren.kjær@ex'].map((words) => [words, 0]),
  ...['jose', 'JOSÉ MUNOZ', 'muñ'].map((words) => [words, 1]),
  ...['Zoë', 'zoe gross', 'groß'].map((words) => [words, 2]),
  ...['lukasz zak', 'Łuk'].map((words) => [words, 3]),
  ...['анна', 'Анна й'].map((words) => [words, 4]),
  ...['Hải', 'Dương', 'dương hải'].map((words) => [words, 5]),
] as [string, number][])('“%s” finds whoever is called so, with accents or without', async (words, who) => {
  expect(await found(words)).toContain(PEOPLE[who]![2]);
});

test.each([
  ['+45 20 30', 0],
  ['4520', 0],
  ['20 30 40 50', 0],
  ['2030', 0],
  ['4050', 0],
  ['(415) 555-1234', 1],
  ['1 415 555', 1],
  ['551234', 1],
  ['07911123456', 2],
  ['3456', 2],
])('“%s” finds the number that begins or ends so', async (digits, who) => {
  expect(await found(digits)).toEqual([PEOPLE[who]![2]]);
});

test('digits that no number begins or ends with find nobody', async () => {
  for (const digits of ['0304', '0000', '9999']) expect(await found(digits), digits).toEqual([]);
});

test('signs alone find nobody, and not everybody', async () => {
  for (const signs of ['%%%', '---', '*', '()', '“”', '@', '٪'])
    expect(await found(signs), signs).toEqual([]);
  for (const nothing of ['', '   ']) expect(await found(nothing)).toHaveLength(PEOPLE.length);
});
