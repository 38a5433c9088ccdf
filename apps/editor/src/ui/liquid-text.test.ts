import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { showTimesIn } from '../format/time.js';
import { fieldLabel, LiquidText, withoutElse } from './LiquidText.js';

showTimesIn('Europe/Copenhagen');

test.each([
  ["contact.first_name | default: 'there'", 'first name'],
  ["event.products[0].name | default: 'it'", 'products › name'],
  ['"https://acme.example/new.html?a=1" | link', 'acme.example/new.html?a=1'],
  ["'https://acme.example' | link: 'Sale'", 'acme.example'],
  [`"2026-12-01T23:59:00+01:00" | in_words: 'da'`, 'Tue 1 Dec 2026, 23:59'],
])('%s is read as %s', (expression, label) => expect(fieldLabel(expression)).toBe(label));

test('of two ways to say it the first is shown, also inside another', () => {
  const shown = (text: string) =>
    withoutElse(text.split(/(\{%.*?%\})/))
      .filter((part) => !part.startsWith('{%'))
      .join('');
  expect(shown('your {% if a %}jacket{% else %}cart{% endif %} waits')).toBe('your jacket waits');
  expect(shown('{% if a %}A{% elsif b %}B{% if c %}C{% else %}D{% endif %}E{% else %}F{% endif %}G')).toBe(
    'AG',
  );
  expect(shown('{% if a %}{% if b %}B{% else %}C{% endif %}A{% endif %}')).toBe('BA');
});

test('whoever reviews a text reads all that it may say, and a card shows what it says first', () => {
  const text = '{% if contact.first_name %}Hi{% else %}Hello friend{% endif %}, welcome';
  const shown = (firstOnly: boolean) => renderToStaticMarkup(createElement(LiquidText, { text, firstOnly }));
  expect(shown(false)).toBe('HiHello friend, welcome');
  expect(shown(true)).toBe('Hi, welcome');
});
