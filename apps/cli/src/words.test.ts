import { emptyGraph, type GraphNode, type JourneyGraph } from '@signalbox/engine/graph';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import { describe, expect, test } from 'vitest';
import { changeLines } from './changes.js';
import { readDuration, sinceStart } from './durations.js';
import { faultLine } from './faults.js';
import { inOrder } from './in-order.js';
import { planLines } from './publish-words.js';
import { slugOf } from './slug.js';

const HOUR = 3_600_000;
const catalogue = builtInCatalogue();

const step = (id: string, type: string, config: object, name?: string): GraphNode => ({
  id,
  type,
  position: { x: 0, y: 0 },
  data: { version: 1, ...(name !== undefined && { name }), config: config as { [field: string]: unknown } },
});
const large = (value: number) => ({
  id: 'large',
  name: 'Large',
  when: { match: 'all', rules: [{ source: 'event', path: 'total', op: 'at-least', value }] },
});

function cart(change: (graph: JourneyGraph) => void = () => {}): JourneyGraph {
  const graph: JourneyGraph = {
    ...emptyGraph(),
    nodes: [
      step('start', 'event-trigger', { event: 'Checkout Started' }, 'Cart left'),
      step('wait', 'wait', { durationMs: HOUR }),
      step('worth', 'condition', { branches: [large(200)] }, 'Worth it?'),
      step('text', 'send-sms', { text: 'Hej, your cart is waiting.' }, 'Reminder'),
      step('end', 'exit', {}),
    ],
    edges: [
      { id: 'a', source: 'start', sourceHandle: 'next', target: 'wait' },
      { id: 'b', source: 'worth', sourceHandle: 'large', target: 'text' },
    ],
  };
  change(graph);
  return graph;
}
const changes = (change: (graph: JourneyGraph) => void, named = new Map<string, string>()) =>
  changeLines({ name: 'Cart', graph: cart() }, { name: 'Cart', graph: cart(change) }, catalogue, named);

describe('what a change is called', () => {
  test('a field by its title, with its value as its form shows it', () => {
    const lines = changes((graph) => {
      graph.nodes.find(({ id }) => id === 'wait')!.data.config = { durationMs: 90 * 60_000 };
    });
    expect(lines).toEqual(['  ~ Wait a while (wait)', '      Wait: 1 hour → 1 hour 30 minutes']);
  });

  test('an item of a list by its name, and a rule as a sentence', () => {
    const lines = changes((graph) => {
      graph.nodes.find(({ id }) => id === 'worth')!.data.config = { branches: [large(500)] };
    });
    expect(lines).toEqual([
      '  ~ Worth it? (condition)',
      '      First that holds, Large, When:',
      '        - total is at least 200',
      '        + total is at least 500',
    ]);
  });

  test('a segment by its name', () => {
    const lines = changes(
      (graph) => {
        graph.settings.entryFilter = {
          match: 'all',
          rules: [{ source: 'segment', path: 's-1', op: 'exists' }],
        };
      },
      new Map([['s-1', 'VIP']]),
    );
    expect(lines).toEqual(['  ~ The journey’s settings', '      Entry filter: not set → in the segment VIP']);
  });

  test('steps that are new, gone and called otherwise, and ways that lead elsewhere', () => {
    const lines = changes((graph) => {
      graph.nodes = graph.nodes.filter(({ id }) => id !== 'wait');
      graph.nodes.push(step('rest', 'wait', {}, 'Rest'));
      graph.nodes.find(({ id }) => id === 'text')!.data.name = 'Kind reminder';
      graph.edges[0]!.target = 'rest';
    });
    expect(lines).toEqual([
      '  + Rest (wait)',
      '  ~ Kind reminder (send-sms)',
      '      Name: Reminder → Kind reminder',
      '  - Wait a while (wait)',
      '  ~ Cart left, by “Starts”',
      '      Leads to: Wait a while → Rest',
    ]);
  });

  test('nothing at all where only places and notes are others', () => {
    const lines = changes((graph) => {
      graph.nodes[0]!.position = { x: 9, y: 9 };
      graph.notes = [{ id: 'n', position: { x: 0, y: 0 }, text: 'Ask Ida' }];
    });
    expect(lines).toEqual([]);
  });
});

