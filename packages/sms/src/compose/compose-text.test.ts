import { expect, test } from 'vitest';
import { composeTextSync, type HouseStyle, type TextToCompose } from './compose-text.js';
import { expiryOf, instantInWords, localInstant } from './expiry.js';

const NOW = Date.parse('2026-11-25T10:00:00Z');
const house: HouseStyle = {
  brand: 'Acme',
  addsOptOut: true,
  linkDomain: 'acme.link',
  shopTimeZone: 'Europe/Copenhagen',
};
const compose = (template: string, changes: Partial<TextToCompose> = {}, style = house) =>
  composeTextSync(
    {
      template,
      fields: { event: { checkout_url: 'https://acme.example/cart?c=1' } },
      reader: { language: null, country: null },
      purpose: 'marketing',
      sender: '+4552512020',
      shortenLinks: true,
      utm: { source: 'signalbox', medium: 'sms', campaign: 'cart', content: 'remind' },
      nowMs: NOW,
      codeOf: (slot) => `code${slot}`.padEnd(8, '0'),
      ...changes,
    },
    style,
  ) as Extract<ReturnType<typeof composeTextSync>, { ok: true }>;

test('the brand stands in front and the way out at the end, each once', () => {
  expect(compose('Hello').text).toBe('Acme: Hello Reply STOP to opt out');
  const written = 'Acme: hello. Reply STOP to opt out';
  expect(compose(written).text).toBe(written);
  expect(compose('Acmes best').text).toMatch(/^Acme: Acmes/);
  // Somebody who is called like the brand.
  expect(compose('Hi {{ name }}', { fields: { name: 'Acme' } }).text).toMatch(/^Acme: Hi Acme/);
  expect(compose("Don't stop now").text).toMatch(/Reply STOP to opt out$/);
});

test('whoever’s language is not known is told the way out in the shop’s, and all others in theirs', () => {
  const danish: HouseStyle = { ...house, language: 'da' };
  const wayOut = (reader: TextToCompose['reader']) => compose('-50%', { reader }, danish).text;
  expect(wayOut({ language: null, country: 'PL' })).toBe('Acme: -50% Svar STOP for at afmelde');
  expect(wayOut({ language: null, country: 'SE' })).toMatch(/Svara STOP för att avsluta$/);
  expect(wayOut({ language: 'en', country: 'PL' })).toMatch(/Reply STOP to opt out$/);
  // What is plainly written in a language is ended in it.
  expect(compose('The shop is open until eight and we have saved these for you', {}, danish).text).toMatch(
    /Reply STOP to opt out$/,
  );
});

test.each([
  'NON-STOP SALE this weekend',
  'Your ONE-STOP SHOP',
  'STOP sign mugs are here',
  'STOP! Hammer time',
  'Back in stock: {{ product }}',
  'Hi{% if name %} Reply STOP to opt out{% endif %}',
])('a STOP that tells nobody how to end texting is no way out: %s', (template) => {
  const fields = { product: 'Reply STOP to opt out' };
  expect(compose(template, { fields }).text).toMatch(/Reply STOP to opt out$/);
});

test.each([
  'Text STOP to end',
  'Sale! STOP to opt out',
  'To unsubscribe, reply with “STOP”.',
  'Opt out: STOP',
  'STOP=end',
  'Svar STOP for at afmelde',
  'Skriv STOP til os, og du hører ikke mere',
  'Afmeld: STOP',
  'Svara STOP för att avsluta',
  'Svar STOPP for å avslutte',
  'STOP zum Abmelden',
  'Antworten Sie mit STOP',
  'STOP pour se désinscrire',
  'STOP au 36105',
  'Répondez STOP',
])('whoever wrote the way out gets no second one: %s', (written) => {
  expect(compose(written).text).toBe(`Acme: ${written}`);
});

test.each([
  ['da', 'Svar STOP for at afmelde'],
  ['sv-SE', 'Svara STOP för att avsluta'],
  ['nb', 'Svar STOPP for å avslutte'],
  ['de-AT', 'STOP zum Abmelden'],
  ['fr', 'STOP pour se désinscrire'],
])('the way out is told in %s, in the cheap alphabet', (language, wording) => {
  const { text, encoding } = compose('Hi', { reader: { language, country: null } });
  expect(text).toBe(`Acme: Hi ${wording}`);
  expect(encoding).toBe('GSM-7');
});

