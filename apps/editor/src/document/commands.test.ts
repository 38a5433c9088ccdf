import { emptyGraph } from '@signalbox/engine/graph';
import { describe, expect, it } from 'vitest';
import { addNode, connect, insertOnEdge, removeNodes, renameNode, renewNode } from './commands.js';
import type { JourneyDocument } from './journey-document.js';

const step = (id: string, y = 0) => ({ id, type: 'send-sms', version: 1, position: { x: 0, y }, config: {} });

const twoSteps = (): JourneyDocument => {
  const doc = addNode(addNode({ name: 'Cart', graph: emptyGraph() }, step('a')), step('b', 200));
  return connect(doc, { source: 'a', port: 'sent', target: 'b' });
};

const ways = (doc: JourneyDocument) =>
  doc.graph.edges.map((edge) => `${edge.source}.${edge.sourceHandle}→${edge.target}`);

describe('editing a journey', () => {
  it('leads a port to one step at most: connecting it again replaces the way', () => {
    const doc = connect(addNode(twoSteps(), step('c')), { source: 'a', port: 'sent', target: 'c' });
    expect(ways(doc)).toEqual(['a.sent→c']);
  });

  it('takes the ways of a deleted step away with it', () => {
    expect(ways(removeNodes(twoSteps(), ['b']))).toEqual([]);
  });

  it('puts a step onto a way without losing what came after', () => {
    const doc = twoSteps();
    const next = insertOnEdge(doc, doc.graph.edges[0]!.id, step('new', 200), 'sent', { b: { x: 0, y: 400 } });
    expect(ways(next)).toEqual(['a.sent→new', 'new.sent→b']);
    expect(next.graph.nodes.find((node) => node.id === 'b')?.position.y).toBe(400);
  });

  it('ends a way in a step that has no way out', () => {
    const doc = twoSteps();
    expect(ways(insertOnEdge(doc, doc.graph.edges[0]!.id, step('end'), null))).toEqual(['a.sent→end']);
  });

  it('gives a step its own title back when its name is cleared', () => {
    const named = renameNode(twoSteps(), 'a', 'Reminder');
    expect(named.graph.nodes[0]?.data.name).toBe('Reminder');
    expect(renameNode(named, 'a', '').graph.nodes[0]?.data).not.toHaveProperty('name');
  });
});

it('a step that is brought to another version keeps its way on, also where the port has another name', () => {
  const doc = {
    name: '',
    graph: {
      ...emptyGraph(),
      nodes: [{ id: 'a', type: 'add', position: { x: 0, y: 0 }, data: { version: 1, config: { old: 1 } } }],
      edges: [{ id: 'e', source: 'a', sourceHandle: 'next', target: 'b' }],
    },
  };
  const renewed = renewNode(doc, 'a', { version: 2, config: { new: 1 }, ports: { next: 'added' } });
  expect(renewed.graph.nodes[0]!.data).toEqual({ version: 2, config: { new: 1 } });
  expect(renewed.graph.edges).toEqual([{ id: 'e', source: 'a', sourceHandle: 'added', target: 'b' }]);
});
