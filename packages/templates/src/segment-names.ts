import type { JourneyGraph } from '@signalbox/engine/graph';

const NAME = /^segment:(.+)$/;

/** A graph in which each `segment:<key>` is the id that the segment has by now. */
export const withIds = (graph: JourneyGraph, ids: Record<string, string>): JourneyGraph =>
  JSON.parse(
    JSON.stringify(graph, (_key, value: unknown) => {
      const key = typeof value === 'string' ? NAME.exec(value)?.[1] : undefined;
      return key === undefined ? value : (ids[key] ?? value);
    }),
  ) as JourneyGraph;

/** The keys of the segments that a graph asks for. */
export const namesIn = (graph: JourneyGraph): string[] => {
  const found = new Set<string>();
  JSON.stringify(graph, (_key, value: unknown) => {
    const key = typeof value === 'string' ? NAME.exec(value)?.[1] : undefined;
    if (key !== undefined) found.add(key);
    return value;
  });
  return [...found];
};
