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
    ['nej', answer('no'), 'nej'],
    ['Nein danke', answer('no'), 'Nein danke'],
    ['Medium, please', answer('keywords', { words: ['small', 'medium'] }), 'medium'],
    ['mediumish', answer('keywords', { words: ['medium'] }), null],
    ['We are 4', answer('number'), 4],
    ['3,5', answer('number'), 3.5],
    ['many', answer('number'), null],
    ['24 Dec 2026', answer('date'), '2026-12-24'],
    ['never', answer('date'), null],
    ['AB-1234', answer('pattern', { pattern: '^[A-Z]{2}-\\d{4}$' }), 'AB-1234'],
    ['AB-12', answer('pattern', { pattern: '^[A-Z]{2}-\\d{4}$' }), null],
    ['x', answer('pattern', { pattern: '(' }), null],
    ['whatever', answer('anything'), 'whatever'],
  ])('“%s”, asked for %o', (text, asked, value) => {
    expect(readReply(text, [asked], NOON)).toEqual(
      value === null ? { answer: null, value: text } : { answer: asked.id, value },
    );
  });

  test('a pattern that would take for ever elsewhere is read in no time', () => {
    const startedAt = performance.now();
    readReply(`${'a'.repeat(50_000)}!`, [answer('pattern', { pattern: '^(a+)+$' })], NOON);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
