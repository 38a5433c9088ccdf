import { useReactFlow } from '@xyflow/react';
import { useMantineTheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef, type RefObject } from 'react';
import { useCell } from '../workspace/cell.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import { useWorkspace } from '../workspace/workspace.js';
import { FIT } from './fit.js';
import { fitsWhole } from './open-view.js';

/** What was tried is seen whole: the line of time takes room from the canvas. */
export function useWholeTrial() {
  const { trial } = useWorkspace();
  const ranAt = useCell(trial, (shown) => shown?.ranAt);
  const flow = useReactFlow();
  useEffect(() => {
    if (ranAt === undefined) return;
    const stage = document.querySelector('.react-flow');
    if (!stage) return;
    // The line of time appears a moment later and takes its room then.
    const observer = new ResizeObserver(() => void flow.fitView(FIT));
    observer.observe(stage);
    return () => observer.disconnect();
  }, [ranAt, flow]);
}

/**
 * Numbers that come in make the cards grow: a journey that opened whole is shown whole again if it still can be read
 * so, unless somebody has moved the view.
 */
export function useWholeOnceCounted(hasMoved: RefObject<boolean>, opensWhole: boolean) {
  const { stats } = useWorkspace();
  const isCounted = useCell(stats, (now) => now !== null);
  const flow = useReactFlow();
  useEffect(() => {
    if (!isCounted || !opensWhole || hasMoved.current) return;
    // The frame after the next: by then the cards are measured anew.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        const stage = document.querySelector('.react-flow');
        const boxes = flow.getNodes().map((node) => flow.getNodesBounds([node]));
        if (stage && fitsWhole(boxes, { width: stage.clientWidth, height: stage.clientHeight }))
          void flow.fitView(FIT);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [isCounted, flow, hasMoved, opensWhole]);
}

/** Follows wishes to see a step: one just added, or one with a fault. */
export function useBringIntoView() {
  const workspace = useWorkspace();
  const wanted = useCell(workspace.wanted, (wish) => wish);
  const flow = useReactFlow();
  const still = useReducedMotion();
  const { respectReducedMotion } = useMantineTheme();
  const last = useRef(wanted);
  useEffect(() => {
    if (!wanted || wanted === last.current) return;
    last.current = wanted;
    const place =
      flow.getNode(wanted.nodeId)?.position ??
      workspace.history.get().graph.nodes.find((candidate) => candidate.id === wanted.nodeId)?.position;
    if (!place) return;
    const box = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!box) return;
    const corner = flow.flowToScreenPosition(place);
    const size = { width: STEP_WIDTH * flow.getZoom(), height: 180 * flow.getZoom() };
    const inView =
      corner.x >= box.left &&
      corner.y >= box.top &&
      corner.x + size.width <= box.right &&
      corner.y + size.height <= box.bottom;
    if (inView) return;
    const duration = still && respectReducedMotion ? 0 : 250;
    void flow.setCenter(place.x + STEP_WIDTH / 2, place.y + 90, {
      zoom: flow.getZoom(),
      duration,
    });
  }, [wanted, workspace, flow, still, respectReducedMotion]);
}
