import { applyNodeChanges, Position, type Node, type NodeChange } from '@xyflow/react';
import type { GraphNode, JourneyGraph } from '@signalbox/engine/graph';
import {
  flowNodes,
  notesOf,
  partCards,
  type Box,
  type GraphNote,
  type Position as Place,
  type Selection,
} from '../document/index.js';
import { t } from '../language/t.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import { shownPorts } from '../workspace/ports.js';
import { stepName, type Workspace } from '../workspace/workspace.js';

/** Beyond this many steps only those in view are drawn. */
export const MANY_STEPS = 120;
export const ABOUT_HIGH = 150;

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
  const projections = flowNodes(graph);
  const places = placesOf(projections, drawn, isLarge ? ABOUT_HIGH : 0);
  const steps = projections.map((put): StepFlowNode => {
    const projected = { ...put, position: places.get(put.id) ?? put.position };
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

/**
 * Where cards stand so that none covers another. Nobody put those there that give way, so that the document does not
 * know of it: what grows when numbers come in changes no journey, and what shrinks again lets them return.
 */
function placesOf(
  steps: readonly { id: string; position: Place }[],
  drawn: ReadonlyMap<string, CanvasNode>,
  unmeasured: number,
): Map<string, Place> {
  const cards = steps.map(({ id, position }): [string, Box] => {
    const { width = STEP_WIDTH, height = unmeasured } = drawn.get(id)?.measured ?? {};
    return [id, { ...position, width, height }];
  });
  return partCards(new Map(cards));
}

/** Frames of a drag and measured sizes; all else comes from the document and the selection. */
export function applyDrawnChanges(nodes: CanvasNode[], changes: NodeChange<CanvasNode>[]): CanvasNode[] {
  const drawn = changes.filter((change) => change.type === 'position' || change.type === 'dimensions');
  if (drawn.length === 0) return nodes;
  const next = applyNodeChanges(drawn, nodes);
  const hasGrown = drawn.some(({ type }) => type === 'dimensions') && !next.some(({ dragging }) => dragging);
  return hasGrown ? giveWay(next) : next;
}

/** Cards that were measured anew part from each other. */
function giveWay(nodes: CanvasNode[]): CanvasNode[] {
  const steps = nodes.filter((node) => node.type === 'step');
  const put = steps.map(({ id, data: { node } }) => ({ id, position: node.position }));
  const unmeasured = nodes.length > MANY_STEPS ? ABOUT_HIGH : 0;
  const places = placesOf(put, new Map(nodes.map((node) => [node.id, node])), unmeasured);
  return nodes.map((node) => {
    if (node.type !== 'step') return node;
    const { x, y } = places.get(node.id) ?? node.data.node.position;
    return node.position.x === x && node.position.y === y ? node : { ...node, position: { x, y } };
  });
}
