import { expect, test } from 'vitest';
import { inLanguage } from './wording.js';

test('what stands there by itself is in the language of the texts, and what somebody wrote stays', () => {
  for (const everything of ['everything', 'alt'])
    expect([inLanguage(everything, 'en'), inLanguage(everything, 'da')]).toEqual(['everything', 'alt']);
  expect(inLanguage('all hats', 'da')).toBe('all hats');
});
