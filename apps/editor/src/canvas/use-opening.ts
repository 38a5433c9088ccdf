import type { ReactFlowProps } from '@xyflow/react';
import { useLayoutEffect, useState, type RefObject } from 'react';
import { STEP_WIDTH } from '../workspace/placing.js';
import { useWorkspace } from '../workspace/workspace.js';
import { ABOUT_HIGH, MANY_STEPS, type CanvasNode } from './drawn-nodes.js';
import { fitsWhole, viewOfStart } from './open-view.js';

type Opening = Pick<ReactFlowProps, 'fitView' | 'defaultViewport'>;

/**
 * How the canvas opens: whole if all can be read so, else from the start. On an empty one the first step stays where it
 * is dropped, and a very large one is not drawn whole to begin with. `null` until the canvas has a size, which it has
 * before the browser paints.
 */
export function useOpening(stage: RefObject<HTMLElement | null>, nodes: readonly CanvasNode[]) {
  const workspace = useWorkspace();
  const [opening, setOpening] = useState<Opening | null>(null);
  const open = (size: { width: number; height: number }): Opening => {
    const boxes = nodes.map(({ position }) => ({ ...position, width: STEP_WIDTH, height: ABOUT_HIGH }));
    if (boxes.length === 0) return {};
    if (boxes.length <= MANY_STEPS && fitsWhole(boxes, size)) return { fitView: true };
    const isStart = (node: CanvasNode) =>
      node.type === 'step' && workspace.entryOf(node.data.node.type)?.group === 'trigger';
    const start = boxes[Math.max(nodes.findIndex(isStart), 0)]!;
    return { defaultViewport: viewOfStart(boxes, start, size) };
  };
  useLayoutEffect(() => {
    const { clientWidth: width, clientHeight: height } = stage.current!;
    setOpening(open({ width, height }));
    // As it opens: what is edited later moves no view.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return opening;
}
