import { useReactFlow } from '@xyflow/react';
import { useMantineTheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef, type RefObject } from 'react';
import { useCell } from '../workspace/cell.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import { useWorkspace } from '../workspace/workspace.js';
import { FIT } from './fit.js';
import { fitsWhole, isInView, isReadable, viewOfStart } from './open-view.js';

/**
 * What was tried is seen from its first step, as large as the reader had it, or large enough to read: whole where that
 * fits. The line of time takes room from the canvas. Whoever moves the view then keeps it.
 */
export function useTrialInView(hasMoved: RefObject<boolean>) {
  const { trial } = useWorkspace();
  const ran = useCell(trial, (shown) => shown);
  const flow = useReactFlow();
  useEffect(() => {
    if (!ran) return;
    const stage = document.querySelector('.react-flow');
    if (!stage) return;
    const mayFit = !hasMoved.current;
    hasMoved.current = false;
    const show = () => {
      if (hasMoved.current) return observer.disconnect();
      const size = { width: stage.clientWidth, height: stage.clientHeight };
      const boxes = flow.getNodes().map((node) => flow.getNodesBounds([node]));
      const first = flow.getNode(ran.result.steps[0]?.nodeId ?? '');
      if (mayFit && fitsWhole(boxes, size)) return void flow.fitView(FIT);
      if (!first) return;
      const start = flow.getNodesBounds([first]);
      const view = flow.getViewport();
      if (isReadable(view.zoom) && isInView(start, view, size)) return;
      void flow.setViewport(viewOfStart(boxes, start, size, isReadable(view.zoom) ? view.zoom : undefined));
    };
    // The line of time appears a moment later and takes its room then.
    const observer = new ResizeObserver(show);
    observer.observe(stage);
    return () => observer.disconnect();
  }, [ran, flow, hasMoved]);
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
