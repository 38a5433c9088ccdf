import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../simulate/index.js';
import { compile, emptyGraph, planHash, portsOf, withDefaults, type JourneyGraph } from './index.js';

const catalogue = builtInCatalogue();
const words = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,15}[a-z]$/);
const event = fc.constantFrom('Order Completed', 'Product Viewed', 'SMS Received');
const whole = (min: number, max: number) => fc.integer({ min, max });
const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 4 });

const rule = fc.record({
  source: fc.constantFrom('contact', 'event', 'run'),
  path: fc.constantFrom('total', 'products.0.name', 'country'),
  op: fc.constantFrom('at-least', 'equals', 'exists', 'contains'),
  value: fc.oneof(fc.integer(), words),
});
const group = fc.record({
  match: fc.constantFrom('all', 'any'),
  rules: fc.array(rule, { maxLength: 3 }),
});

/** For each kind of step, a configuration that the marketer may well have made. */
const CONFIGS: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  'wait-for-event': fc
    .tuple(ids, event, words, whole(1_000, 365 * 86_400_000))
    .map(([all, name, label, timeoutMs]) => ({
      events: all.map((id) => ({ id, event: name, label })),
      timeoutMs,
    })),
  condition: fc
    .tuple(ids, words, group)
    .map(([all, name, when]) => ({ branches: all.map((id) => ({ id, name, when })) })),
  'send-sms': words.map((text) => ({
    text: `${text}, {{ contact.first_name | default: "you" }} {{ event.total }}`,
  })),
  'update-contact': words.map((value) => ({ set: [{ field: 'last_seen', value }] })),
  exit: words.map((outcome) => ({ outcome })),
};

const anyStep = fc
  .constantFrom(...Object.keys(CONFIGS))
  .chain((type) => CONFIGS[type]!.map((config) => ({ type, config })));

/** Steps in a row whose ways all lead further down it, and an end below them all. */
const validGraph = fc
  .record({ steps: fc.array(anyStep, { maxLength: 25 }), jumps: fc.infiniteStream(fc.nat({ max: 3 })) })
  .map(({ steps, jumps }): JourneyGraph => {
    const all = [
      { type: 'event-trigger', config: { event: 'Checkout Started' } },
      ...steps,
      { type: 'exit', config: {} },
    ];
    const graph = emptyGraph();
    for (const [index, { type, config }] of all.entries()) {
      graph.nodes.push({
        id: `n${index}`,
        type,
        position: { x: 0, y: index * 180 },
        data: { version: 1, config },
      });
      const entry = catalogue.find((candidate) => candidate.type === type)!;
      for (const { name } of portsOf(entry, config)) {
        const target = Math.min(all.length - 1, index + 1 + (jumps.next().value as number));
        graph.edges.push({
          id: `n${index}-${name}`,
          source: `n${index}`,
          sourceHandle: name,
          target: `n${target}`,
        });
      }
    }
    return graph;
  });

test('what is drawn soundly can be published, and takes a person to an end', () => {
  fc.assert(
    fc.property(validGraph, (graph) => {
      const { plan, diagnostics } = compile(graph, catalogue);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const start = {
        runId: 'run',
        journeyId: 'journey',
        contactId: 'contact',
        planHash: planHash(plan!),
        entryEvent: { id: 'entry', name: 'Checkout Started', atMs: 0, properties: { total: 100 } },
        startedAtMs: 0,
      };
      // Longer than the longest way through the longest waits.
      const { end, steps } = simulate({ plan: plan!, start, untilMs: 30 * 365 * 86_400_000 });
      expect(end).not.toBeNull();
      expect(end!.outcome).not.toBe('failed');
      expect(steps.length).toBeLessThanOrEqual(graph.nodes.length);
    }),
  );
});

test('no order of keys, steps or connections changes the hash of a plan', () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, reversed(inner)]),
          )
        : value;
  fc.assert(
    fc.property(validGraph, (graph) => {
      const other = reversed(graph) as JourneyGraph;
      other.nodes.reverse();
      other.edges.reverse();
      expect(planHash(compile(other, catalogue).plan!)).toBe(planHash(compile(graph, catalogue).plan!));
    }),
  );
});

test('a configuration that has its defaults gets no others', () => {
  for (const entry of catalogue) {
    const anyConfig = fc.dictionary(
      fc.constantFrom(...Object.keys(entry.configSchema.properties as object), 'unknown'),
      fc.oneof(CONFIGS[entry.type] ?? fc.jsonValue(), fc.jsonValue(), fc.array(fc.dictionary(words, group))),
    );
    fc.assert(
      fc.property(anyConfig, (config) => {
        const filled = withDefaults(entry.configSchema, config);
        expect(withDefaults(entry.configSchema, filled)).toEqual(filled);
      }),
      { numRuns: 20 },
    );
  }
});
