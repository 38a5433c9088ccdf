import { expect, test } from 'vitest';
import { inLanguage, newForm } from './new-form.js';

test('a new form in another language says all that nobody has changed in that language', () => {
  const danish = inLanguage({ ...newForm('en'), title: 'First to know' }, 'da');
  expect(danish).toEqual({ ...newForm('da'), title: 'First to know' });
});

test('words that somebody wrote stay whatever the language', () => {
  const own = { ...newForm('da'), name: 'A', title: 'B', lead: 'C', wording: 'D', success: 'E' };
  expect(inLanguage(own, 'en')).toEqual({ ...own, language: 'en' });
});
