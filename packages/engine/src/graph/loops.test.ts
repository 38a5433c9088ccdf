import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { expect, test } from 'vitest';
import { compile } from './compile.js';
import { parseGraph } from './parse-graph.js';

const catalogue = builtInCatalogue();
const versionOf = (type: string) => catalogue.find((entry) => entry.type === type)!.version;

/** A circle: a step that holds, its ways out in `back` to a text, and the text's *Sent* back to the step. */
function circle(type: string, config: object, back: string[]) {
  const node = (id: string, of: string, own: object = {}) => ({
    id,
    type: of,
    position: { x: 0, y: 0 },
    data: { version: versionOf(of), config: own },
  });
  const edge = (source: string, sourceHandle: string, target: string) => ({
    id: `${source}-${sourceHandle}`,
    source,
    sourceHandle,
    target,
  });
  const { graph } = parseGraph({
    schemaVersion: 1,
    nodes: [
      node('start', 'event-trigger', { event: 'Back In Stock Requested' }),
      node('hold', type, config),
      node('text', 'send-sms', { text: 'Hello', purpose: 'transactional' }),
    ],
    edges: [
      edge('start', 'next', 'hold'),
      ...back.map((port) => edge('hold', port, 'text')),
      edge('text', 'sent', 'hold'),
    ],
  });
  return compile(graph!, catalogue).diagnostics.find(({ code }) => code === 'loop-without-wait');
}

const viewed = { id: 'viewed', event: 'Product Viewed', label: 'Looked' };

test.each<[string, string, object, string[]]>([
  ['a date that has passed', 'wait-until', { date: '2020-01-01' }, ['next', 'passed']],
  ['a thing that is in stock', 'wait-for-stock', {}, ['back-in-stock']],
  ['a drip that holds nobody', 'rate-gate', { count: 1_000_000, everyMs: 1_000 }, ['next']],
  ['events that came long ago', 'wait-for-event', { events: [viewed], since: 'run-start' }, ['viewed']],
  ['events since the first text', 'wait-for-event', { events: [viewed], since: 'first-text' }, ['viewed']],
])('%s is no wait that a circle of texts could rely on', (_name, type, config, back) => {
  const found = circle(type, config, back);
  expect(found).toMatchObject({ severity: 'error', nodeId: 'hold' });
  expect(found!.message).toContain('may never wait');
});

test.each<[string, string, object, string[]]>([
  ['an hour of each day', 'wait-until', { time: '09:00' }, ['next']],
  ['the end of a wait for stock', 'wait-for-stock', {}, ['timeout']],
  ['a drip of two hundred a day', 'rate-gate', { count: 200, everyMs: 86_400_000 }, ['next']],
  ['an event still to come', 'wait-for-event', { events: [viewed], since: 'wait-start' }, ['viewed']],
  ['the end of a wait for an event', 'wait-for-event', { events: [viewed] }, ['timeout']],
])('%s is a wait', (_name, type, config, back) => {
  expect(circle(type, config, back)).toBeUndefined();
});
