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