test('the way out follows the language of the text; where that is not plain, the person’s, then their country’s', () => {
  const out = (template: string, language: string | null, country: string | null) =>
    compose(template, { reader: { language, country } }).text.replace(/^Acme: .*? (?=Reply|Svar)/, '');
  const english = 'Your cart is still here, and we kept it for you';
  expect(out(english, null, 'DK')).toBe('Reply STOP to opt out');
  expect(out(english, 'da', 'DK')).toBe('Reply STOP to opt out');
  expect(out('Din kurv er her stadig. Tak fordi du kiggede på den', 'en', 'GB')).toBe(
    'Svar STOP for at afmelde',
  );
  expect(out('SALE 25%', 'sv', 'DK')).toBe('Svara STOP för att avsluta');
  expect(out('SALE 25%', null, 'DK')).toBe('Svar STOP for at afmelde');
  const end = localInstant(Date.parse('2026-11-29T22:59:00Z'), 'Europe/Copenhagen');
  expect(out(`It is yours, and it ends {{ "${end}" | in_words }}`, null, 'DK')).toBe('Reply STOP to opt out');
  expect(
    compose(`It is yours, and it ends {{ "${end}" | in_words }}`, {
      reader: { language: null, country: 'DK' },
    }).text,
  ).toContain('ends Sun 23:59');
});

test('a sender that hears no reply gets a link out, in place of a STOP that leads nowhere', () => {
  const { text, links } = compose('Sale! Reply STOP to opt out', { sender: 'Acme' });
  expect(text).toBe('Acme: Sale! Opt out: acme.link/l/codeopt-out');
  expect(links).toMatchObject([{ kind: 'opt-out', slot: 'opt-out', url: null }]);
});

test('… a number, too, whose replies nobody hears', () => {
  expect(compose('Sale!', { sender: { canReceive: false } }).text).toMatch(/Opt out: acme\.link/);
  expect(compose('Sale!', { sender: { canReceive: true } }).text).toMatch(/Reply STOP to opt out$/);
});

test('… whatever the house adds elsewhere, but not to service texts', () => {
  const style = { ...house, addsOptOut: false };
  expect(compose('Sale!', { sender: 'Acme' }, style).text).toContain('Opt out: ');
  expect(compose('Sale!', {}, style).text).toBe('Acme: Sale!');
  expect(compose('Your order left', { sender: 'Acme', purpose: 'transactional' }).text).toBe(
    'Acme: Your order left',
  );
});

test('a confirmation from a sender that hears no reply carries a link to confirm by', () => {
  const { text, links } = compose('Want our texts?', { sender: 'Acme', purpose: 'opt-in-confirmation' });
  expect(text).toBe('Acme: Want our texts? Confirm: acme.link/l/codeopt-in');
  expect(links).toMatchObject([{ kind: 'opt-in' }]);
});

test('a link is short, named, tagged and ends when it is told to', () => {
  const { text, links } = compose("Here: {{ event.checkout_url | link: name: 'cart', expires: '48h' }}.");
  expect(text).toContain('Here: acme.link/l/code0000.');
  expect(links).toEqual([
    {
      slot: '0',
      code: 'code0000',
      kind: 'url',
      name: 'cart',
      expiresAtMs: NOW + 48 * 3_600_000,
      url: 'https://acme.example/cart?c=1&utm_source=signalbox&utm_medium=sms&utm_campaign=cart&utm_content=remind',
    },
  ]);
});

test('bare addresses become short; ours, and what is no address, stay', () => {
  const { text, links } = compose(
    'See https://acme.example/a, (https://acme.example/b?utm_source=x) and {{ preferences_link }}',
    { pageToken: 'token' },
    { ...house, linkDomain: 'https://acme.link/' },
  );
  expect(text).toBe(
    'Acme: See https://acme.link/l/code0000, (https://acme.link/l/code1000) and https://acme.link/p/token Reply STOP to opt out',
  );
  expect(links.map(({ url }) => url)).toEqual([
    expect.stringContaining('/a?utm_source=signalbox'),
    expect.stringContaining('/b?utm_source=x&utm_medium=sms'),
  ]);
  expect(compose('See https://acme.example/a', { shortenLinks: false }).text).toContain('acme.example/a');
});

