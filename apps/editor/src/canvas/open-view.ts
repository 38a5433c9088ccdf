import type { Viewport } from '@xyflow/react';

/** Cards are read without effort from this zoom on. */
const READABLE = 0.8;
/** A journey that fits whole at this zoom is shown whole: a little smaller is worth seeing all of it. */
const WHOLE_FROM = 0.72;
const TOP = 32;
const SIDE = 40;
/** The view's buttons stand there. */
const BOTTOM = 72;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Size {
  width: number;
  height: number;
}

/** What holds all of these, which are at least one. */
function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

export function fitsWhole(boxes: readonly Box[], stage: Size): boolean {
  if (boxes.length === 0) return true;
  const { width, height } = around(boxes);
  return Math.min((stage.width - 2 * SIDE) / width, (stage.height - TOP - BOTTOM) / height) >= WHOLE_FROM;
}

/** All of these at once, in the middle of the room above the view’s buttons. */
export function viewOfWhole(boxes: readonly Box[], stage: Size): Viewport {
  const all = around(boxes);
  const room = { width: stage.width - 2 * SIDE, height: stage.height - TOP - BOTTOM };
  const zoom = Math.min(1, room.width / all.width, room.height / all.height);
  return {
    x: stage.width / 2 - (all.x + all.width / 2) * zoom,
    y: TOP + room.height / 2 - (all.y + all.height / 2) * zoom,
    zoom,
  };
}

/** Whether a reader may keep this zoom. */
export const isReadable = (zoom: number): boolean => zoom >= WHOLE_FROM;

/** How much of a drawing has room between the margins, at this zoom or, if that is too small to read, at one that is not. */
export const acrossAt = (stageWidth: number, zoom: number): number =>
  (stageWidth - 2 * SIDE) / (isReadable(zoom) ? zoom : READABLE);

/** A journey seen from its start, large enough to read: the start on top, in the middle unless all fits in width. */
export function viewOfStart(
  boxes: readonly Box[],
  start: Box,
  stage: Size,
  zoom: number = READABLE,
): Viewport {
  const all = around(boxes);
  const isNarrow = all.width * zoom <= stage.width - 2 * SIDE;
  const middle = isNarrow ? all.x + all.width / 2 : start.x + start.width / 2;
  return { x: stage.width / 2 - middle * zoom, y: TOP - start.y * zoom, zoom };
}

export function isInView(box: Box, { x, y, zoom }: Viewport, stage: Size): boolean {
  const [left, top] = [box.x * zoom + x, box.y * zoom + y];
  return (
    left >= 0 && top >= 0 && left + box.width * zoom <= stage.width && top + box.height * zoom <= stage.height
  );
}

/** Whether these stand between the left and the right edge; what is too wide for that can be shown no better. */
export function showsAcross(boxes: readonly Box[], { x, zoom }: Viewport, stage: Size): boolean {
  if (boxes.length === 0) return true;
  const all = around(boxes);
  if (all.width * zoom > stage.width) return true;
  return all.x * zoom + x >= 0 && (all.x + all.width) * zoom + x <= stage.width;
}
