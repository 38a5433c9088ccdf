import { useReactFlow, type Node } from '@xyflow/react';
import { useMantineTheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef, type RefObject } from 'react';
import { useCell } from '../workspace/cell.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import { withWords } from '../workspace/trace.js';
import { useWorkspace } from '../workspace/workspace.js';
import { FIT } from './fit.js';
import { fitsWhole, isInView, isReadable, showsAcross, viewOfStart, viewOfWhole } from './open-view.js';

/**
 * What was tried is seen from its first step, as large as the reader had it, or large enough to read: whole where that
 * fits. The line of time takes room from the canvas. Whoever moves the view then keeps it.
 */
export function useTrialInView(hasMoved: RefObject<boolean>) {
  const { trial, trace } = useWorkspace();
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
      const drawn = trace.get();
      const boxOf = (node: Node) => withWords(drawn, node.id, flow.getNodesBounds([node]));
      const boxes = flow.getNodes().map(boxOf);
      const first = flow.getNode(ran.result.steps[0]?.nodeId ?? '');
      if (mayFit && fitsWhole(boxes, size)) return void flow.setViewport(viewOfWhole(boxes, size));
      if (!first) return;
      const view = flow.getViewport();
      const visited = flow
        .getNodes()
        .filter(({ id }) => drawn?.stays.has(id))
        .map(boxOf);
      const start = boxOf(first);
      const zoom = isReadable(view.zoom) ? view.zoom : undefined;
      const aim = viewOfStart(visited.length > 0 ? visited : boxes, start, size, zoom);
      if (zoom !== undefined && isInView(start, view, size) && showsAcross(visited, view, size)) return;
      void flow.setViewport(aim);
    };
    // The line of time appears a moment later and takes its room then.
    const observer = new ResizeObserver(show);
    observer.observe(stage);
    return () => observer.disconnect();
  }, [ran, flow, hasMoved, trace]);
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
    const card = withWords(workspace.trace.get(), wanted.nodeId, {
      ...place,
      width: STEP_WIDTH,
      height: 180,
    });
    const corner = flow.flowToScreenPosition({ x: card.x, y: card.y });
    const size = { width: card.width * flow.getZoom(), height: card.height * flow.getZoom() };
    const inView =
      corner.x >= box.left &&
      corner.y >= box.top &&
      corner.x + size.width <= box.right &&
      corner.y + size.height <= box.bottom;
    if (inView) return;
    const duration = still && respectReducedMotion ? 0 : 250;
    // Where both have no room, the card is what was asked for.
    const middle = size.width <= box.width ? card.x + card.width / 2 : place.x + STEP_WIDTH / 2;
    void flow.setCenter(middle, place.y + 90, {
      zoom: flow.getZoom(),
      duration,
    });
  }, [wanted, workspace, flow, still, respectReducedMotion]);
}
