import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyGraph, parseGraph } from './index.js';
import { migrateGraph } from './migrate-graph.js';

test('what this Signalbox does not know of is kept, at every level', () => {
  // Keys that mean nothing here: with a known name it would not be unknown.
  const extra = fc.dictionary(fc.stringMatching(/^x[a-z]{1,5}$/), fc.jsonValue({ maxDepth: 3 }));
  fc.assert(
    fc.property(extra, extra, extra, extra, (onGraph, onNode, onData, onEdge) => {
      const graph = {
        ...onGraph,
        ...emptyGraph(),
        nodes: [
          {
            ...onNode,
            id: 'a',
            type: 'from-elsewhere',
            position: { x: 0, y: 0 },
            data: { ...onData, version: 3, config: {} },
          },
        ],
        edges: [{ ...onEdge, id: 'e', source: 'a', sourceHandle: 'next', target: 'a' }],
      };
      expect(parseGraph(graph).graph).toEqual(graph);
    }),
  );
});

test('what may be left out is filled in, and filling in again changes nothing', () => {
  const { graph } = parseGraph({ nodes: [{ id: 'a', type: 'exit', position: { x: 0, y: 0 } }], edges: [] });
  expect(graph).toEqual({
    ...emptyGraph(),
    nodes: [{ id: 'a', type: 'exit', position: { x: 0, y: 0 }, data: { version: 1, config: {} } }],
  });
  expect(parseGraph(graph).graph).toEqual(graph);
});

test('an older journey is brought to the current version step by step; a newer one is left alone', () => {
  const migrations = {
    1: (graph: object) => ({ ...graph, steps: ['two'] }),
    2: (graph: { steps?: unknown }) => ({ ...graph, steps: [...(graph.steps as string[]), 'three'] }),
  };
  expect(migrateGraph({}, migrations, 3)).toEqual({ schemaVersion: 3, steps: ['two', 'three'] });
  expect(migrateGraph({ schemaVersion: 3, mine: 1 }, migrations, 3)).toEqual({ schemaVersion: 3, mine: 1 });
  for (const schemaVersion of [0, 4, 1.5, '1', null]) {
    expect(migrateGraph({ schemaVersion }, migrations, 3)).toBeNull();
  }
  expect(parseGraph({ ...emptyGraph(), schemaVersion: 2 }).diagnostics).toMatchObject([
    { code: 'unknown-schema-version' },
  ]);
});
