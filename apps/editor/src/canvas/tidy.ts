import { Graph, layout } from '@dagrejs/dagre';
import type { JourneyDocument, Position } from '../document/index.js';
import { shownPorts } from '../workspace/ports.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import type { Workspace } from '../workspace/workspace.js';

type Sizes = Map<string, { width?: number; height?: number }>;

/** Places for all steps: top to bottom, the ways of a step in the order of its ports. */
export function tidyPositions(
  workspace: Workspace,
  doc: JourneyDocument,
  sizes: Sizes,
): { [id: string]: Position } {
  const drawing = new Graph();
  drawing.setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 72 });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const node of doc.graph.nodes) {
    const size = sizes.get(node.id);
    drawing.setNode(node.id, { width: size?.width ?? STEP_WIDTH, height: size?.height ?? 150 });
  }
  const leftOf = new Map<string, Set<string>>();
  for (const node of doc.graph.nodes) {
    const order = shownPorts(workspace, node, doc).map((port) => port.name);
    const ways = doc.graph.edges
      .filter((edge) => edge.source === node.id && drawing.hasNode(edge.target))
      .sort((left, right) => order.indexOf(left.sourceHandle) - order.indexOf(right.sourceHandle));
    for (const way of ways) drawing.setEdge(way.source, way.target);
    for (const [index, way] of ways.entries()) {
      const right = ways[index + 1]?.target;
      // Two steps may lead to the same pair in opposite orders: the first one said wins.
      if (right === undefined || right === way.target || leftOf.get(right)?.has(way.target)) continue;
      leftOf.set(way.target, (leftOf.get(way.target) ?? new Set()).add(right));
    }
  }
  const constraints = [...leftOf].flatMap(([left, rights]) => [...rights].map((right) => ({ left, right })));
  layout(drawing, { constraints });
  return Object.fromEntries(
    doc.graph.nodes.map((node) => {
      // Dagre speaks of centres, the canvas of corners.
      const { x, y, width, height } = drawing.node(node.id) as {
        x: number;
        y: number;
        width: number;
        height: number;
      };
      return [node.id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
    }),
  );
}
