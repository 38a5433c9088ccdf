import { readdirSync, readFileSync } from 'node:fs';
import { builtInCatalogue } from '@signalbox/nodes/catalogue';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  compile,
  parseGraph,
  planHash,
  type GraphEdge,
  type GraphNode,
  type JourneyGraph,
} from './index.js';

const catalogue = builtInCatalogue();
const EXAMPLES = new URL('../../../../examples/journeys/', import.meta.url);
const example = (name: string): JourneyGraph => {
  const { graph } = parseGraph(JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')).graph);
  return graph!;
};
const cart = () => example('abandoned-cart.json');
const node = (graph: JourneyGraph, id: string) => graph.nodes.find((candidate) => candidate.id === id)!;
const rename = (graph: JourneyGraph, from: string, to: string) => {
  node(graph, from).id = to;
  for (const edge of graph.edges) {
    if (edge.source === from) edge.source = to;
    if (edge.target === from) edge.target = to;
  }
};
const codes = (graph: JourneyGraph) => compile(graph, catalogue).diagnostics.map(({ code }) => code);

describe('a graph that can be published', () => {
  test.each(readdirSync(EXAMPLES))('the example %s compiles with nothing to say', (name) => {
    const { plan, diagnostics } = compile(example(name), catalogue);
    expect(diagnostics).toEqual([]);
    expect(plan).not.toBeNull();
  });

  test('the plan knows what it waits for and what it reads', () => {
    const { plan } = compile(cart(), catalogue);
    expect(plan).toMatchObject({
      trigger: { nodeId: 'start', event: 'Checkout Started', maxAgeMs: 3_600_000 },
      subscriptions: [{ ref: 'wait/ordered' }, { ref: 'exit/ordered' }],
      reads: { 'Checkout Started': ['checkout_url', 'products', 'total'] },
    });
    expect(plan!.nodes.remind!.next).toEqual({ sent: 'reminded', 'not-sent': null });
  });

  test('a text is for what the journey is for, unless its step says otherwise', () => {
    const graph = cart();
    graph.settings.purpose = 'transactional';
    const { config } = node(graph, 'remind').data;
    const purpose = () => compile(graph, catalogue).plan!.nodes.remind!.config.purpose;
    config.purpose = 'cart-reminder';
    expect(purpose()).toBe('cart-reminder');
    delete config.purpose;
    expect(purpose()).toBe('transactional');
    delete graph.settings.purpose;
    expect(purpose()).toBe('marketing');
  });

  test('an offer that is over before its text can be come to is told, if there is a clock', () => {
    const graph = cart();
    const told = (offerEndsAt: string, nowMs?: number) => {
      node(graph, 'remind').data.config.offerEndsAt = offerEndsAt;
      return compile(graph, catalogue, { nowMs }).diagnostics.map(({ code, nodeId }) => [code, nodeId]);
    };
    const now = Date.parse('2026-11-02T12:00:00Z');
    const over = [['offer-over', 'remind']];
    expect(told('2026-11-02T13:00:00Z', now)).toEqual(over);
    expect(told('2026-11-02T13:01:00Z', now)).toEqual([]);
    expect(told('{{ event.ends_at }}', now)).toEqual([]);
    expect(told('2020-01-01')).toEqual([]);
    // A day's wait on the only way there.
    const way = graph.edges.find(({ target }) => target === 'remind')!;
    graph.nodes.push({ id: 'day', type: 'wait', position: { x: 0, y: 0 }, data: { version: 1, config: {} } });
    graph.edges.push({ id: 'on', source: 'day', sourceHandle: 'next', target: 'remind' });
    way.target = 'day';
    expect(told('2026-11-03T13:00:00Z', now)).toEqual(over);
    expect(told('2026-11-03T13:01:00Z', now)).toEqual([]);
  });

  test('a way out that may stay open is told as the end of who takes it', () => {
    const { plan } = compile(cart(), catalogue);
    expect(plan!.nodes.remind!.ends).toEqual({ 'not-sent': 'not-sent' });
    expect(plan!.nodes.start).not.toHaveProperty('ends');
  });

  test('a text that hands on the whole event reads all of it', () => {
    const graph = cart();
    node(graph, 'remind').data.config.text =
      '{% for p in event.products %}{{ p.name }}{% endfor %}{{ event | json }}';
    expect(compile(graph, catalogue).plan!.reads['Checkout Started']).toBe(true);
  });

  test('its hash follows what it does, not how it is written or where it stands', () => {
    const hash = (graph: JourneyGraph) => planHash(compile(graph, catalogue).plan!);
    const moved = cart();
    moved.nodes.reverse();
    for (const item of moved.nodes) item.position = { x: 1, y: 2 };
    expect(hash(moved)).toBe(hash(cart()));
    const other = cart();
    node(other, 'wait').data.config.timeoutMs = 1_000;
    expect(hash(other)).not.toBe(hash(cart()));
  });
});

describe('what is wrong with a graph', () => {
  test.each<[string, (graph: JourneyGraph) => void]>([
    ['no-trigger', (graph) => void (graph.nodes = graph.nodes.filter(({ id }) => id !== 'start'))],
    ['several-triggers', (graph) => void graph.nodes.push({ ...node(graph, 'start'), id: 'second' })],
    ['unknown-node-type', (graph) => void (node(graph, 'wait').type = 'teleport')],
    ['unknown-version', (graph) => void (node(graph, 'wait').data.version = 7)],
    ['bad-config', (graph) => void (node(graph, 'wait').data.config.timeoutMs = 'long')],
    ['bad-config', (graph) => void (node(graph, 'remind').data.config.purpose = 'fun')],
    [
      'liquid-unclosed',
      (graph) => void (node(graph, 'remind').data.config.text = 'Hej {{ contact.first_name'),
    ],
    ['duplicate-node-id', (graph) => void graph.nodes.push(node(graph, 'wait'))],
    [
      'duplicate-port',
      (graph) => {
        const events = node(graph, 'wait').data.config.events as object[];
        events.push(events[0]!);
      },
    ],
    ['edge-to-missing-node', (graph) => void (graph.edges[0]!.target = 'gone')],
    ['edge-from-missing-port', (graph) => void (graph.edges[1]!.sourceHandle = 'gone')],
    ['edge-into-trigger', (graph) => void (graph.edges[2]!.target = 'start')],
    ['two-edges-from-one-port', (graph) => void graph.edges.push({ ...graph.edges[0]!, id: 'again' })],
    ['bad-id', (graph) => rename(graph, 'worth', '__proto__')],
    ['bad-id', (graph) => rename(graph, 'wait', 'exit')],
    ['bad-id', (graph) => rename(graph, 'wait', 'a/b')],
    ['bad-exit', (graph) => void graph.settings.exits.push(graph.settings.exits[0]!)],
    ['bad-exit', (graph) => void (graph.settings.exits[0]!.event = '')],
    [
      'bad-exit',
      ({ settings }) =>
        void (settings.exits[0]!.where = {
          match: 'all',
          rules: [{ source: 'event', path: '', op: 'exists' }],
        }),
    ],
    ['open-port', (graph) => void graph.edges.splice(1, 1)],
    ['unreachable-node', (graph) => void graph.edges.splice(1, 1)],
  ])('%s', (code, change) => {
    const graph = cart();
    change(graph);
    expect(codes(graph)).toContain(code);
  });

  test('a circle in which nobody waits is refused, one with a wait is not', () => {
    const restless = cart();
    restless.edges.find(({ id }) => id.startsWith('worth-otherwise'))!.target = 'worth';
    expect(codes(restless)).toContain('loop-without-wait');
    const patient = cart();
    patient.edges.find(({ id }) => id.startsWith('worth-otherwise'))!.target = 'wait';
    expect(codes(patient)).not.toContain('loop-without-wait');
  });

  test('a circle of texts is no wait, though sending hours may hold one', () => {
    const graph = cart();
    graph.edges.find(({ id }) => id.startsWith('remind-sent'))!.target = 'worth';
    expect(codes(graph)).toContain('loop-without-wait');
  });

  test('a text on a circle warns of texts without end', () => {
    const graph = cart();
    graph.edges.find(({ id }) => id.startsWith('remind-sent'))!.target = 'wait';
    expect(codes(graph)).toContain('many-messages');
  });

  test('each says what to do, and where', () => {
    const graph = cart();
    graph.edges.splice(1, 1);
    const [open] = compile(graph, catalogue).diagnostics.filter(({ code }) => code === 'open-port');
    expect(open).toMatchObject({
      nodeId: 'wait',
      field: 'ordered',
      message: expect.stringContaining('“Ordered” of “Wait for order”'),
    });
  });
});

describe('hostile and huge input', () => {
  test('nothing that is JSON makes parsing or compiling throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), fc.array(fc.jsonValue()), (any, nodes, edges) => {
        for (const value of [any, { nodes, edges }, { nodes, edges, settings: any }]) {
          const { graph } = parseGraph(value);
          if (graph) compile(graph, catalogue);
        }
      }),
    );
  });

  test('random graphs of real steps compile or say why, and never throw', () => {
    const types = catalogue.map(({ type }) => type);
    const anyNode = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      type: fc.constantFrom(...types),
      config: fc.dictionary(
        fc.constantFrom('event', 'events', 'branches', 'text', 'timeoutMs', 'set'),
        fc.jsonValue(),
      ),
    });
    const anyEdge = fc.record({
      source: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      sourceHandle: fc.constantFrom('next', 'timeout', 'sent', 'otherwise'),
      target: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    });
    fc.assert(
      fc.property(fc.array(anyNode), fc.array(anyEdge), (nodes, edges) => {
        const { graph } = parseGraph({
          nodes: nodes.map(({ id, type, config }) => ({
            id,
            type,
            position: { x: 0, y: 0 },
            data: { version: 1, config },
          })),
          edges: edges.map((edge, index) => ({ ...edge, id: `${index}` })),
        });
        const { plan, diagnostics } = compile(graph!, catalogue);
        expect(plan === null).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      }),
    );
  });

  test('what nests too deep or holds too much gets a sentence', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 50_000; depth += 1) deep = depth % 2 ? [deep] : { deep };
    for (const graph of [
      { ...cart(), deep },
      { ...cart(), schemaVersion: deep },
    ]) {
      expect(parseGraph(graph).diagnostics.map(({ code }) => code)).toEqual(['too-deep']);
    }
    const much = cart();
    node(much, 'worth').data.config.branches = Array.from({ length: 200_000 }, (_, id) => ({ id: `${id}` }));
    expect(codes(much)).toEqual(['bad-config']);
    expect(parseGraph({ nodes: new Array(5_000).fill({}), edges: [] }).diagnostics).toMatchObject([
      { code: 'too-many-nodes' },
    ]);
  });

  test.each<[string, object]>([
    ['a name that is no text', { nodes: [{ ...node(cart(), 'wait'), data: { name: {} } }] }],
    [
      'an exit whose rules are none',
      { settings: { exits: [{ id: 'a', event: 'A', outcome: 'a', where: {} }] } },
    ],
    [
      'a rule that is none',
      { settings: { exits: [{ id: 'a', event: 'A', outcome: 'a', where: { rules: [null] } }] } },
    ],
    ['days that are none', { settings: { reentry: { kind: 'after-days', days: 'two' } } }],
  ])('%s is refused when it is read', (_name, change) => {
    expect(parseGraph({ ...cart(), ...change }).graph).toBeNull();
  });

  test('__proto__ keys are just keys', () => {
    const { graph } = parseGraph(
      JSON.parse(
        '{"nodes":[{"id":"__proto__","type":"constructor","position":{"x":0,"y":0}}],"edges":[],"__proto__":{"polluted":true}}',
      ),
    );
    compile(graph!, catalogue);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('a thousand steps in a row, and as many in a circle, are judged without deep recursion', () => {
    const nodes: GraphNode[] = [node(cart(), 'start')];
    const edges: GraphEdge[] = [];
    for (let index = 0; index < 999; index++) {
      nodes.push({
        id: `n${index}`,
        type: 'update-contact',
        position: { x: 0, y: 0 },
        data: { version: 1, config: { set: [{ field: 'a', value: 'b' }] } },
      });
      edges.push({
        id: `e${index}`,
        source: index === 0 ? 'start' : `n${index - 1}`,
        sourceHandle: 'next',
        target: `n${index}`,
      });
    }
    edges.push({ id: 'back', source: 'n998', sourceHandle: 'next', target: 'n0' });
    expect(codes({ ...cart(), nodes, edges })).toContain('loop-without-wait');
  });

  test('canonical JSON does not depend on the order of keys', () => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, shuffled(inner)]),
            )
          : value;
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      }),
    );
  });
});
