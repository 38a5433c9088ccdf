import { applyNodeChanges, Position, type Node, type NodeChange } from '@xyflow/react';
import type { GraphNode, JourneyGraph } from '@signalbox/engine/graph';
import { flowNodes, notesOf, type GraphNote, type Selection } from '../document/index.js';
import { t } from '../language/t.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import { shownPorts } from '../workspace/ports.js';
import { stepName, type Workspace } from '../workspace/workspace.js';

/** Beyond this many steps only those in view are drawn. */
export const MANY_STEPS = 120;
const ABOUT_HIGH = 150;

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
  const isLarge = graph.nodes.length > MANY_STEPS;
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
      ariaLabel: t('Note'),
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
      ...(former ?? (isLarge ? guessOf(workspace, node, graph) : {})),
      ...projected,
      selected: isSelected,
      ariaRole: 'group',
      ariaLabel: stepName(workspace, node),
      domAttributes: { 'data-node-type': node.type, 'aria-roledescription': t('step') } as object,
    };
  });
  return [...notes, ...steps];
}

/** Roughly the size and the handles of a card, so that one out of view need not be drawn to be known. */
function guessOf(workspace: Workspace, node: GraphNode, graph: JourneyGraph): Partial<StepFlowNode> {
  const ports = shownPorts(workspace, node, { name: '', graph });
  return {
    initialWidth: STEP_WIDTH,
    initialHeight: ABOUT_HIGH,
    handles: [
      { id: 'in', type: 'target', position: Position.Top, x: 0, y: 0, width: STEP_WIDTH, height: ABOUT_HIGH },
      ...ports.map(({ name }, index) => ({
        id: name,
        type: 'source' as const,
        position: Position.Bottom,
        x: (STEP_WIDTH * (index + 1)) / (ports.length + 1) - 20,
        y: ABOUT_HIGH - 12,
        width: 40,
        height: 24,
      })),
    ],
  };
}

/** Frames of a drag and measured sizes; all else comes from the document and the selection. */
export function applyDrawnChanges(nodes: CanvasNode[], changes: NodeChange<CanvasNode>[]): CanvasNode[] {
  const drawn = changes.filter((change) => change.type === 'position' || change.type === 'dimensions');
  return drawn.length > 0 ? applyNodeChanges(drawn, nodes) : nodes;
}
