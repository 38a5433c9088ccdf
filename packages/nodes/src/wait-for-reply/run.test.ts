import { describe, expect, test } from 'vitest';
import { here, play } from '../testing/index.js';
import { readReply, type Answer } from './read-reply.js';
import { run } from './run.js';

const answer = (kind: Answer['kind'], more: Partial<Answer> = {}): Answer & { label: string } => ({
  id: kind,
  label: kind,
  kind,
  words: [],
  ...more,
});
const config = { answers: [answer('yes')], timeoutMs: 500, saveAs: 'wants' };
const reply = { id: 'e', name: 'SMS Received', atMs: 5, properties: { text: 'ja tak' } };

test('waits for what comes after the last text, even if it came before the step was reached', () => {
  expect(play(run(here(config, 1_000))).effects[0]).toEqual({
    kind: 'await-event',
    waitIds: ['reply'],
    untilMs: 1_500,
    since: 'last-text',
  });
});

test('an answer leaves by its own way, and is kept', () => {
  const { effects, port } = play(run(here(config)), {
    'await-event': () => ({ waitId: 'reply', event: reply }),
    activity: () => ({ answer: 'yes', value: 'ja tak' }),
  });
  expect(port).toBe('yes');
  expect(effects).toContainEqual({ kind: 'set-vars', vars: { wants: 'ja tak' } });
});

test('what fits no answer is not understood, and silence is a time-out', () => {
  const met = { 'await-event': () => ({ waitId: 'reply', event: reply }) };
  expect(play(run(here(config)), { ...met, activity: () => ({ answer: null, value: '' }) }).port).toBe(
    'not-understood',
  );
  expect(play(run(here(config)), { 'await-event': () => null }).port).toBe('timeout');
});

