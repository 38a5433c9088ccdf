import { useReactFlow, type NodeChange } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import { goesAlong, notesAlong, noteTies, type Box, type NoteTie } from '../document/index.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import { ABOUT_HIGH, type CanvasNode } from './drawn-nodes.js';

/** Which notes stand beside which cards, as they are drawn. */
export function tiesOn(nodes: readonly CanvasNode[]): NoteTie[] {
  const box = ({ id, position, measured }: CanvasNode): [string, Box] => {
    const { width = STEP_WIDTH, height = ABOUT_HIGH } = measured ?? {};
    return [id, { ...position, width, height }];
  };
  const notes = nodes.filter((node) => node.type === 'note' && goesAlong(node.data.note));
  const steps = nodes.filter((node) => node.type === 'step');
  return noteTies(new Map(notes.map(box)), new Map(steps.map(box)));
}

/** Adds to the moves of cards those of the notes beside them: those that stood there when the drag began. */
export function useNotesAlong() {
  const flow = useReactFlow<CanvasNode>();
  const ties = useRef<NoteTie[] | null>(null);
  return useCallback(
    (changes: NodeChange<CanvasNode>[]): NodeChange<CanvasNode>[] => {
      const moves = changes.flatMap((change) =>
        change.type === 'position' && change.position ? [{ ...change, position: change.position }] : [],
      );
      if (moves.length === 0) return changes;
      ties.current ??= tiesOn(flow.getNodes());
      const dragging = moves.some((move) => move.dragging);
      const positions = Object.fromEntries(moves.map(({ id, position }) => [id, position]));
      const along = Object.entries(notesAlong(ties.current, positions)).map(([id, position]) => ({
        type: 'position' as const,
        id,
        position,
        dragging,
      }));
      if (!dragging) ties.current = null;
      return [...changes, ...along];
    },
    [flow],
  );
}
