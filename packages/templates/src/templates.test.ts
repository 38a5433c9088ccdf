import { compile, emptyGraph, type Catalogue, type JourneyGraph } from '@signalbox/engine/graph';
import { checkRule, type SegmentRule } from '@signalbox/engine/segments';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { composeTextSync } from '@signalbox/sms/compose';
import { SUNSET_TAG } from '@signalbox/sms/policy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { namesIn, previewTexts, templates, withIds, type AnyTemplate, type PreviewedText } from './index.js';
import { localOf } from './local-time.js';
import { answer, NOW, SHOP as shop, stepOf, TODAY } from './testing.js';
import { readCategories } from './win-back/by-category.js';

const catalogue: Catalogue = builtInCatalogue();

interface Schema {
  type?: string;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  pattern?: string;
  properties?: Record<string, Schema>;
  ui?: { widget?: string };
}

/** Any answers that a schema allows. */
function anyAnswer(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.properties)
    return fc.record(
      Object.fromEntries(Object.entries(schema.properties).map(([name, of]) => [name, anyAnswer(of)])),
    );
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'boolean') return fc.boolean();
  const { minimum = 0, maximum = 1_000 } = schema;
  if (schema.type === 'integer') return fc.integer({ min: minimum, max: maximum });
  if (schema.type === 'number')
    return fc.integer({ min: Math.ceil(minimum * 100), max: maximum * 100 }).map((cents) => cents / 100);
  if (schema.ui?.widget === 'date') return fc.constantFrom('2026-11-29', '2026-12-01', '2027-03-28');
  if (schema.pattern?.includes('[A-Z]{3}')) return fc.constantFrom('', 'EUR', 'DKK', 'JPY');
  if (schema.pattern?.includes('https?')) return fc.constantFrom('', 'https://acme.example/nørgård?a=1');
  if (!schema.pattern) return fc.constantFrom('', 'Nørgård');
  return fc.stringMatching(new RegExp(schema.pattern));
}

const answersOf = (template: AnyTemplate) =>
  anyAnswer(z.toJSONSchema(template.questions, { io: 'input' }) as Schema)
    .map((raw) => template.questions.parse(raw))
    .filter((answers) => (template.check?.(answers, shop) ?? []).length === 0);

const usual = (template: AnyTemplate, more: object = {}) =>
  template.questions.parse({ ...template.suggest?.(TODAY, shop), ...more });

const errorsOf = (graph: JourneyGraph) =>
  compile(graph, catalogue).diagnostics.filter(({ severity }) => severity === 'error');

