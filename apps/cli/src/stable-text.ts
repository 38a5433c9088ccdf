import { canonicalJson } from '@signalbox/engine/graph';
import type { JourneyFile } from './journey-file.js';

/**
 * The one text of a journey: known fields in the order in which they are read, all others by name, steps and ways by id.
 * So the same journey is always the same text, and a change of one thing is a change of its lines.
 */
export function stableText(file: JourneyFile): string {
  const sorted = JSON.parse(canonicalJson(file)) as JourneyFile;
  const { nodes, edges, notes } = sorted.graph;
  const steps = nodes.map((node) =>
    first({ ...node, data: first(node.data, ['version', 'name', 'config']) }, [
      'id',
      'type',
      'position',
      'data',
    ]),
  );
  const ways = edges.map((edge) => first(edge, ['id', 'source', 'sourceHandle', 'target']));
  const graph = {
    ...sorted.graph,
    nodes: sortedBy(steps, ({ id }) => [id]),
    edges: sortedBy(ways, ({ source, sourceHandle, target }) => [source, sourceHandle, target]),
    ...(notes && {
      notes: sortedBy(
        notes.map((note) => first(note, ['id', 'position', 'text'])),
        ({ id }) => [id],
      ),
    }),
  };
  const whole = first({ ...sorted, graph: first(graph, ['schemaVersion', 'settings', 'nodes', 'edges']) }, [
    '$schema',
    'id',
    'name',
    'names',
    'graph',
  ]);
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** The same fields, these in front. */
function first<T extends object>(value: T, keys: (keyof T & string)[]): T {
  const fields = new Map<string, unknown>(Object.entries(value));
  const order = new Set<string>([...keys.filter((key) => fields.has(key)), ...fields.keys()]);
  return Object.fromEntries([...order].map((key) => [key, fields.get(key)])) as T;
}

/** By the parts of a key; of two with the same key, by all that they hold. */
function sortedBy<T extends object>(list: T[], partsOf: (item: T) => string[]): T[] {
  return list
    .map((item) => ({ item, key: JSON.stringify([...partsOf(item), canonicalJson(item)]) }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ item }) => item);
}
