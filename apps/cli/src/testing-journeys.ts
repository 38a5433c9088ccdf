import { defaultSettings, type JourneyGraph } from '@signalbox/engine/graph';
import fc from 'fast-check';
import type { JourneyFile } from './journey-file.js';

/** JSON as other tools leave it in a journey, so that no number is -0; the API refuses `__proto__` at its door. */
const unknown = fc
  .dictionary(fc.stringMatching(/^[a-zA-Z]{1,6}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
  .map((fields) => JSON.stringify(fields))
  .filter((text) => !/__proto__|\\u0000/.test(text))
  .map((text) => Object.entries(JSON.parse(text) as { [key: string]: fc.JsonValue }))
  .map((fields) => Object.fromEntries(fields.map(([key, value]) => [`x-${key}`, value])));
const id = fc.stringMatching(/^[a-z0-9_]{1,8}$/);
const place = fc.record({
  x: fc.integer({ min: -5_000, max: 5_000 }),
  y: fc.integer({ min: 0, max: 9_000 }),
});
const name = fc.stringMatching(/^[A-Za-zæøå][A-Za-z æøå“]{0,30}[a-z]$/);

/** Any journey that can be saved, sensible or not. */
export const anyJourney: fc.Arbitrary<JourneyFile> = fc
  .record({
    name,
    steps: fc.uniqueArray(
      fc.record({ id, place, unknown, config: unknown, name: fc.option(name, { nil: undefined }) }),
      { selector: (step) => step.id, maxLength: 6 },
    ),
    ways: fc.array(fc.record({ id, from: fc.nat(), port: id, to: fc.nat() }), { maxLength: 6 }),
    notes: fc.uniqueArray(fc.record({ id, position: place, text: fc.string({ unit: 'grapheme-ascii' }) }), {
      selector: (note) => note.id,
      maxLength: 3,
    }),
    more: unknown,
  })
  .map(({ name, steps, ways, notes, more }) => {
    const at = (index: number) => steps[index % steps.length]!.id;
    const graph: JourneyGraph = {
      ...more,
      schemaVersion: 1,
      nodes: steps.map((step) => ({
        ...step.unknown,
        id: step.id,
        type: 'exit',
        position: step.place,
        data: { version: 1, ...(step.name !== undefined && { name: step.name }), config: step.config },
      })),
      edges:
        steps.length === 0
          ? []
          : ways.map(({ from, port, to, id }) => ({
              id,
              source: at(from),
              sourceHandle: port,
              target: at(to),
            })),
      settings: defaultSettings(),
      ...(notes.length > 0 && { notes }),
    };
    return { name, graph };
  });

/** The same journey with everything in another order whose order has no meaning. */
export const shuffled = (journey: JourneyFile): fc.Arbitrary<JourneyFile> =>
  fc.infiniteStream(fc.nat()).map((chances) => {
    const mixed = <T>(list: readonly T[]): T[] =>
      list
        .map((item) => ({ item, at: chances.next().value as number }))
        .sort((left, right) => left.at - right.at)
        .map(({ item }) => item);
    const keys = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(keys);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(mixed(Object.entries(value)).map(([key, inner]) => [key, keys(inner)]));
    };
    const { graph } = journey;
    return keys({
      ...journey,
      graph: {
        ...graph,
        nodes: mixed(graph.nodes),
        edges: mixed(graph.edges),
        ...(graph.notes && { notes: mixed(graph.notes) }),
      },
    }) as JourneyFile;
  });
