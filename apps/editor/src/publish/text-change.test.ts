import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import TextChange from './TextChange.js';

test('what stayed of a changed text is shown whole, also what is said otherwise', () => {
  const text = (whom: string) => `{% if contact.first_name %}Hi{% else %}Hello ${whom}{% endif %}, welcome`;
  const shown = renderToStaticMarkup(
    createElement(TextChange, { before: text('friend'), after: text('you') }),
  );
  expect(shown.replaceAll(/<[^>]*>/g, '')).toBe('HiHello friendyou, welcome');
});
