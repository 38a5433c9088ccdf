import { expect, test } from 'vitest';
import { noteTies, notesAlong } from './note-ties.js';

const card = (x: number, y: number) => ({ x, y, width: 296, height: 150 });
const note = (x: number, y: number) => ({ x, y, width: 232, height: 80 });
const cards = new Map([
  ['left', card(0, 0)],
  ['right', card(600, 0)],
]);
const tiedTo = (x: number, y: number) => noteTies(new Map([['note', note(x, y)]]), cards)[0]?.cardId;

test('a note beside a card or over it is about that card, the nearest of several', () => {
  expect(tiedTo(320, 20)).toBe('left');
  expect(tiedTo(340, 20)).toBe('right');
  expect(tiedTo(10, 10)).toBe('left');
  expect(tiedTo(620, 180)).toBe('right');
});

test('a note by itself is about none', () => expect(tiedTo(0, 400)).toBeUndefined());

test('it keeps its place beside a card that moves, and its own where it moves itself', () => {
  const ties = noteTies(new Map([['note', note(320, 20)]]), cards);
  expect(notesAlong(ties, { left: { x: 100, y: 50 } })).toEqual({ note: { x: 420, y: 70 } });
  expect(notesAlong(ties, { right: { x: 100, y: 50 } })).toEqual({});
  expect(notesAlong(ties, { left: { x: 100, y: 50 }, note: { x: 1, y: 2 } })).toEqual({});
});
