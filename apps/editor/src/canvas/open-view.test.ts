import { expect, test } from 'vitest';
import { withWords, type Trace } from '../workspace/trace.js';
import { fitsWhole, showsAcross, viewOfStart, viewOfWhole } from './open-view.js';

const stage = { width: 700, height: 600 };
const card = (x: number, y: number) => ({ x, y, width: 296, height: 150 });
const trace = (beside: 'left' | 'right' | 'inside'): Trace => ({
  stays: new Map([['a', { stays: [], beside }]]),
  ways: new Set(),
  hereId: null,
});

test('what is said beside a card of the followed person belongs to what has to be seen', () => {
  expect(withWords(trace('right'), 'a', card(0, 0))).toMatchObject({ x: 0, width: 556 });
  expect(withWords(trace('left'), 'a', card(0, 0))).toMatchObject({ x: -260, width: 556 });
  expect(withWords(trace('inside'), 'a', card(0, 0))).toEqual(card(0, 0));
  expect(withWords(trace('right'), 'b', card(0, 0))).toEqual(card(0, 0));
  expect(withWords(null, 'a', card(0, 0))).toEqual(card(0, 0));
});

test('a way down two columns is seen with its words on both sides, from its first card', () => {
  const visited = [
    { ...card(0, 0), width: 556 },
    { ...card(160, 900), width: 556 },
  ];
  expect(fitsWhole(visited, stage)).toBe(false);
  const view = viewOfStart(visited, visited[0]!, stage);
  expect(showsAcross(visited, view, stage)).toBe(true);
  // Around the cards alone the words of the right one are cut off.
  const bare = [card(0, 0), card(160, 900)];
  expect(showsAcross(visited, viewOfStart(bare, bare[0]!, stage), stage)).toBe(false);
});

test('what fits is shown whole, and never larger than it is', () => {
  const boxes = [card(0, 0), card(320, 200)];
  expect(fitsWhole(boxes, stage)).toBe(true);
  const view = viewOfWhole(boxes, stage);
  expect(view.zoom).toBeLessThanOrEqual(1);
  expect(showsAcross(boxes, view, stage)).toBe(true);
  expect(viewOfWhole([card(50, 50)], stage)).toEqual({ x: 152, y: 155, zoom: 1 });
});
