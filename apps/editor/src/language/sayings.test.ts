import { readFileSync } from 'node:fs';
import type { NodeTypeEntry } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { describe, expect, it } from 'vitest';
import { danish, help, sayings } from './danish/index.js';
import { sayWith } from './sayings.js';
import { textsOfSchema } from './texts-of-schema.js';

const catalogue = builtInCatalogue();
const say = sayWith(sayings);
const isKnown = (text: string) => say(text) !== null || text in danish;

const textsOfEntry = (entry: NodeTypeEntry): string[] => [
  entry.title,
  entry.description,
  ...(/[a-z]{2,}/i.test(entry.summary.replaceAll(/\{\{.*?\}\}/g, '')) ? [entry.summary] : []),
  ...Object.values(entry.ports).map(({ label }) => label),
  ...textsOfSchema(entry.configSchema),
];

describe('in Danish', () => {
  it('each kind of step says what it is and asks', () => {
    expect(
      catalogue.flatMap((entry) =>
        textsOfEntry(entry)
          .filter((text) => !isKnown(text))
          .map((text) => `${entry.type}: ${text}`),
      ),
    ).toEqual([]);
  });

  it.each(['routes/reasons.ts', 'routes/advice.ts', 'backtest/in-short.ts'])(
    'the API says all of %s',
    (path) => {
      const source = readFileSync(new URL(`../../../api/src/${path}`, import.meta.url), 'utf8');
      const said = [...source.matchAll(/: (?:'([^']+)'|"([^"]+)"),/g)].map(([, one, other]) => one ?? other!);
      expect(said.length).toBeGreaterThan(15);
      expect(said.filter((text) => !isKnown(text))).toEqual([]);
    },
  );

  it('each kind of step is explained, in as many paragraphs as in English', () => {
    const paragraphs = (text: string) => text.trim().split(/\n{2,}/).length;
    expect(Object.fromEntries(Object.entries(help).map(([type, text]) => [type, paragraphs(text)]))).toEqual(
      Object.fromEntries(catalogue.map((entry) => [entry.type, paragraphs(entry.help)])),
    );
  });

  it('the list of changes says what somebody did', () => {
    const source = readFileSync(new URL('../../../api/src/http/permissions.ts', import.meta.url), 'utf8');
    const did = [...source.matchAll(/(?:\(|did: )'([A-Z][^']+)'/g)].map(([, text]) => text!);
    expect(did.length).toBeGreaterThan(50);
    expect(did.filter((text) => !isKnown(text))).toEqual([]);
  });

  it('a hold-out is judged', () => {
    const source = readFileSync(
      new URL('../../../api/src/routes/judge-hold-out.ts', import.meta.url),
      'utf8',
    );
    const verdicts = [...source.matchAll(/return (?:'([^']+)'|`([^`]+)`);/g)].map(([, plain, counted]) =>
      (plain ?? counted!).replace('${points}', '20.0 points'),
    );
    const sides = [...source.matchAll(/name: '([^']+)'/g)].map(([, name]) => name!);
    expect([verdicts.length, sides.length]).toEqual([5, 2]);
    expect([...verdicts, ...sides].filter((text) => !isKnown(text))).toEqual([]);
  });

  it('a person’s points and picks say why', () => {
    const saidIn = (path: string, words: RegExp) =>
      [
        ...readFileSync(new URL(`../../../../packages/store/src/${path}`, import.meta.url), 'utf8').matchAll(
          words,
        ),
      ].map(([, plain, filled]) => plain ?? filled!.replace(/\$\{[^}]+\}/, 'Boots'));
    const said = [
      ...['settle-orders', 'keep-time'].flatMap((file) =>
        saidIn(`loyalty/${file}.ts`, /reason: .*?'([^']+)'/g),
      ),
      ...saidIn('loyalty/settle-orders.ts', /: '(An [^']+)'/g),
      ...saidIn('shop/picks.ts', /why: (?:[^,'`]*\? )?(?:'([^']+)'|`([^`]+)`)/g),
      ...saidIn('shop/picks.ts', /: '(New [^']+)'/g),
    ];
    expect(said.length).toBeGreaterThan(8);
    expect(said.filter((text) => !isKnown(text))).toEqual([]);
    expect(say('A reward was used: Free shipping')).toBe('En belønning blev brugt: Free shipping');
  });

  it('what a job of ours ends with is said', () => {
    const source = readFileSync(new URL('../../../api/src/demo/routes.ts', import.meta.url), 'utf8');
    const ends = [...source.matchAll(/'(The [^']+\.)'/g)].map(([, text]) => text!);
    expect(ends.length).toBe(3);
    expect(ends.filter((text) => !isKnown(text))).toEqual([]);
  });

  it('what somebody agreed to, and by which way, is said', () => {
    expect(say('Said no to cart-reminder texts')).toBe('Sagde nej til sms’er: kurvpåmindelser');
    expect(say('By somebody here')).toBe('Via nogen hos jer');
    expect(say('By somebody here: on the phone')).toBe('Via nogen hos jer: on the phone');
    expect(say('From the event API')).toBe('Fra hændelses-API’et');
    expect(say('From our till')).toBe('Fra our till');
  });

  it('names and numbers within a sentence stay, and words of ours within it are said, too', () => {
    expect(say('Anna has replied STOP')).toBe('Anna har svaret STOP');
    expect(say('Anna has had the most there may be: 2 texts in 7 days')).toBe(
      'Anna har fået så mange, som man må: 2 sms’er på 7 dage',
    );
    expect(
      say('Anna has had 1 of 2 texts in 24 hours; what is left is kept for journeys of high priority'),
    ).toBe('Anna har fået 1 af 2 sms’er på 24 timer; resten er gemt til forløb med høj prioritet');
    expect(say('Something that nobody ever said')).toBeNull();
    // A sentence of ours is “{texts} in {stretch}”; what was texted or written is no such sentence.
    expect(say('Acme: Astrid, your Skagen jumper is still in your cart')).toBeNull();
  });

  it('what is wrong with a field is said after its title, which may have a colon, and with its number', () => {
    expect(say('Percent off: At most 90.')).toBe('Procent rabat: Højst 90.');
    expect(say('Those from before: at: Fill this in.')).toBe('Dem fra før: kl.: Udfyld dette.');
    expect(
      say(
        'The code for everybody: This is not in the right form. Make it in your shop first: 2 to 20 of A to Z, digits, - and _.',
      ),
    ).toBe(
      'Koden til alle: Dette har ikke den rigtige form. Lav den i din butik først: 2 til 20 af A til Z, cifre, - og _.',
    );
    expect(say('Amount off: At most 2 digits behind the point.')).toBe(
      'Beløb i rabat: Højst 2 cifre efter kommaet.',
    );
  });

  it('a sentence has the places of the English one', () => {
    const places = (text: string) =>
      [...new Set([...text.matchAll(/\{+[^{}]+\}+/g)].map(([place]) => place))].sort();
    // One word may stand for another that is not said: “There is no journey here”.
    for (const [english, text] of Object.entries(sayings))
      expect(places(english)).toEqual(expect.arrayContaining(places(text)));
  });
});