test('a query of its own and a bracket that an address closes stay as they are', () => {
  const { text, links } = compose('See (https://acme.example/fit_(men)?q=blue%20jumper&flag&sig=a~b#top).');
  expect(text).toContain('See (');
  expect(text).toContain('/l/code0000).');
  expect(links[0]!.url).toMatch(
    /^https:\/\/acme\.example\/fit_\(men\)\?q=blue%20jumper&flag&sig=a~b&utm_source=signalbox&.+#top$/,
  );
  expect(compose('See https://acme.example/fit_(men)').links[0]!.url).toContain('/fit_(men)?utm');
});

test('a link without an address is a fault, not a text with a hole', () => {
  expect(compose('Here: {{ event.nothing | link }}')).toMatchObject({ ok: false, code: 'text-fault' });
  expect(compose('Here: {{ "javascript:alert(1)" | link }}')).toMatchObject({ ok: false });
});

test('a text that the carrier would not take is none', () => {
  expect(compose('x'.repeat(1_700))).toMatchObject({ ok: false, code: 'text-too-long' });
  expect(compose('x'.repeat(1_400))).toMatchObject({ ok: true });
  expect(compose(`${'x'.repeat(800)}ж`)).toMatchObject({ ok: false, code: 'text-too-long' });
});

test('a text that is only looked at has as many parts as the one that is sent', () => {
  const template = `${'x'.repeat(90)} {{ event.checkout_url | link }} {{ opt_out_link }}`;
  const sample = compose(template, { codeOf: undefined });
  const sent = compose(template, { codeOf: () => 'aB3dE6gH' });
  expect(sample.text).toHaveLength(sent.text.length);
  expect([sample.parts, sample.units]).toEqual([sent.parts, sent.units]);
});

test('an end is a span, an instant, or a time in the shop’s zone', () => {
  const at = (text: string) => expiryOf(text, NOW, 'Europe/Copenhagen');
  expect(at('3 days')).toBe(NOW + 3 * 86_400_000);
  expect(at('2026-12-01T23:59:00Z')).toBe(Date.parse('2026-12-01T23:59:00Z'));
  expect(at('2026-12-01 23:59')).toBe(Date.parse('2026-12-01T22:59:00Z'));
  expect(at('2026-12-01')).toBe(Date.parse('2026-12-01T23:00:00Z'));
  expect(at('soon')).toBeNull();
});

test('an instant is told as its reader would tell it', () => {
  const at = Date.parse('2026-11-29T22:59:00Z');
  const say = (language: string, nowMs = NOW) =>
    instantInWords(at, { nowMs, timeZone: 'Europe/Copenhagen', language });
  expect(say('en')).toBe('Sun 23:59');
  expect(say('da')).toMatch(/^søn\.? 23[.:]59$/);
  expect(say('en', NOW - 30 * 86_400_000)).toBe('29 Nov 23:59');
  expect(localInstant(at, 'Europe/Copenhagen')).toBe('2026-11-29T23:59:00+01:00');
  expect(compose(`Until {{ "${localInstant(at, 'Europe/Copenhagen')}" | in_words }}`).text).toContain(
    'Until Sun 23:59',
  );
  expect(compose(`{{ "${localInstant(at, 'Europe/Copenhagen')}" | date: "%H:%M" }}`).text).toContain('23:59');
});

test('a letter that was pasted in two pieces, and the line ends of Windows, cost what others do', () => {
  const written = compose('Få en å\nog en ø, {{ name }}', { fields: { name: 'Åse' } });
  const pasted = compose('Få en å\r\nog en ø, {{ name }}'.normalize('NFD'), {
    fields: { name: 'Åse'.normalize('NFD') },
  });
  expect(pasted).toMatchObject({ text: written.text, units: written.units, encoding: 'GSM-7' });
  const branded = compose('Hi', {}, { ...house, brand: 'Acme\u00a0Shop' });
  expect(branded).toMatchObject({ text: expect.stringContaining('Acme Shop: Hi'), encoding: 'GSM-7' });
});
