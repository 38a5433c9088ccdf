import { expect, test } from 'vitest';
import { inLanguage, slugOf } from './wording.js';

test('what stands there by itself is in the language of the texts, and what somebody wrote stays', () => {
  for (const everything of ['everything', 'alt'])
    expect([inLanguage(everything, 'en'), inLanguage(everything, 'da')]).toEqual(['everything', 'alt']);
  expect(inLanguage('all hats', 'da')).toBe('all hats');
});

test.each([
  ['Drop Nørgård', 'drop-norgard'],
  ['Été à 50%', 'ete-a-50'],
  ['Æbler & pærer', 'aebler-paerer'],
])('%s is %s where only plain letters may stand', (words, slug) => {
  expect(slugOf(words)).toBe(slug);
});
