import { expect, test } from 'vitest';
import { asSent } from './as-sent.js';
import { dearCharacters, withoutDear } from './dear-characters.js';
import { countParts } from './index.js';

test('names what makes a text wide or takes two places, where it stands', () => {
  expect(dearCharacters('It’s 5€ 🎉')).toEqual([
    { start: 2, end: 3, character: '’', costs: 'wide', instead: "'" },
    { start: 6, end: 7, character: '€', costs: 'double', instead: null },
    { start: 8, end: 10, character: '🎉', costs: 'wide', instead: '' },
  ]);
});

test('one click makes a pasted text cheap and says the same', () => {
  const pasted = '“Hi” – it’s… Søren\u00a0á 👩‍👧🇩🇰❤️';
  expect(countParts(pasted).encoding).toBe('UCS-2');
  const cheap = withoutDear(pasted);
  expect(cheap).toBe('"Hi" - it\'s... Søren\u00a0a ');
  expect(countParts(asSent(cheap)).encoding).toBe('GSM-7');
});

test('leaves fields, letters of the network and other scripts alone', () => {
  const text = "Hej {{ contact.first_name | default: '’' }} æøå {% if event.x %}£{% endif %}";
  expect(dearCharacters(text)).toEqual([]);
  expect(withoutDear('Привет')).toBe('Привет');
  expect(withoutDear('[a] it’s', ({ costs }) => costs === 'wide')).toBe("[a] it's");
});

test('a letter in two pieces is sent as one, a blank of any width as a space, and both cost nothing more', () => {
  expect(dearCharacters('Få én'.normalize('NFD'))).toEqual([]);
  const blank = 'Hi\u00a0Anna,\tit\u2009is\r\n\ufeffhere';
  expect(dearCharacters(blank)).toEqual([]);
  expect(countParts(asSent(blank)).encoding).toBe('GSM-7');
  expect(dearCharacters('a\u200bb')).toMatchObject([{ costs: 'wide', instead: '' }]);
});