describe.each(templates.map((template) => [template.id, template] as const))('%s', (_id, template) => {
  test('a code that nobody chose names no percentage, which would stay when the offer changes', () => {
    const { offer } = usual(template) as { offer?: { code?: string } };
    expect(offer?.code ?? '').not.toMatch(/\d/);
  });

  test('whatever is answered, it draws journeys that can be published', () => {
    fc.assert(
      fc.property(answersOf(template), fc.boolean(), (answers, takesReplies) => {
        const drawn = template.draw(answers, { ...shop, takesReplies });
        for (const { rule } of drawn.segments) expect(checkRule(rule as SegmentRule)).toEqual([]);
        const known = new Set(drawn.segments.map(({ key }) => key));
        for (const { graph } of [drawn, ...drawn.companions]) {
          expect(errorsOf(graph)).toEqual([]);
          expect(namesIn(graph).filter((key) => !known.has(key))).toEqual([]);
          const warnings = compile(graph, catalogue).diagnostics.map(({ code }) => code);
          expect(warnings).not.toContain('unreachable-node');
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  test('in Danish no step and no way out is named in English', () => {
    fc.assert(
      fc.property(answersOf(template), fc.boolean(), (answers, takesReplies) => {
        const namesIn = (language: string) => {
          const sender = { ...(answers.sender as object), language };
          const drawn = template.draw({ ...answers, sender } as typeof answers, { ...shop, takesReplies });
          const theirs = categoriesIn(answers.timing);
          return [drawn, ...drawn.companions]
            .flatMap(({ graph }) => graph.nodes.flatMap(namesOf))
            .filter((name) => !theirs.has(name));
        };
        const english = namesIn('en');
        expect(namesIn('da').filter((name, index) => name === english[index])).toEqual([]);
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  test('what it suggests comes without a note, whatever day it is', () => {
    for (let day = 0; day < 40; day++) {
      const nowMs = NOW + day * 86_400_000;
      const { date } = localOf(nowMs, shop.timeZone);
      const kind = day % 2 === 0 ? ('ours' as const) : ('none' as const);
      const now = { ...shop, nowMs, programme: { kind, tiers: [], givesBirthdayPoints: false } };
      const own = template.suggest?.(date, now);
      const offer = { link: 'https://acme.example/', ...own?.offer };
      const answers = template.questions.parse({ ...own, offer });
      expect(template.check?.(answers, now) ?? [], date).toEqual([]);
      expect(template.draw(answers, now).notes ?? [], date).toEqual([]);
    }
  });

  test.each(['en', 'da'])('each of its texts fits one part in the usual case (%s)', (language) => {
    for (const { name, composed } of textsWithAnyOffer(template, language))
      expect(composed, name).toMatchObject({ ok: true, encoding: 'GSM-7', parts: 1 });
  });

  test.each(['en', 'da'])('each of its texts reads well with any offer (%s)', (language) => {
    for (const { name, composed } of textsWithAnyOffer(template, language)) {
      // A link begins small wherever it stands, and so do the month of “2. dec.” and what follows “ca.”.
      const words = (composed.ok ? composed.text : '')
        .replaceAll('acme.link', 'Link')
        .replaceAll(/ca\.|\b\d{1,2}\. \p{Ll}{3,4}\b\.?/gu, 'X');
      expect(words, name).not.toMatch(/[.!?] \p{Ll}|: [.:]| {2}|undefined|null/u);
      expect(words, name).not.toMatch(/free shipping (?!on |is |ends )/i);
      if (language === 'da') expect(words, name).not.toMatch(/\b(everything|off|until|free|your|the)\b/i);
    }
  });
});

/** What the shop calls its categories is in its own language. */
const categoriesIn = (timing: unknown) =>
  new Set(
    readCategories((timing as { categories?: string }).categories ?? '').map(({ category }) => category),
  );

function namesOf({ data }: JourneyGraph['nodes'][number]): string[] {
  const { branches = [], events = [] } = data.config as Record<
    'branches' | 'events',
    { name?: string; label?: string }[] | undefined
  >;
  return [data.name, ...[...branches, ...events].map(({ name, label }) => name ?? label)].filter(
    (name) => name !== undefined,
  );
}

/** What a template's texts say with each kind of offer. */
function textsWithAnyOffer(template: AnyTemplate, language: string, read: Reading = {}) {
  const link = 'https://acme.example/new';
  const offers = ['none', 'percent', 'amount', 'free-shipping'].flatMap((kind) =>
    ['own', 'one'].map((codes) => ({ kind, codes, link })),
  );
  return offers.flatMap((offer) => {
    const drawn = template.draw(usual(template, { sender: { language }, offer }), shop);
    return [drawn, ...drawn.companions].flatMap(({ graph }) =>
      previewTexts(graph, {
        firstName: 'Alexandria',
        language,
        timeZone: shop.timeZone,
        nowMs: NOW,
        currency: 'DKK',
      }).map((text) => ({ name: `${text.name}, ${offer.kind}`, composed: composed(text, language, read) })),
    );
  });
}

interface Reading {
  /** Of the reader, if not that of the text. */
  reader?: string;
  sender?: Parameters<typeof composeTextSync>[0]['sender'];
}

const composed = (
  text: PreviewedText,
  language: string,
  { reader = language, sender = '+4552512020' }: Reading,
) =>
  composeTextSync(
    {
      template: text.template,
      fields: text.fields,
      reader: { language: reader, country: null },
      purpose: text.purpose,
      sender,
      shortenLinks: true,
      utm: null,
      nowMs: NOW,
    },
    { brand: 'Acme', addsOptOut: true, linkDomain: 'acme.link', shopTimeZone: shop.timeZone },
  );

test.each(templates.map((template) => [template.id, template] as const))(
  '%s says what is added to its texts in their own language, to readers of another one too',
  (_id, template) => {
    for (const [language, reader, ofThem, others] of [
      ['da', 'en', /Afmeld: |Bekræft: /, /Opt out|Confirm/],
      ['en', 'da', /Opt out: |Confirm: /, /Afmeld|Bekræft/],
    ] as const)
      for (const { name, composed } of textsWithAnyOffer(template, language, {
        reader,
        sender: { canReceive: false },
      })) {
        const text = composed.ok ? composed.text : '';
        expect(text, name).toMatch(ofThem);
        expect(text, name).not.toMatch(others);
      }
  },
);

test('welcome asks for a reply only from a sender that hears it, whenever that sender came', () => {
  const template = templates.find(({ id }) => id === 'welcome')!;
  const asked = (canReceive: boolean) =>
    textsWithAnyOffer(template, 'en', { sender: { canReceive } }).find(({ name }) =>
      name.startsWith('Ask once'),
    )!.composed;
  const text = (canReceive: boolean) => (asked(canReceive) as { text?: string }).text;
  expect(text(true)).toMatch(/Reply YES to confirm\.$/);
  expect(text(false)).toMatch(/twice a month\? Confirm: acme\.link/);
});

test('an amount off may have cents, and stands in the text as people write it in its language', () => {
  const template = templates.find(({ id }) => id === 'welcome')!;
  const drawnWith = (language: string, amount: number) => {
    const offer = { kind: 'amount', amount, currency: 'DKK' };
    const drawn = template.draw(usual(template, { sender: { language }, offer }), shop);
    const hello = drawn.graph.nodes.find(({ id }) => id === 'hello')!;
    return { text: String(hello.data.config.text), pools: drawn.pools };
  };
  expect(drawnWith('da', 49.5).text).toContain('49,50 kr rabat');
  expect(drawnWith('en', 49.5).text).toContain('49.50 kr off');
  expect(drawnWith('da', 50).text).toContain('50 kr rabat');
  expect(drawnWith('da', 49.5).pools).toMatchObject([
    { pool: 'welcome-49-5dkk-7d', offer: { kind: 'amount', amount: 49.5, currency: 'DKK' } },
  ]);
  expect(template.questions.safeParse({ offer: { kind: 'amount', amount: 49.555 } }).success).toBe(false);
});

test('win-back lets nobody go where nothing would tell who looked, and says so', () => {
  const template = templates.find(({ id }) => id === 'win-back')!;
  const drawnWith = (link: string, takesReplies: boolean) => {
    const drawn = template.draw(usual(template, { offer: { link } }), { ...shop, takesReplies });
    const lets = [drawn, ...drawn.companions].map(({ graph }) =>
      graph.nodes.some(({ data }) => JSON.stringify(data.config).includes(`"add":["${SUNSET_TAG}"]`)),
    );
    return { lets, notes: drawn.notes };
  };
  expect(drawnWith('', false)).toEqual({
    lets: [false, false],
    notes: [expect.stringContaining('Nobody gets the tag')],
  });
  expect(drawnWith('', true)).toEqual({ lets: [true, true], notes: [expect.stringContaining('no link')] });
  expect(drawnWith('https://acme.example/new', false)).toEqual({ lets: [true, true], notes: [] });
});

test('win-back waits as long as what somebody mostly buys lasts, and finds those from before by the same days', () => {
  const template = templates.find(({ id }) => id === 'win-back')!;
  const by = (categories: string) =>
    answer(template, { timing: { basis: 'category', categories, days: 90, backfillDate: '2026-12-01' } });
  expect(by('').faults).toEqual([expect.stringContaining('Name each category with its days')]);
  expect(by('Kaffe: 0').faults).toEqual(['timing.categories: From 1 to 730 days.']);
  expect(by('Kaffe: 30, kaffe: 60').faults).toEqual(['timing.categories: “kaffe” stands there twice.']);

  const { faults, drawn } = by('Kaffe: 30, Møbler: 365');
  expect(faults).toEqual([]);
  const waitOf = (id: string) => Number(stepOf(drawn, id)?.durationMs) / 86_400_000;
  expect([waitOf('silence-1'), waitOf('silence-2'), waitOf('silence')]).toEqual([30, 365, 90]);
  const rule = JSON.stringify(drawn.segments[0]!.rule);
  for (const amount of [30, 365, 90]) expect(rule).toContain(`"amount":${amount},`);
  expect(rule).toContain('"none-of","value":["Kaffe","Møbler"]');
});

test('win-back drawn on another day does not leave out those whom one that has ended still timed', () => {
  const template = templates.find(({ id }) => id === 'win-back')!;
  const tagOn = (nowMs: number) =>
    JSON.stringify(
      answer(template, { timing: { backfillDate: '2026-12-01' } }, { ...shop, firstDrawnMs: nowMs }).drawn
        .segments,
    ).match(/win-back-timer-[\d-]+/)![0];
  expect(tagOn(NOW)).toBe('win-back-timer-2026-11-25');
  expect(tagOn(NOW + 86_400_000)).toBe('win-back-timer-2026-11-26');
});

test('a graph names the segments by the ids that they have', () => {
  const graph = { ...emptyGraph(), settings: { ...emptyGraph().settings, at: 'segment:vip' } };
  expect(namesIn(graph)).toEqual(['vip']);
  expect(withIds(graph, { vip: 'id-1' }).settings.at).toBe('id-1');
});
