import { emptyGraph } from '../src/graph/index.js';

type Node = { id: string; type: string; position: { x: number; y: number }; data: object };
type Edge = { id: string; source: string; sourceHandle: string; target: string };

/** A graph that nobody may publish, as JSON text: so that keys and depths are what a stranger would send. */
export interface BadGraph {
  name: string;
  json: string;
  /** What is said of it, among other things. */
  code: string;
}

const node = (id: string, type: string, config: object = {}): Node => ({
  id,
  type,
  position: { x: 0, y: 0 },
  data: { version: 1, config },
});
const edge = (source: string, sourceHandle: string, target: string): Edge => ({
  id: `${source}/${sourceHandle}/${target}`,
  source,
  sourceHandle,
  target,
});
const trigger = node('start', 'event-trigger', { event: 'Checkout Started' });
const update = (id: string) => node(id, 'update-contact', { set: [{ field: 'a', value: 'b' }] });
const text = (template: string) => node('text', 'send-sms', { text: template });
const condition = (id: string, ...paths: string[]) =>
  node(id, 'condition', {
    branches: paths.map((path, index) => ({
      id: `b${index}`,
      name: `b${index}`,
      when: { match: 'all', rules: [{ source: 'event', path, op: 'exists' }] },
    })),
  });
const graph = (nodes: Node[], edges: Edge[], more: object = {}) =>
  JSON.stringify({ ...emptyGraph(), nodes, edges, ...more });

/** Steps in a row, each leading to the next. */
function row(count: number): { nodes: Node[]; edges: Edge[] } {
  const nodes = Array.from({ length: count }, (_, index) => update(`n${index}`));
  const edges = nodes.slice(1).map(({ id }, index) => edge(`n${index}`, 'next', id));
  return { nodes: [trigger, ...nodes], edges: [edge('start', 'next', 'n0'), ...edges] };
}

const circle = row(900);
const many = row(5_000);
const branchy = Array.from({ length: 900 }, (_, index) => condition(`c${index}`, 'a', 'b', 'c'));

/** Journeys that went wrong, and some that were meant to. Each is refused, quickly and in words. */
export const badGraphs: BadGraph[] = [
  {
    name: 'a loop without a wait',
    json: graph(circle.nodes, [...circle.edges, edge('n899', 'next', 'n0')]),
    code: 'loop-without-wait',
  },
  {
    name: 'loops within loops, 900 steps with 3,600 ways back',
    json: graph(
      [trigger, ...branchy],
      [
        edge('start', 'next', 'c0'),
        ...branchy.flatMap(({ id }, index) =>
          ['b0', 'b1', 'b2', 'otherwise'].map((port, way) =>
            edge(id, port, `c${(index * (way + 3) + 1) % branchy.length}`),
          ),
        ),
      ],
    ),
    code: 'loop-without-wait',
  },
  { name: '5,000 steps', json: graph(many.nodes, many.edges), code: 'too-many-nodes' },
  {
    name: '50,000 connections',
    json: graph(
      [trigger, update('a')],
      Array.from({ length: 50_000 }, (_, index) => ({ ...edge('a', 'next', 'a'), id: `${index}` })),
    ),
    code: 'too-many-nodes',
  },
  {
    name: 'a connection to a step that is not there',
    json: graph([trigger], [edge('start', 'next', 'gone')]),
    code: 'edge-to-missing-node',
  },
  {
    name: 'a connection from a step that is not there',
    json: graph([trigger, update('a')], [edge('start', 'next', 'a'), edge('gone', 'next', 'a')]),
    code: 'edge-to-missing-node',
  },
  {
    name: 'a way out that the step does not have',
    json: graph([trigger, update('a')], [edge('start', 'next', 'a'), edge('a', 'timeout', 'a')]),
    code: 'edge-from-missing-port',
  },
  ...['{{'.repeat(400_000), '{%'.repeat(400_000), '{'.repeat(800_000), `{{${' '.repeat(800_000)}`].map(
    (template, index) => ({
      name: `Liquid that is never closed, 800 kB of it (${index + 1})`,
      json: graph([trigger, text(template)], [edge('start', 'next', 'text')]),
      code: index === 2 ? 'bad-config' : 'liquid-unclosed',
    }),
  ),
  {
    name: 'a text of a megabyte',
    json: graph([trigger, text('a'.repeat(1_000_000))], [edge('start', 'next', 'text')]),
    code: 'bad-config',
  },
  {
    name: 'a field name on which a backtracking pattern would work for years',
    json: graph(
      [trigger, node('a', 'update-contact', { set: [{ field: `${'a'.repeat(500_000)}!`, value: '' }] })],
      [edge('start', 'next', 'a')],
    ),
    code: 'bad-config',
  },
  {
    name: 'a pattern that backtracks, where a rule has none',
    json: graph(
      [
        trigger,
        node('a', 'condition', {
          branches: [
            {
              id: 'b',
              name: 'b',
              when: { match: 'all', rules: [{ source: 'event', path: 'a', op: 'matches', value: '(a+)+$' }] },
            },
          ],
        }),
      ],
      [edge('start', 'next', 'a')],
    ),
    code: 'bad-config',
  },
  {
    name: 'a step called __proto__',
    json: graph([trigger, update('__proto__')], [edge('start', 'next', '__proto__')]),
    code: 'bad-id',
  },
  {
    name: '__proto__ and constructor as keys of everything',
    json: graph([trigger, update('a')], [edge('start', 'next', 'a')])
      .replaceAll('"config":{', '"__proto__":{"polluted":true},"config":{"__proto__":{"polluted":true},')
      .replace('"settings":{', '"constructor":{"prototype":{"polluted":true}},"settings":{'),
    code: 'open-port',
  },
  {
    name: 'a type called __proto__, a way out called constructor',
    json: graph([trigger, node('a', '__proto__')], [edge('start', 'constructor', 'a')]),
    code: 'unknown-node-type',
  },
  {
    name: 'lists within lists, 200,000 deep',
    json: `{"nodes":[],"edges":[],"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    code: 'too-deep',
  },
];
