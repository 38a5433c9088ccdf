import type { JourneyGraph } from '@signalbox/engine/graph';
import { expect, test } from 'vitest';
import { traceOf } from './trace.js';

const node = (id: string, x: number, y: number) => ({
  id,
  type: 'wait',
  position: { x, y },
  data: { version: 1, config: {} },
});
const stay = (nodeId: string) => ({
  nodeId,
  enteredAt: '2026-05-01T10:00:00Z',
  leftAt: '2026-05-01T10:00:00Z',
  port: 'next',
  portLabel: 'Then',
  reason: null,
  text: null,
});
/** Down the middle, once to the right, and back beside a card that nobody came to. */
const graph = {
  schemaVersion: 1,
  nodes: [node('a', 0, 0), node('b', 160, 300), node('c', 0, 600), node('other', 400, 600)],
  edges: [],
} as unknown as JourneyGraph;
const sides = (across?: number) => {
  const { stays } = traceOf(graph, ['a', 'b', 'c'].map(stay), across === undefined ? {} : { across });
  return Object.fromEntries([...stays].map(([id, { beside }]) => [id, beside]));
};

test('words stand beside the cards where nothing else does', () =>
  expect(sides()).toEqual({ a: 'right', b: 'right', c: 'left' }));

test('words that would be out of view go into their cards, those on the left first', () => {
  expect(sides(976)).toEqual({ a: 'right', b: 'right', c: 'left' });
  expect(sides(780)).toEqual({ a: 'right', b: 'right', c: 'inside' });
  expect(sides(600)).toEqual({ a: 'right', b: 'inside', c: 'inside' });
  expect(sides(300)).toEqual({ a: 'inside', b: 'inside', c: 'inside' });
});
