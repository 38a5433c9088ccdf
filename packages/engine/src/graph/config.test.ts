import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { describe, expect, test } from 'vitest';
import {
  canConnect,
  durationInWords,
  emptyGraph,
  journeyJsonSchema,
  portsOf,
  renderSummary,
  validateConfig,
  waitsOf,
  withDefaults,
} from './index.js';
import { readFileSync } from 'node:fs';

const catalogue = builtInCatalogue();
const entry = (type: string) => catalogue.find((candidate) => candidate.type === type)!;
const wait = entry('wait-for-event');
const config = { events: [{ id: 'o', event: 'Order Completed', label: 'Ordered' }], timeoutMs: 5_400_000 };

describe('a configuration', () => {
  test('gets defaults where it says nothing, once', () => {
    const filled = withDefaults(wait.configSchema, { events: [] });
    expect(filled).toEqual({ events: [], timeoutMs: 3_600_000, since: 'run-start' });
    expect(withDefaults(wait.configSchema, filled)).toEqual(filled);
  });

  test('keeps what the schema does not know', () => {
    expect(withDefaults(wait.configSchema, { mine: 1 })).toMatchObject({ mine: 1 });
  });

  test('is judged field by field, in words', () => {
    const faults = validateConfig(wait.configSchema, { events: [], timeoutMs: 3 });
    expect(faults.map(({ path }) => path).sort()).toEqual(['events', 'timeoutMs']);
    expect(faults.find(({ path }) => path === 'events')!.message).toBe('Add at least one.');
  });
});

test('ports come from the configuration first, then from the type', () => {
  expect(portsOf(wait, config).map(({ name, label }) => [name, label])).toEqual([
    ['o', 'Ordered'],
    ['timeout', 'Timed out'],
  ]);
  expect(waitsOf(wait, config)).toEqual([{ id: 'o', event: 'Order Completed', where: null }]);
  expect(portsOf(wait, { events: 'nonsense' })).toHaveLength(1);
});

test('a card says what it does with the values in ink', () => {
  const parts = renderSummary(wait, config);
  expect(parts.map(({ text }) => text).join('')).toBe('Order Completed, at most 1 hour 30 minutes');
  expect(parts.filter(({ isValue }) => isValue).map(({ text }) => text)).toEqual([
    'Order Completed',
    '1 hour 30 minutes',
  ]);
});

test.each([
  [{ time: '16:00', weekdays: ['thu', 'sun'] }, 'Thu, Sun 16:00'],
  [{ time: '16:00', weekdays: [], date: '2026-12-24' }, '2026-12-24 16:00'],
  [{ moment: '{{ event.ends_at }}', shiftMs: -7_200_000 }, '2 hours before {{ event.ends_at }}'],
  [{ moment: '{{ event.ends_at }}', shiftMs: 172_800_000 }, '2 days after {{ event.ends_at }}'],
])('a wait until %j says when', (config, words) => {
  const parts = renderSummary(entry('wait-until'), config);
  expect(parts.map(({ text }) => text).join('')).toBe(words);
});

test.each([
  [10, 'Gets texts; 10% left alone'],
  [0, 'Gets texts'],
])('a split that leaves %d percent alone says so on its card', (holdOut, words) => {
  const parts = renderSummary(entry('random-split'), { branches: [{ name: 'Gets texts' }], holdOut });
  expect(parts.map(({ text }) => text).join('')).toBe(words);
});

test.each([
  [0, '0 seconds'],
  [1_000, '1 second'],
  [86_400_000, '1 day'],
  [93_661_000, '1 day 2 hours'],
])('%i ms is %s', (ms, words) => expect(durationInWords(ms)).toBe(words));

test('a way may be drawn, or there is a reason why not', () => {
  const place = (id: string, type: string) => ({
    id,
    type,
    position: { x: 0, y: 0 },
    data: { version: 1, config: {} },
  });
  const graph = { ...emptyGraph(), nodes: [place('t', 'event-trigger'), place('e', 'exit')] };
  expect(canConnect(graph, catalogue, { source: 't', sourceHandle: 'next', target: 'e' })).toEqual({
    ok: true,
  });
  for (const way of [
    { source: 'e', sourceHandle: 'next', target: 't' },
    { source: 't', sourceHandle: 'next', target: 't' },
    { source: 't', sourceHandle: 'nowhere', target: 'e' },
    { source: 't', sourceHandle: 'next', target: 'gone' },
  ]) {
    expect(canConnect(graph, catalogue, way)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/\.$/),
    });
  }
});

test('the examples meet the JSON Schema of a journey', () => {
  const file = new URL('../../../../examples/journeys/welcome.json', import.meta.url);
  const { graph } = JSON.parse(readFileSync(file, 'utf8')) as { graph: unknown };
  expect(validateConfig(journeyJsonSchema, graph)).toEqual([]);
  expect(validateConfig(journeyJsonSchema, { nodes: {} })).not.toEqual([]);
});
