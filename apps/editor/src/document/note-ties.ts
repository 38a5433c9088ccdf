import type { Position } from './journey-document.js';
import type { Box } from './part-cards.js';

/** A note and the cards that it stands beside or lies over. */
export interface NoteTie {
  noteId: string;
  note: Position;
  cards: { id: string; at: Position }[];
}

/** A note this near to a card, or nearer, is about it. */
const NEAR = 64;
/** Cards that are as near as the nearest, or by so little farther, stand in one row with it. */
const AS_NEAR = 12;

/**
 * Which notes go along with which cards: each with all cards over which it lies, else with the nearest beside which it
 * stands, several if they are equally near. A note that stands by itself goes with none.
 */
export function noteTies(notes: ReadonlyMap<string, Box>, cards: ReadonlyMap<string, Box>): NoteTie[] {
  return [...notes].flatMap(([noteId, note]) => {
    const near = [...cards].filter(([, card]) => gap(note, card) <= NEAR);
    if (near.length === 0) return [];
    const least = Math.min(...near.map(([, card]) => gap(note, card)));
    const about = near.filter(([, card]) => gap(note, card) <= (least === 0 ? 0 : least + AS_NEAR));
    return [
      {
        noteId,
        note: { x: note.x, y: note.y },
        cards: about.map(([id, { x, y }]) => ({ id, at: { x, y } })),
      },
    ];
  });
}

/**
 * Where the notes come to stand whose cards move. One that is about several goes along when all of them move, by as much
 * as they do on average: one card that leaves the others leaves the note, too. Notes that move by themselves are left out.
 */
export function notesAlong(
  ties: readonly NoteTie[],
  positions: { readonly [id: string]: Position },
): { [noteId: string]: Position } {
  return Object.fromEntries(
    ties.flatMap(({ noteId, note, cards }) => {
      if (Object.hasOwn(positions, noteId)) return [];
      const moves = cards.flatMap(({ id, at }) => {
        const to = Object.hasOwn(positions, id) ? positions[id] : undefined;
        return to ? [{ x: to.x - at.x, y: to.y - at.y }] : [];
      });
      if (moves.length < cards.length) return [];
      return [[noteId, { x: note.x + mean(moves, 'x'), y: note.y + mean(moves, 'y') }]];
    }),
  );
}

const mean = (moves: readonly Position[], axis: 'x' | 'y') =>
  Math.round(moves.reduce((sum, move) => sum + move[axis], 0) / moves.length);

/** Between the edges of two boxes; 0 if they touch. */
const gap = (one: Box, other: Box): number =>
  Math.hypot(
    Math.max(0, one.x - (other.x + other.width), other.x - (one.x + one.width)),
    Math.max(0, one.y - (other.y + other.height), other.y - (one.y + one.height)),
  );
