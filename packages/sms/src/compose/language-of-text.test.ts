import { expect, test } from 'vitest';
import { languagesOfText } from './language-of-text.js';

test.each([
  ['en', 'Hi Anna, your cart is still here. Finish your order: https://acme.dk/og/er/ikke'],
  ['en', 'Thanks for your order! We will text you when it ships.'],
  ['en', 'The boots you wanted are back in stock. Get them before they are gone'],
  ['da', 'Hej Anna, din kurv er her stadig. Køb den inden kl. 20: acme.dk/k'],
  ['da', 'Tak for din ordre! Vi skriver, når den er på vej til jer.'],
  ['sv', 'Hej Anna, din varukorg finns kvar. Vi har sparat den till dig'],
  ['sv', 'Tack för din order! Den är på väg och kommer inte för sent'],
  ['no', 'Hei Anna, handlekurven din er her fortsatt. Takk for at du handler hos oss, vi sees igjen'],
  ['de', 'Hallo Anna, dein Warenkorb wartet noch auf dich. Jetzt bestellen und sparen'],
  ['de', 'Danke für deine Bestellung! Wir schreiben dir, sobald sie unterwegs ist'],
  ['fr', 'Bonjour Anna, votre panier vous attend encore. Merci de votre visite'],
  ['fr', 'Bonne nouvelle : les bottes sont de retour chez nous, plus que deux paires'],
])('%s: %s', (language, text) => {
  expect(languagesOfText(text)[0]).toBe(language);
});

test('what says too little is no language, and no address is read', () => {
  expect(languagesOfText('SALE -25%')).toEqual([]);
  expect(languagesOfText('Hej Anna')).toEqual([]);
  expect(languagesOfText('25% off: https://the.and.your/with/this/that?is=you')).toEqual([]);
});

test('Danish and Norwegian are kept apart only as far as their words are', () => {
  expect(languagesOfText('Din ordre er ikke betalt, og den har ligget til i dag')).toEqual(
    expect.arrayContaining(['da', 'no']),
  );
});
