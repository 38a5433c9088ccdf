import { parseGraph } from '@signalbox/engine/graph';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentHash, parseFile, type JourneyFile } from './journey-file.js';
import { anyJourney, shuffled } from './testing-journeys.js';
import { stableText } from './stable-text.js';

test('the same journey is the same text, in whatever order its fields, steps and ways come', () => {
  fc.assert(
    fc.property(
      anyJourney.chain((journey) => fc.tuple(fc.constant(journey), shuffled(journey))),
      ([one, other]) => {
        expect(stableText(other)).toBe(stableText(one));
        expect(contentHash(other)).toBe(contentHash(one));
      },
    ),
  );
});

test('what was written is read as it was, and written again the same', () => {
  fc.assert(
    fc.property(anyJourney, (journey) => {
      const text = stableText(journey);
      const read = parseFile(text).journey!;
      expect(stableText(read)).toBe(text);
      expect(new Set(read.graph.nodes)).toEqual(new Set(journey.graph.nodes));
      expect(read.graph.settings).toEqual(journey.graph.settings);
    }),
  );
});

test('a step that is moved changes the lines of its place and no other', () => {
  const { graph } = parseGraph({
    nodes: [
      { id: 'b', type: 'exit', position: { x: 1, y: 2 }, data: { config: {} } },
      { id: 'a', type: 'event-trigger', position: { x: 3, y: 4 }, data: { config: {} } },
    ],
    edges: [],
  });
  const before: JourneyFile = { name: 'Cart', graph: graph! };
  const moved = structuredClone(before);
  moved.graph.nodes[0]!.position = { x: 320, y: 640 };
  const [was, is] = [before, moved].map((journey) => stableText(journey).split('\n')) as [string[], string[]];
  expect(is).toHaveLength(was.length);
  expect(is.filter((line, index) => line !== was[index]).map((line) => line.trim())).toEqual([
    '"x": 320,',
    '"y": 640',
  ]);
});

test.each([
  ['{ "name": "Cart",\n  "graph": {} ,, }', 'malformed-json', /Line 2, column \d+/],
  ['[]', 'not-a-journey', /"name"/],
  ['{ "name": "Cart", "id": "cart", "graph": {} }', 'not-a-journey', /UUID/],
  ['{ "name": "Cart", "graph": { "nodes": {} } }', 'not-a-graph', /"nodes" and "edges"/],
])('%s is said to be no journey', (text, code, message) => {
  const { journey, faults } = parseFile(text);
  expect(journey).toBeNull();
  expect(faults[0]).toMatchObject({ code, message: expect.stringMatching(message) });
});
