import { applyNodeChanges, type Node, type NodeChange } from '@xyflow/react';
import type { GraphNode, JourneyGraph } from '@signalbox/engine/graph';
import { flowNodes, type Selection } from '../document/index.js';
import { stepName, type Workspace } from '../workspace/workspace.js';

export type StepFlowNode = Node<{ node: GraphNode }, 'step'>;

/**
 * What the canvas shows for a graph. A card whose step and selection did not change stays the same object, with the
 * size that was measured, so that an edit redraws one card and not all.
 */
export function drawNodes(
  workspace: Workspace,
  graph: JourneyGraph,
  selected: Selection,
  before: StepFlowNode[],
): StepFlowNode[] {
  const drawn = new Map(before.map((node) => [node.id, node]));
  return flowNodes(graph).map((projected) => {
    const former = drawn.get(projected.id);
    const isSelected = selected.nodes.has(projected.id);
    const { node } = projected.data;
    const stays =
      former &&
      former.data.node === node &&
      former.selected === isSelected &&
      former.position.x === projected.position.x &&
      former.position.y === projected.position.y;
    if (stays) return former;
    return {
      ...former,
      ...projected,
      selected: isSelected,
      ariaRole: 'group',
      ariaLabel: stepName(workspace, node),
      domAttributes: { 'data-node-type': node.type, 'aria-roledescription': 'step' } as object,
    };
  });
}

/** Frames of a drag and measured sizes; all else comes from the document and the selection. */
export function applyDrawnChanges(
  nodes: StepFlowNode[],
  changes: NodeChange<StepFlowNode>[],
): StepFlowNode[] {
  const drawn = changes.filter((change) => change.type === 'position' || change.type === 'dimensions');
  return drawn.length > 0 ? applyNodeChanges(drawn, nodes) : nodes;
}
