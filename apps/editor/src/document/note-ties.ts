import type { Position } from './journey-document.js';
import type { Box } from './part-cards.js';

/** A note and the card that it stands beside. */
export interface NoteTie {
  noteId: string;
  cardId: string;
  /** From the card's corner to the note's. */
  offset: Position;
}

/** A note this near to a card, or nearer, is about it. */
const NEAR = 64;

/**
 * Which notes go along with which cards: each with the nearest, over which it lies or beside which it stands. A note
 * that stands by itself goes with none.
 */
export function noteTies(notes: ReadonlyMap<string, Box>, cards: ReadonlyMap<string, Box>): NoteTie[] {
  return [...notes].flatMap(([noteId, note]) => {
    let nearest: { cardId: string; card: Box; apart: number } | null = null;
    for (const [cardId, card] of cards) {
      if (gap(note, card) > NEAR) continue;
      const apart = gap(note, card) * FAR + middlesApart(note, card);
      if (!nearest || apart < nearest.apart) nearest = { cardId, card, apart };
    }
    if (!nearest) return [];
    const { cardId, card } = nearest;
    return [{ noteId, cardId, offset: { x: note.x - card.x, y: note.y - card.y } }];
  });
}

/** Where the notes come to stand whose cards move; notes that move by themselves are left out. */
export function notesAlong(
  ties: readonly NoteTie[],
  positions: { readonly [id: string]: Position },
): { [noteId: string]: Position } {
  return Object.fromEntries(
    ties.flatMap(({ noteId, cardId, offset }) => {
      const to = Object.hasOwn(positions, cardId) ? positions[cardId] : undefined;
      if (!to || Object.hasOwn(positions, noteId)) return [];
      return [[noteId, { x: to.x + offset.x, y: to.y + offset.y }]];
    }),
  );
}

/** More than any two middles on a canvas are apart: of equal gaps the nearer middle decides. */
const FAR = 1_000_000;

/** Between the edges of two boxes; 0 if they touch. */
const gap = (one: Box, other: Box): number =>
  Math.hypot(
    Math.max(0, one.x - (other.x + other.width), other.x - (one.x + one.width)),
    Math.max(0, one.y - (other.y + other.height), other.y - (one.y + one.height)),
  );

const middlesApart = (one: Box, other: Box): number =>
  Math.hypot(
    one.x + one.width / 2 - (other.x + other.width / 2),
    one.y + one.height / 2 - (other.y + other.height / 2),
  );
