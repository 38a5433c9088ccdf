import type { GraphNode } from '@signalbox/engine/graph';
import type { JourneyDocument, Position } from '../document/index.js';

/** The room a card takes on the canvas, roughly: cards grow with their words. */
export const STEP_WIDTH = 296;
const STEP_HEIGHT = 150;
/** From the top of one card to the top of the next below it. */
export const STEP_GAP_Y = 232;
const STEP_GAP_X = 320;

const overlaps = (left: Position, right: Position) =>
  Math.abs(left.x - right.x) < STEP_WIDTH && Math.abs(left.y - right.y) < STEP_HEIGHT;

/** The nearest place to the right of `wish`, itself included, that no step covers. */
export function freeSpot(doc: JourneyDocument, wish: Position): Position {
  let spot = { x: Math.round(wish.x / 4) * 4, y: Math.round(wish.y / 4) * 4 };
  for (let tries = 0; tries < 50; tries += 1) {
    if (!doc.graph.nodes.some((node) => overlaps(node.position, spot))) return spot;
    spot = { x: spot.x + STEP_GAP_X, y: spot.y };
  }
  return spot;
}

/** New positions that move a step, and all that comes after it and stands lower, down by one card. */
export function roomBelow(doc: JourneyDocument, from: GraphNode): { [id: string]: Position } {
  const after = new Map<string, string[]>();
  for (const edge of doc.graph.edges)
    after.set(edge.source, [...(after.get(edge.source) ?? []), edge.target]);
  const moved: { [id: string]: Position } = {};
  const nodes = new Map(doc.graph.nodes.map((node) => [node.id, node]));
  const toVisit = [from.id];
  const seen = new Set<string>();
  while (toVisit.length > 0) {
    const id = toVisit.pop()!;
    const node = nodes.get(id);
    if (!node || seen.has(id) || node.position.y < from.position.y) continue;
    seen.add(id);
    moved[id] = { x: node.position.x, y: node.position.y + STEP_GAP_Y };
    toVisit.push(...(after.get(id) ?? []));
  }
  return moved;
}

/** A place below everything, for when no canvas is there to look at. */
export function belowAll(doc: JourneyDocument): Position {
  const lowest = Math.max(-STEP_GAP_Y, ...doc.graph.nodes.map((node) => node.position.y));
  return { x: doc.graph.nodes[0]?.position.x ?? 0, y: lowest + STEP_GAP_Y };
}