test('long values are broken to 80 columns, and hang behind their sign', () => {
  const lines = changes((graph) => {
    graph.nodes.find(({ id }) => id === 'text')!.data.config = { text: 'Hej '.repeat(40).trim() };
  });
  const text = lines.join('\n').split('\n');
  expect(text.every((line) => line.length <= 80)).toBe(true);
  expect(text.slice(2)).toEqual([
    '        - “Hej, your cart is waiting.”',
    expect.stringMatching(/^ {8}\+ “Hej( Hej)+$/),
    expect.stringMatching(/^ {10}Hej( Hej)+$/),
    expect.stringMatching(/^ {10}Hej( Hej)*”$/),
  ]);
});

test('steps are told in the order in which people come to them', () => {
  const graph = cart((drawn) => void drawn.nodes.reverse());
  expect(inOrder(graph).map(({ id }) => id)).toEqual(['end', 'worth', 'start', 'text', 'wait']);
});

test('a fault is one line: file, step, field, sentence, code', () => {
  const fault = { code: 'bad-config', severity: 'error' as const, nodeId: 'wait', field: 'waitMs' };
  expect(faultLine('cart.journey.json', { ...fault, node: 'Wait', message: 'Say how long.' })).toBe(
    'cart.journey.json: node "Wait" waitMs: Say how long. (bad-config)',
  );
  const whole = { code: 'no-trigger', severity: 'warning' as const, message: 'Nothing starts it.' };
  expect(faultLine('cart.journey.json', whole)).toBe(
    'cart.journey.json: Nothing starts it. (no-trigger, warning)',
  );
});

test('those inside are counted by step, with what becomes of them', () => {
  const at = (nodeId: string, name: string, count: number, isChanged: boolean, target: string | null) => ({
    ...{ nodeId, name, count, isChanged, target },
  });
  const plan = {
    diff: { added: [], removed: ['old'], changed: ['wait'], ways: [], settings: false },
    inside: 15,
    versions: [
      {
        version: 2,
        steps: [
          at('wait', 'Wait', 12, true, 'wait'),
          at('text', 'Text', 1, false, 'text'),
          at('old', 'Old', 2, false, null),
        ],
      },
    ],
  };
  const words = (people: 'finish' | 'move' | 'end') =>
    planLines(null, plan, people).map((line) => line.trim().replace(/\s+/g, ' '));
  expect(words('finish')).toEqual([
    'To be version 1. 15 people are inside:',
    '12 Wait finish on version 2',
    '1 Text finish on version 2',
    '2 Old finish on version 2',
  ]);
  expect(words('move').slice(1)).toEqual([
    '12 Wait move, and begin the step anew',
    '1 Text move to the new version',
    '2 Old finish on version 2',
  ]);
  expect(words('end').slice(1, 2)).toEqual(['12 Wait leave the journey']);
});

test.each([
  ['90m', 90 * 60_000],
  ['3 days', 72 * HOUR],
  ['1h 30 minutes', 1.5 * HOUR],
  ['2w', 14 * 24 * HOUR],
  ['soon', null],
  ['3 months', null],
  ['', null],
])('“%s” is a duration or none', (text, ms) => expect(readDuration(text)).toBe(ms));

test('time since the start is of one width', () => {
  expect([0, HOUR, 12 * 24 * HOUR + 6.5 * HOUR].map(sinceStart)).toEqual([
    'day   0  00:00',
    'day   0  01:00',
    'day  12  06:30',
  ]);
});

test.each([
  ['Forladt kurv, 2. påmindelse', 'forladt-kurv-2-pamindelse'],
  ['Çafé “VIP”', 'cafe-vip'],
  ['!!!', 'journey'],
])('the journey %s is kept as %s', (name, slug) => expect(slugOf(name)).toBe(slug));
