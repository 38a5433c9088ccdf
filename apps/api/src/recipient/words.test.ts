import { expect, test } from 'vitest';
import { wordsFor } from './words.js';

test.each([
  ['their own language before their browser’s', { language: 'da', country: 'DK' }, 'en-GB,en;q=0.9', 'da'],
  [
    'their browser’s before their number’s country',
    { language: null, country: 'DK' },
    'en-GB,en;q=0.9',
    'en',
  ],
  ['their country’s where we do not have the browser’s', { language: null, country: 'DK' }, 'pl', 'da'],
  ['a stranger’s by the browser', null, 'da-DK,da;q=0.9', 'da'],
])('a page is written in %s', (_, reader, accepted, code) => {
  expect(wordsFor(reader, accepted).code).toBe(code);
});

const ENGLISH =
  'Acme: your early access is open until 10:00, before everyone else: https://l.example/v STOP to opt out';
const DANISH = 'Acme: du får adgang før alle andre, og det er åbent indtil kl. 10: https://l.example/v';

test.each([
  ['what the text was written in before their browser’s', null, 'da-DK,da;q=0.9', ENGLISH, 'en'],
  ['what the text was written in before their number’s country', 'DK', undefined, ENGLISH, 'en'],
  ['Danish after a Danish text, whatever the browser', 'GB', 'en-GB', DANISH, 'da'],
  ['their browser’s where the text says too little', 'GB', 'da', 'Acme: 20%', 'da'],
])('a page behind a link is written in %s', (_, country, accepted, text, code) => {
  expect(wordsFor({ language: null, country }, accepted, null, text).code).toBe(code);
});

test('their own language comes before that of the text', () => {
  expect(wordsFor({ language: 'da', country: 'GB' }, 'en-GB', null, ENGLISH).code).toBe('da');
});
