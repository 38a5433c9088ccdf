import type { GraphEdge, GraphNode, JourneyGraph, JourneySettings } from '@signalbox/engine/graph';
import * as fc from 'fast-check';
import type { JourneyDocument } from './journey-document.js';

/** Fields that no version of this editor knows: they must survive it. */
const unknownFields = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 6 }).map((name) => `x-${name}`),
  fc.jsonValue({ maxDepth: 2 }),
  { maxKeys: 2 },
);

const nodeIds = ['a', 'b', 'c', 'd', 'e', 'f'];
const coordinate = fc.integer({ min: -2_000, max: 2_000 });

const node: fc.Arbitrary<GraphNode> = fc
  .record({
    id: fc.constantFrom(...nodeIds),
    type: fc.constantFrom('event-trigger', 'send-sms', 'wait-for-event', 'of-tomorrow'),
    position: fc.tuple(coordinate, coordinate, unknownFields).map(([x, y, more]) => ({ ...more, x, y })),
    data: fc
      .tuple(
        fc.option(fc.string(), { nil: undefined }),
        fc.dictionary(fc.string(), fc.jsonValue()),
        unknownFields,
      )
      .map(([name, config, more]) => ({
        ...more,
        version: 1,
        ...(name === undefined ? {} : { name }),
        config,
      })),
    more: unknownFields,
  })
  .map(({ more, ...fields }) => ({ ...more, ...fields }));

const edge: fc.Arbitrary<GraphEdge> = fc
  .record({
    id: fc.constantFrom('1', '2', '3', '4', '5'),
    source: fc.constantFrom(...nodeIds),
    sourceHandle: fc.constantFrom('next', 'timeout', 'gone'),
    target: fc.constantFrom(...nodeIds, 'nowhere'),
    more: unknownFields,
  })
  .map(({ more, ...fields }) => ({ ...more, ...fields }));

const settings: fc.Arbitrary<JourneySettings> = unknownFields.map((more) => ({
  ...more,
  correlation: { by: 'contact' as const },
  reentry: { kind: 'after-exit' as const },
  exits: [],
}));

/** Any graph that could have been saved, sound or not: repeated ids, ways to nowhere, unknown types and fields. */
export const anyGraph: fc.Arbitrary<JourneyGraph> = fc
  .tuple(unknownFields, fc.array(node, { maxLength: 8 }), fc.array(edge, { maxLength: 8 }), settings)
  .map(([more, nodes, edges, rules]) => ({ ...more, schemaVersion: 1, nodes, edges, settings: rules }));

export const anyDocument: fc.Arbitrary<JourneyDocument> = fc
  .tuple(fc.string(), anyGraph)
  .map(([name, graph]) => ({ name, graph }));

export const anyNodeId = fc.constantFrom(...nodeIds);
