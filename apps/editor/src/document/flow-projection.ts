import type { GraphEdge, GraphNode, JourneyGraph } from '@signalbox/engine/graph';
import type { Position } from './journey-document.js';

/** A step as the canvas draws it. The graph's node rides along whole, so that nothing of it is lost. */
export interface FlowNode {
  id: string;
  type: 'step';
  position: Position;
  data: { node: GraphNode };
  [drawn: string]: unknown;
}

export interface FlowEdge {
  id: string;
  type: 'way';
  source: string;
  sourceHandle: string;
  target: string;
  targetHandle: 'in';
  data: { edge: GraphEdge };
  [drawn: string]: unknown;
}

/** The canvas draws each id once; a second node of the same id stays in the graph, where the compiler reports it. */
export function flowNodes(graph: JourneyGraph): FlowNode[] {
  const seen = new Set<string>();
  return graph.nodes.flatMap((node) => {
    if (seen.has(node.id)) return [];
    seen.add(node.id);
    return [
      {
        id: node.id,
        type: 'step' as const,
        position: { x: node.position.x, y: node.position.y },
        data: { node },
      },
    ];
  });
}

export function flowEdges(graph: JourneyGraph): FlowEdge[] {
  const there = new Set(graph.nodes.map((node) => node.id));
  const seen = new Set<string>();
  return graph.edges.flatMap((edge) => {
    if (seen.has(edge.id) || !there.has(edge.source) || !there.has(edge.target)) return [];
    seen.add(edge.id);
    return [
      {
        id: edge.id,
        type: 'way' as const,
        source: edge.source,
        sourceHandle: edge.sourceHandle,
        target: edge.target,
        targetHandle: 'in' as const,
        data: { edge },
      },
    ];
  });
}

/** The way back: the graph, with the positions that the canvas shows. What the canvas did not draw is kept. */
export function graphFromFlow(graph: JourneyGraph, drawn: readonly FlowNode[]): JourneyGraph {
  const at = new Map(drawn.map((node) => [node.data.node, node.position]));
  let changed = false;
  const nodes = graph.nodes.map((node) => {
    const position = at.get(node);
    if (!position || (position.x === node.position.x && position.y === node.position.y)) return node;
    changed = true;
    return { ...node, position: { ...node.position, ...position } };
  });
  return changed ? { ...graph, nodes } : graph;
}
