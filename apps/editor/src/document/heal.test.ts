import { emptyGraph } from '@signalbox/engine/graph';
import { expect, it } from 'vitest';
import { brokenWays, removeAndJoin } from './heal.js';
import type { JourneyDocument } from './journey-document.js';

const drawn = (...ways: string[]): JourneyDocument => {
  const parts = ways.map((way) => way.split(' '));
  const ids = [...new Set(parts.flatMap(([source, , target]) => [source!, target!]))];
  return {
    name: '',
    graph: {
      ...emptyGraph(),
      nodes: ids.map((id) => ({
        id,
        type: 'wait',
        position: { x: 0, y: 0 },
        data: { version: 1, config: {} },
      })),
      edges: parts.map(([source, sourceHandle, target], index) => ({
        id: String(index),
        source: source!,
        sourceHandle: sourceHandle!,
        target: target!,
      })),
    },
  };
};
const waysOf = ({ graph }: JourneyDocument) =>
  graph.edges.map(({ source, sourceHandle, target }) => `${source} ${sourceHandle} ${target}`);

it('what led to steps that go leads on to what came after them, through all that go', () => {
  const doc = drawn('a next b', 'b next c', 'c yes d', 'c no d', 'x next c');
  const broken = brokenWays(doc, ['b', 'c']);
  expect(broken).toEqual([
    { source: 'a', port: 'next', onward: ['d'] },
    { source: 'x', port: 'next', onward: ['d'] },
  ]);
  const joins = broken.map(({ source, port, onward }) => ({ source, port, target: onward[0]! }));
  const healed = removeAndJoin(doc, ['b', 'c'], joins);
  expect(waysOf(healed)).toEqual(['a next d', 'x next d']);
  // The way keeps its id, so that whoever else edits it meets the same one.
  expect(healed.graph.edges[0]!.id).toBe('0');
});

it('says where ways part, and where they end', () => {
  expect(brokenWays(drawn('a next b', 'b yes c', 'b no d'), ['b'])[0]!.onward.sort()).toEqual(['c', 'd']);
  expect(brokenWays(drawn('a next b'), ['b'])[0]!.onward).toEqual([]);
});

it('comes to an end in a loop', () => {
  expect(brokenWays(drawn('a next b', 'b next c', 'c next b'), ['b', 'c'])[0]!.onward).toEqual([]);
});
