import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countParts } from './index.js';
import { SegmentedMessage } from 'sms-segments-calculator';

const SEED = 20_261_124;
const EACH = 900;

/** What shops write, by language. */
const PHRASES: Record<string, string[]> = {
  en: [
    'Hi Anna, ',
    'your cart is waiting: ',
    '20% off today only! ',
    'Free shipping over £50. ',
    'Reply STOP to end. ',
    'https://acme.example/l/Ab3dEf ',
  ],
  da: [
    'Hej Søren, ',
    'din kurv venter på dig: ',
    'spar 20 % på alle kjoler i dag! ',
    'Fri fragt over 499 kr. ',
    'Svar STOP for at afmelde. ',
    'Ærlig talt: få på lager. ',
  ],
  sv: [
    'Hej Åsa, ',
    'din varukorg väntar: ',
    'spara 20 % på allt i dag! ',
    'Fri frakt över 499 kr. ',
    'Svara STOP för att avsluta. ',
    'Nästan slutsålt, skynda på. ',
  ],
  no: [
    'Hei Bjørn, ',
    'handlekurven din venter: ',
    'spar 20 % på alt i dag! ',
    'Fri frakt over 499 kr. ',
    'Svar STOPP for å avslutte. ',
    'Få igjen på lager. ',
  ],
  de: [
    'Hallo Jürgen, ',
    'Ihr Warenkorb wartet: ',
    'nur heute 20 % auf alles! ',
    'Versand frei ab 50 €. ',
    'Mit STOP abmelden. ',
    'Größe und Maß wie gewünscht. ',
  ],
  fr: [
    'Bonjour Zoé, ',
    'votre panier vous attend : ',
    '-20 % sur tout aujourd’hui ! ',
    'Livraison offerte dès 50 €. ',
    'STOP au 36180. ',
    'Ça vous plaît, Loïc ? À bientôt, œuvre à cœur. ',
  ],
};
/** What doubles a character, turns the whole text into UCS-2, or must not be cut in two. */
const AWKWARD = [
  '€',
  '[',
  ']',
  '{',
  '}',
  '^',
  '~',
  '|',
  '\\',
  '“',
  '”',
  '’',
  '–',
  '…',
  '😀',
  '🎉',
  '👍🏽',
  '👨‍👩‍👧',
  '\u00a0',
  '`',
  'ç',
  'Ç',
  'ő',
  '\n',
];
const BORDERS = [69, 70, 71, 134, 135, 152, 153, 154, 159, 160, 161, 305, 306, 307, 459];

const same = (text: string) => {
  const { parts, encoding, units } = countParts(text);
  return { text, parts, encoding, units };
};
/** By a library that shares nothing with ours. */
const other = (text: string) => {
  const message = new SegmentedMessage(text, 'auto');
  const isGsm = message.getEncodingName() === 'GSM-7';
  return {
    text,
    parts: Math.max(1, message.segmentsCount),
    encoding: isGsm ? 'GSM-7' : 'UCS-2',
    units: Math.round(message.messageSize / (isGsm ? 7 : 16)),
  };
};

describe('the parts of a text agree with an independent counter', () => {
  test.each(Object.entries(PHRASES))(
    `for ${EACH} texts in %s`,
    (language, phrases) => {
      const word = fc.constantFrom(...phrases);
      const piece = fc.oneof(
        { arbitrary: word, weight: 6 },
        { arbitrary: fc.constantFrom(...AWKWARD), weight: 1 },
      );
      const plain = fc.array(word, { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(''));
      const awkward = fc.array(piece, { minLength: 1, maxLength: 40 }).map((pieces) => pieces.join(''));
      // Cut to end just at a border, with something awkward across it.
      const atBorder = fc
        .tuple(plain, fc.constantFrom(...BORDERS), fc.constantFrom(...AWKWARD), fc.nat({ max: 3 }))
        .map(
          ([text, border, character, back]) =>
            text.repeat(8).slice(0, border - back) + character + text.slice(0, 40),
        );
      const texts = fc.sample(fc.oneof(plain, awkward, atBorder), {
        numRuns: EACH,
        seed: SEED + language.charCodeAt(0),
      });
      expect(texts.map(same)).toEqual(texts.map(other));
      expect(new Set(texts).size).toBeGreaterThan(EACH * 0.8);
    },
    60_000,
  );
});
