import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowEdges, flowNodes, graphFromFlow } from './flow-projection.js';
import { anyGraph } from './random-document.js';

describe('what the canvas shows of a graph', () => {
  it('goes back to the very same graph, fields that nobody knows included', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const before = structuredClone(graph);
        expect(graphFromFlow(graph, flowNodes(graph))).toEqual(before);
        flowEdges(graph);
        expect(graph).toEqual(before);
      }),
    );
  });

  it('changes nothing but the position of a step that was dragged', () => {
    fc.assert(
      fc.property(anyGraph, fc.nat(7), (graph, at) => {
        const drawn = flowNodes(graph);
        const dragged = drawn[at % Math.max(drawn.length, 1)];
        if (!dragged) return;
        const moved = drawn.map((node) =>
          node === dragged ? { ...node, position: { x: 12_345, y: -1 } } : node,
        );
        const next = graphFromFlow(graph, moved);
        expect(next.edges).toBe(graph.edges);
        expect(next.nodes).toEqual(
          graph.nodes.map((node) =>
            node === dragged.data.node ? { ...node, position: { ...node.position, x: 12_345, y: -1 } } : node,
          ),
        );
      }),
    );
  });

  it('draws each id once and only ways between steps that are there', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const ids = flowNodes(graph).map((node) => node.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const edge of flowEdges(graph))
          expect(ids).toEqual(expect.arrayContaining([edge.source, edge.target]));
      }),
    );
  });
});
