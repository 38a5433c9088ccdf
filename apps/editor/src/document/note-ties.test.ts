import { expect, test } from 'vitest';
import { noteTies, notesAlong } from './note-ties.js';

const card = (x: number, y: number) => ({ x, y, width: 296, height: 150 });
const note = (x: number, y: number) => ({ x, y, width: 232, height: 80 });
const cards = new Map([
  ['left', card(0, 0)],
  ['right', card(600, 0)],
]);
const tiedTo = (x: number, y: number) =>
  noteTies(new Map([['note', note(x, y)]]), cards)[0]
    ?.cards.map(({ id }) => id)
    .join();

test('a note beside a card or over it is about that card, the nearest of several', () => {
  expect(tiedTo(320, 20)).toBe('left');
  expect(tiedTo(340, 20)).toBe('right');
  expect(tiedTo(10, 10)).toBe('left');
  expect(tiedTo(620, 180)).toBe('right');
});

test('a note by itself is about none', () => expect(tiedTo(0, 400)).toBeUndefined());

test('a note beside a row of cards, or over several, goes along when they all move, and stays when one leaves', () => {
  const row = new Map([
    ['a', card(0, 0)],
    ['b', card(0, 200)],
  ]);
  for (const box of [{ x: 320, y: 10, width: 232, height: 300 }, note(20, 130)]) {
    const ties = noteTies(new Map([['note', box]]), row);
    expect(notesAlong(ties, { a: { x: 40, y: 8 }, b: { x: 40, y: 208 } })).toEqual({
      note: { x: box.x + 40, y: box.y + 8 },
    });
    expect(notesAlong(ties, { a: { x: 0, y: 0 }, b: { x: 0, y: 300 } })).toEqual({
      note: { x: box.x, y: box.y + 50 },
    });
    expect(notesAlong(ties, { b: { x: 900, y: 200 } })).toEqual({});
  }
});

test('it keeps its place beside a card that moves, and its own where it moves itself', () => {
  const ties = noteTies(new Map([['note', note(320, 20)]]), cards);
  expect(notesAlong(ties, { left: { x: 100, y: 50 } })).toEqual({ note: { x: 420, y: 70 } });
  expect(notesAlong(ties, { right: { x: 100, y: 50 } })).toEqual({});
  expect(notesAlong(ties, { left: { x: 100, y: 50 }, note: { x: 1, y: 2 } })).toEqual({});
});
