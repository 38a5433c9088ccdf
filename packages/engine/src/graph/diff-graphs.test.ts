import { expect, test } from 'vitest';
import { diffGraphs, emptyGraph, matchSteps, type JourneyGraph } from './index.js';

function graph(change: (graph: JourneyGraph) => void = () => {}): JourneyGraph {
  const drawn = emptyGraph();
  for (const [id, type] of [
    ['start', 'manual-trigger'],
    ['wait', 'wait'],
    ['end', 'exit'],
  ] as const) {
    drawn.nodes.push({ id, type, position: { x: 0, y: 0 }, data: { version: 1, config: {} } });
  }
  drawn.edges.push({ id: 'a', source: 'start', sourceHandle: 'next', target: 'wait' });
  drawn.edges.push({ id: 'b', source: 'wait', sourceHandle: 'next', target: 'end' });
  change(drawn);
  return drawn;
}
const nothing = { added: [], removed: [], changed: [], ways: [], settings: false };

test('moving a step about, or renaming a connection, changes nothing', () => {
  const moved = graph((drawn) => {
    drawn.nodes[1]!.position = { x: 500, y: 500 };
    drawn.edges[0]!.id = 'other';
  });
  expect(diffGraphs(graph(), moved)).toEqual(nothing);
});

test('what is new, gone, different or leads elsewhere is told apart', () => {
  const edited = graph((drawn) => {
    drawn.nodes[1]!.data.config = { durationMs: 5_000 };
    drawn.nodes.push({
      id: 'text',
      type: 'send-sms',
      position: { x: 0, y: 0 },
      data: { version: 1, config: {} },
    });
    drawn.nodes.splice(2, 1);
    drawn.edges[1]!.target = 'text';
    drawn.settings.reentry = { kind: 'once' };
  });
  expect(diffGraphs(graph(), edited)).toEqual({
    added: ['text'],
    removed: ['end'],
    changed: ['wait'],
    ways: [{ source: 'wait', port: 'next', before: 'end', after: 'text' }],
    settings: true,
  });
});

test('a step stands for its former self unless it is of another kind now', () => {
  const other = graph((drawn) => {
    drawn.nodes[1]!.type = 'rate-gate';
  });
  expect(matchSteps(graph(), other)).toEqual({ start: 'start', end: 'end' });
});