describe('a reply', () => {
  const NOON = Date.parse('2026-11-23T12:00:00Z');
  test.each<[string, Answer, string | number | null]>([
    ['Yes please!', answer('yes'), 'Yes please!'],
    ['Ja tak', answer('yes'), 'Ja tak'],
    ['oui', answer('yes'), 'oui'],
    ['yesterday', answer('yes'), null],
    ['👍🏽', answer('yes'), '👍🏽'],
    ['👎', answer('yes'), null],
    ['“Yes”', answer('yes'), '“Yes”'],
    ['- nej', answer('no'), '- nej'],
    ['(medium)', answer('keywords', { words: ['medium'] }), 'medium'],
    ['cafe\u0301!', answer('keywords', { words: ['CAFÉ'] }), 'CAFÉ'],
    ['cafeteria', answer('keywords', { words: ['café'] }), null],
    ['nej', answer('no'), 'nej'],
    ['Nein danke', answer('no'), 'Nein danke'],
    ['Medium, please', answer('keywords', { words: ['small', 'medium'] }), 'medium'],
    ['mediumish', answer('keywords', { words: ['medium'] }), null],
    ['We are 4', answer('number'), 4],
    ['3,5', answer('number'), 3.5],
    ['many', answer('number'), null],
    ['1,000', answer('number'), 1_000],
    ['I have 1.500', answer('number'), 1_500],
    ['1.000,50 kr', answer('number'), 1_000.5],
    ['-2,500,000.75', answer('number'), -2_500_000.75],
    ['0.500', answer('number'), 0.5],
    ['12.5, thanks', answer('number'), 12.5],
    ['1 000', answer('number'), 1_000],
    ['12\u00a0500,50 kr', answer('number'), 12_500.5],
    ['2 or 300', answer('number'), 2],
    ['size-42', answer('number'), 42],
    ['Vi er 2-3', answer('number'), 2],
    ['5 100% anbefalet', answer('number'), 5],
    ['10 100 %', answer('number'), 10],
    ['38 100% sikker', answer('number'), 38],
    ['str 38 170 cm', answer('number'), 38],
    ['1 000 100 %', answer('number'), 1_000],
    ['12 500 kr', answer('number'), 12_500],
    ['24.12.2027', answer('number'), null],
    ['on 2027-12-24, for 4', answer('number'), 4],
    ['24 Dec 2026', answer('date'), '2026-12-24'],
    ['never', answer('date'), null],
    ['5. maj', answer('date'), '2027-05-05'],
    ['Den 12. december, tak', answer('date'), '2026-12-12'],
    ['3 desember', answer('date'), '2026-12-03'],
    ['5.12.', answer('date'), '2026-12-05'],
    ['gerne d. 5.12', answer('date'), '2026-12-05'],
    ['5.12.2027', answer('date'), '2027-12-05'],
    ['kl. 18.30', answer('date'), null],
    ['kl. 10.30', answer('date'), null],
    ['Kl. 10.12', answer('date'), null],
    ['Kl. 9.15 på lørdag', answer('date'), '2026-11-28'],
    ['om 1.5 timer', answer('date'), null],
    ['40.5', answer('date'), null],
    ['om 3 dage', answer('date'), '2026-11-26'],
    ['om 1 dag', answer('date'), '2026-11-24'],
    ['om 2 uger', answer('date'), '2026-12-07'],
    ['om 2 veckor', answer('date'), '2026-12-07'],
    ['på lørdag', answer('date'), '2026-11-28'],
    ['i morgen', answer('date'), '2026-11-24'],
    ['imorgon', answer('date'), '2026-11-24'],
    ['i overmorgen', answer('date'), '2026-11-25'],
    ['24. Dezember', answer('date'), '2026-12-24'],
    ['le 5 mars', answer('date'), '2027-03-05'],
    ['AB-1234', answer('pattern', { pattern: '^[A-Z]{2}-\\d{4}$' }), 'AB-1234'],
    ['AB-12', answer('pattern', { pattern: '^[A-Z]{2}-\\d{4}$' }), null],
    ['x', answer('pattern', { pattern: '(' }), null],
    ['whatever', answer('anything'), 'whatever'],
  ])('“%s”, asked for %o', (text, asked, value) => {
    expect(readReply(text, [asked], NOON, 'UTC')).toEqual(
      value === null ? { answer: null, value: text } : { answer: asked.id, value },
    );
  });

  const TUESDAY = Date.parse('2026-12-01T10:00:00Z');
  test.each<[string, string | null]>([
    ['I do not know yet', null],
    ['So soon as possible', null],
    ['Kan jeg få mer tid', null],
    ['min ven kommer', null],
    ['jeg har fri på mandag', '2026-12-07'],
    ['Mon der er plads?', null],
    ['Det er sat i kalenderen', null],
    ['Fri', '2026-12-04'],
    ['Sat!', '2026-12-05'],
    ['mon 7 dec', '2026-12-07'],
    ['om 3 måneder', '2027-03-01'],
    ['om 2 månader', '2027-02-01'],
    ['om 1 måned', '2027-01-01'],
    ['in 3 months', '2027-03-01'],
    ['2 mænd kommer', null],
    ['2 sæt', null],
    ['10 søde børn', null],
    ['5 min', null],
    ['om 5 minutter', null],
    ['1,75 m', null],
    ['3h', null],
    ['1 dør', null],
    ['2 mænd kommer på fredag', '2026-12-04'],
    ['for 3 dage siden', '2026-11-28'],
    ['for 2 uger siden', '2026-11-17'],
    ['3 days ago', '2026-11-28'],
    ['jeg har ventet i 3 dage', null],
    ['I have waited 3 days', null],
    ['3 dage', null],
    ['in 3 days', '2026-12-04'],
    ['Freitag in 2 Wochen', null],
    ['letzten Freitag', null],
    ['ikke på fredag', null],
    ['för 3 dagar sedan', '2026-11-28'],
    ['dans 3 jours', '2026-12-04'],
    ['vendredi', '2026-12-04'],
    ['in einer Woche', '2026-12-08'],
    ['sidste fredag', null],
    ['last friday', null],
    ['i næste uge', '2026-12-08'],
    ['torsdag i næste uge', '2026-12-10'],
    ['fredag om 2 uger', null],
    ['ikke i dag', null],
    ['ikke i dag, men i morgen', '2026-12-02'],
    ['not now', null],
    ['not tomorrow', null],
    ['i dag', '2026-12-01'],
  ])('“%s”, asked on a Tuesday for a date', (text, date) => {
    expect(readReply(text, [answer('date')], TUESDAY, 'Europe/Copenhagen')).toEqual(
      date === null ? { answer: null, value: text } : { answer: 'date', value: date },
    );
  });

  test('“tomorrow” is the person’s own', () => {
    const lateInLondon = Date.parse('2026-12-01T23:30:00Z');
    const tomorrow = (zone: string) => readReply('tomorrow', [answer('date')], lateInLondon, zone).value;
    expect(tomorrow('Europe/London')).toBe('2026-12-02');
    expect(tomorrow('Asia/Tokyo')).toBe('2026-12-03');
    expect(tomorrow('America/Los_Angeles')).toBe('2026-12-02');
  });

  test('a pattern that would take for ever elsewhere is read in no time', () => {
    const startedAt = performance.now();
    readReply(`${'a'.repeat(50_000)}!`, [answer('pattern', { pattern: '^(a+)+$' })], NOON, 'UTC');
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
