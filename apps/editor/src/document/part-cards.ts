import type { Position } from './journey-document.js';

/** The room that a card takes on the canvas. */
export interface Box extends Position {
  width: number;
  height: number;
}

/** A card's ways out hang this far below it, and nothing may lie on them. */
const HANGS_BELOW = 14;
/** Where cards have to part there is room for a way and its + between them. */
const PARTED_BY = 48;
/** Cards that share less than this of their width stand beside each other, and part sideways. */
const BESIDE = 72;
const GRID = 4;

const covers = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height + HANGS_BELOW &&
  other.y < one.y + one.height + HANGS_BELOW;

/**
 * Places at which no card covers another. Whoever stands higher stays; what it covers goes below it, and so on down.
 * Cards that cover nothing stay where they were put.
 * @returns the cards that do not stay, by id
 */
export function partCards(cards: ReadonlyMap<string, Box>): Map<string, Position> {
  const moved = new Map<string, Position>();
  const placed: Box[] = [];
  const byHeight = [...cards].sort(([, one], [, other]) => one.y - other.y || one.x - other.x);
  for (const [id, card] of byHeight) {
    const place = freePlace(card, placed);
    placed.push(place);
    if (place !== card) moved.set(id, { x: place.x, y: place.y });
  }
  return moved;
}

function freePlace(card: Box, placed: readonly Box[]): Box {
  let place = card;
  let mayGoAside = true;
  // Each round leaves one card behind, above it or beside it.
  for (let rounds = 0; rounds <= placed.length + 1; rounds++) {
    const inTheWay = placed.find((other) => covers(place, other));
    if (!inTheWay) return place;
    const aside = mayGoAside ? besides(place, inTheWay) : null;
    mayGoAside = false;
    place = aside && !placed.some((other) => covers(aside, other)) ? aside : below(place, inTheWay);
  }
  return place;
}

const below = (card: Box, other: Box): Box => ({
  ...card,
  y: Math.ceil((other.y + other.height + PARTED_BY) / GRID) * GRID,
});

/** The place beside another card, if the two stand side by side rather than one below the other. */
function besides(card: Box, other: Box): Box | null {
  const isRight = card.x >= other.x;
  const shared = isRight ? other.x + other.width - card.x : card.x + card.width - other.x;
  if (shared > BESIDE || card.y - other.y > other.height / 2) return null;
  const by = Math.ceil((shared + HANGS_BELOW) / GRID) * GRID;
  return { ...card, x: card.x + (isRight ? by : -by) };
}
