import { applyNodeChanges, type Node, type NodeChange } from '@xyflow/react';
import type { GraphNode, JourneyGraph } from '@signalbox/engine/graph';
import { flowNodes, notesOf, type GraphNote, type Selection } from '../document/index.js';
import { stepName, type Workspace } from '../workspace/workspace.js';

export type StepFlowNode = Node<{ node: GraphNode }, 'step'>;
export type NoteFlowNode = Node<{ note: GraphNote }, 'note'>;
export type CanvasNode = StepFlowNode | NoteFlowNode;

/**
 * What the canvas shows for a graph. A card whose step and selection did not change stays the same object, with the
 * size that was measured, so that an edit redraws one card and not all.
 */
export function drawNodes(
  workspace: Workspace,
  graph: JourneyGraph,
  selected: Selection,
  before: CanvasNode[],
): CanvasNode[] {
  const drawn = new Map(before.map((node) => [node.id, node]));
  const notes = notesOf(graph).map((note): NoteFlowNode => {
    const former = drawn.get(note.id);
    const isSelected = selected.nodes.has(note.id);
    const stays = former?.type === 'note' && former.data.note === note && former.selected === isSelected;
    if (stays && former.position.x === note.position.x && former.position.y === note.position.y)
      return former;
    return {
      ...(former as NoteFlowNode | undefined),
      id: note.id,
      type: 'note',
      position: { x: note.position.x, y: note.position.y },
      data: { note },
      selected: isSelected,
      // Notes lie under the cards.
      zIndex: -1,
      ariaRole: 'group',
      ariaLabel: 'Note',
    };
  });
  const steps = flowNodes(graph).map((projected): StepFlowNode => {
    const earlier = drawn.get(projected.id);
    const former = earlier?.type === 'step' ? earlier : undefined;
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
  return [...notes, ...steps];
}

/** Frames of a drag and measured sizes; all else comes from the document and the selection. */
export function applyDrawnChanges(nodes: CanvasNode[], changes: NodeChange<CanvasNode>[]): CanvasNode[] {
  const drawn = changes.filter((change) => change.type === 'position' || change.type === 'dimensions');
  return drawn.length > 0 ? applyNodeChanges(drawn, nodes) : nodes;
}
