import { expect, test } from 'vitest';
import { answersFor } from './answers.js';
import { countParts } from '../parts/index.js';
import { intentOf, languageOfAnswer } from './index.js';

test.each([
  'STOP',
  'stop',
  ' Stop. ',
  'STOP!',
  'Stop all',
  'UNSUBSCRIBE',
  'afmeld',
  'Stopp',
  'arrêt',
  'opt out',
  'Quit\n',
])('%j is an opt-out', (text) => expect(intentOf(text)).toBe('stop'));
test.each([
  'when does it start?',
  "don't stop",
  'nonstop fun',
  'all',
  'out',
  'stop by the shop tomorrow?',
  '',
])('%j changes nothing', (text) => expect(intentOf(text)).toBeNull());
test('START takes texting up again', () => expect(intentOf('Start')).toBe('start'));

test('answers are sent in plain blanks, however the brand and the words for HELP were written', () => {
  const words = { brand: 'Acme\u00a0Shop', help: '', ownHelp: { en: 'write\u2009to\u00a0us.' } };
  for (const answer of Object.values(answersFor({ language: 'en', country: null }, words)))
    expect(countParts(answer).encoding).toBe('GSM-7');
});

test.each(['en', 'da', 'sv', 'no', 'de', 'fr'])(
  'HELP is answered in one language and one part: %s',
  (language) => {
    const { help } = answersFor({ language, country: null }, { brand: 'Acme', help: '' });
    expect(help.includes('Help:')).toBe(language === 'en');
    expect(countParts(help)).toMatchObject({ parts: 1, encoding: 'GSM-7' });
  },
);

test.each([
  ['HJÆLP', 'da'],
  ['Hjälp!', 'sv'],
  ['hjelp', 'no'],
  ['Hilfe', 'de'],
  ['aide', 'fr'],
  ['afmeld', 'da'],
  ['Avsluta tack', 'sv'],
  ['nej tak, jeg vil ikke have flere beskeder', 'da'],
])('%s is answered in the language that it is written in', (written, language) => {
  expect(intentOf(written)).toMatch(/^(stop|help)$/);
  for (const known of ['en', 'da', 'de', null])
    expect(languageOfAnswer(written, { language: known, country: 'DK' }, 'en')).toBe(language);
});

test.each([
  ['STOP', { language: null, country: 'DK' }, 'da'],
  ['HELP', { language: 'sv-SE', country: 'DK' }, 'sv'],
  ['stopp', { language: 'nb', country: 'NO' }, 'no'],
  ['STOPP', { language: null, country: 'DE' }, 'de'],
  ['STOPP', { language: 'en', country: 'DE' }, 'de'],
  ['STOPP', { language: 'en', country: 'NO' }, 'no'],
  ['SLUT', { language: 'sv', country: 'SE' }, 'sv'],
  ['SLUT', { language: 'en', country: 'DK' }, 'da'],
  ['info', { language: null, country: 'PL' }, 'en'],
])('%s, which several write, is answered in the language of who wrote it', (written, reader, language) =>
  expect(languageOfAnswer(written, reader, 'en')).toBe(language),
);
