import type { GraphNode } from '@signalbox/engine/graph';
import type { Box, JourneyDocument, Position } from '../document/index.js';
import type { Workspace } from './workspace.js';

export const STEP_WIDTH = 296;
/** A card that is not drawn yet, roughly: cards grow with their words. */
const STEP_HEIGHT = 132;
/** Between the lower edge of a card and the next one below it: room for the ways out, a way and its +. */
const ROOM_Y = 84;
const ROOM_X = 44;
const GRID = 4;

const onGrid = ({ x, y }: Position): Position => ({
  x: Math.round(x / GRID) * GRID,
  y: Math.round(y / GRID) * GRID,
});

/** The cards as they stand on the canvas; roughly, where there is no canvas. */
export function cardsOf({ drawn }: Workspace, doc: JourneyDocument): Map<string, Box> {
  const boxes = drawn.get()?.() ?? new Map<string, Box>();
  return new Map(
    doc.graph.nodes.map(({ id, position: { x, y } }) => [
      id,
      boxes.get(id) ?? { x, y, width: STEP_WIDTH, height: STEP_HEIGHT },
    ]),
  );
}

const touch = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width + GRID &&
  other.x < one.x + one.width + GRID &&
  one.y < other.y + other.height + ROOM_X / 2 &&
  other.y < one.y + one.height + ROOM_X / 2;

/** The nearest place to the right of `wish`, itself included, that no card covers. */
export function freeSpot(cards: ReadonlyMap<string, Box>, wish: Position): Position {
  let spot = onGrid(wish);
  for (let tries = 0; tries < 50; tries += 1) {
    const box = { ...spot, width: STEP_WIDTH, height: STEP_HEIGHT };
    const inTheWay = [...cards.values()].find((card) => touch(card, box));
    if (!inTheWay) return spot;
    spot = onGrid({ x: inTheWay.x + inTheWay.width + ROOM_X, y: spot.y });
  }
  return spot;
}

/** Below a step, further to the right the later the port, where no card stands. */
export function spotBehind(cards: ReadonlyMap<string, Box>, nodeId: string, portIndex: number): Position {
  const { x, y, height } = cards.get(nodeId) ?? { x: 0, y: -STEP_HEIGHT - ROOM_Y, height: STEP_HEIGHT };
  return freeSpot(cards, {
    x: x + Math.max(portIndex, 0) * (STEP_WIDTH + ROOM_X),
    // A card that was just added has yet to say what it lacks.
    y: y + Math.max(height, STEP_HEIGHT) + ROOM_Y,
  });
}

/**
 * How far to move copies so that they cover nothing: not at all if where they come from is empty, else as little as
 * can be, to the right or down.
 */
export function freeOffset(cards: ReadonlyMap<string, Box>, copies: readonly Position[]): Position {
  if (copies.length === 0) return { x: ROOM_X, y: ROOM_X };
  const boxes = copies.map(({ x, y }) => ({ x, y, width: STEP_WIDTH, height: STEP_HEIGHT }));
  const isFree = (by: Position) =>
    boxes.every((box) => {
      const there = { ...box, x: box.x + by.x, y: box.y + by.y };
      return ![...cards.values()].some((card) => touch(card, there));
    });
  for (let far = 0; far < 40; far += 1)
    for (const by of [
      { x: far * (STEP_WIDTH + ROOM_X), y: 0 },
      { x: 0, y: far * (STEP_HEIGHT + ROOM_Y) },
    ])
      if (isFree(by)) return by;
  return { x: 0, y: 0 };
}

/** A place for a step on the way between two others, and new places for whatever has to make room for it. */
export function spotBetween(
  doc: JourneyDocument,
  cards: ReadonlyMap<string, Box>,
  source: string,
  target: GraphNode,
): { at: Position; makeRoom: { [id: string]: Position } } {
  const before = cards.get(source);
  const after = cards.get(target.id) ?? { ...target.position, width: STEP_WIDTH, height: STEP_HEIGHT };
  const room = before ? after.y - (before.y + before.height) : -1;
  // A way that leads up or sideways has nothing between its steps.
  if (!before || room <= 0)
    return { at: onGrid(after), makeRoom: roomBelow(doc, cards, target.id, STEP_HEIGHT + ROOM_Y) };
  const spare = room - STEP_HEIGHT;
  if (spare >= ROOM_Y)
    return { at: onGrid({ x: after.x, y: after.y - STEP_HEIGHT - spare / 2 }), makeRoom: {} };
  const at = onGrid({ x: after.x, y: before.y + before.height + Math.min(room, ROOM_Y) });
  const by = Math.ceil((at.y + STEP_HEIGHT + ROOM_Y - after.y) / GRID) * GRID;
  return { at, makeRoom: roomBelow(doc, cards, target.id, by) };
}

/** New positions that move a step, and all that comes after it and stands lower, down. */
function roomBelow(
  doc: JourneyDocument,
  cards: ReadonlyMap<string, Box>,
  from: string,
  by: number,
): { [id: string]: Position } {
  const after = new Map<string, string[]>();
  for (const edge of doc.graph.edges)
    after.set(edge.source, [...(after.get(edge.source) ?? []), edge.target]);
  const moved: { [id: string]: Position } = {};
  const top = cards.get(from)?.y ?? 0;
  const toVisit = [from];
  const seen = new Set<string>();
  while (toVisit.length > 0) {
    const id = toVisit.pop()!;
    const card = cards.get(id);
    if (!card || seen.has(id) || card.y < top) continue;
    seen.add(id);
    moved[id] = { x: card.x, y: card.y + by };
    toVisit.push(...(after.get(id) ?? []));
  }
  return moved;
}

/** A place below everything, for when no canvas is there to look at. */
export function belowAll(cards: ReadonlyMap<string, Box>): Position {
  const all = [...cards.values()];
  const lowest = Math.max(-ROOM_Y, ...all.map(({ y, height }) => y + height));
  return { x: all[0]?.x ?? 0, y: lowest + ROOM_Y };
}
