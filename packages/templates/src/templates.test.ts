import { compile, emptyGraph, type Catalogue, type JourneyGraph } from '@signalbox/engine/graph';
import { checkRule, type SegmentRule } from '@signalbox/engine/segments';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { composeTextSync } from '@signalbox/sms/compose';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { namesIn, previewTexts, templates, withIds, type AnyTemplate, type Shop } from './index.js';

const catalogue: Catalogue = builtInCatalogue();
const NOW = Date.parse('2026-11-25T10:00:00Z');
const TODAY = '2026-11-25';
const shop: Shop = { currency: 'DKK', timeZone: 'Europe/Copenhagen', takesReplies: true };

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
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000 });
  if (schema.ui?.widget === 'date') return fc.constantFrom('2026-11-29', '2026-12-01', '2027-03-28');
  if (schema.pattern?.includes('https?')) return fc.constantFrom('', 'https://acme.example/nørgård?a=1');
  if (!schema.pattern) return fc.constantFrom('', 'Nørgård');
  return fc.stringMatching(new RegExp(schema.pattern));
}

const answersOf = (template: AnyTemplate) =>
  anyAnswer(z.toJSONSchema(template.questions, { io: 'input' }) as Schema)
    .map((raw) => template.questions.parse(raw))
    .filter((answers) => (template.check?.(answers) ?? []).length === 0);

const usual = (template: AnyTemplate, more: object = {}) =>
  template.questions.parse({ ...template.suggest?.(TODAY), ...more });

const errorsOf = (graph: JourneyGraph) =>
  compile(graph, catalogue).diagnostics.filter(({ severity }) => severity === 'error');

describe.each(templates.map((template) => [template.id, template] as const))('%s', (_id, template) => {
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
  });

  test.each(['en', 'da'])('each of its texts fits one part in the usual case (%s)', (language) => {
    const link = 'https://acme.example/new';
    const offers = ['none', 'percent', 'amount', 'free-shipping'].flatMap((kind) =>
      ['own', 'one'].map((codes) => ({ kind, codes, link })),
    );
    for (const offer of offers) {
      const answers = usual(template, { sender: { language }, offer });
      const drawn = template.draw(answers, shop);
      for (const { graph } of [drawn, ...drawn.companions]) {
        for (const text of previewTexts(graph, {
          firstName: 'Alexandria',
          language,
          timeZone: shop.timeZone,
          nowMs: NOW,
        })) {
          const composed = composeTextSync(
            {
              template: text.template,
              fields: text.fields,
              reader: { language, country: null },
              purpose: text.purpose,
              sender: '+4552512020',
              shortenLinks: true,
              utm: null,
              nowMs: NOW,
            },
            { brand: 'Acme', addsOptOut: true, linkDomain: 'acme.link', shopTimeZone: shop.timeZone },
          );
          expect(composed, text.name).toMatchObject({ ok: true, encoding: 'GSM-7', parts: 1 });
        }
      }
    }
  });
});

test('a graph names the segments by the ids that they have', () => {
  const graph = { ...emptyGraph(), settings: { ...emptyGraph().settings, at: 'segment:vip' } };
  expect(namesIn(graph)).toEqual(['vip']);
  expect(withIds(graph, { vip: 'id-1' }).settings.at).toBe('id-1');
});
