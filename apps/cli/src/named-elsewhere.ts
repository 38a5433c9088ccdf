import { referencesIn, type Catalogue, type JourneyGraph } from '@signalbox/engine/graph';
import type { JourneyFile } from './journey-file.js';
import type { Named } from './workspace.js';

/** Of what a graph names by id, the names: a file keeps them, since another workspace has other ids. */
export function namesOf(
  graph: JourneyGraph,
  catalogue: Catalogue,
  named: Named,
): { [id: string]: string } | undefined {
  const names = referencesIn(graph, catalogue).flatMap(({ id }) => {
    const name = named.get(id);
    return name === undefined ? [] : [[id, name] as const];
  });
  return names.length === 0 ? undefined : Object.fromEntries(names);
}

/** For ids of a file that are not in a workspace, the only thing there that has the same name. */
export function idsThere(file: Pick<JourneyFile, 'names'>, named: Named): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [id, name] of Object.entries(file.names ?? {})) {
    if (named.has(id)) continue;
    const [match, ...others] = [...named].filter(([, other]) => other === name);
    if (match && others.length === 0) ids.set(id, match[0]);
  }
  return ids;
}

/** A graph as a file has it, as a workspace has it. */
export function withIds(graph: JourneyGraph, ids: Map<string, string>): JourneyGraph {
  if (ids.size === 0) return graph;
  const replace = (value: unknown): unknown => {
    if (typeof value === 'string') return ids.get(value) ?? value;
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
  };
  return replace(graph) as JourneyGraph;
}

export const turnedAround = (ids: Map<string, string>): Map<string, string> =>
  new Map([...ids].map(([here, there]) => [there, here]));

/** Names for what a workspace knows, and for what only a file does. */
export const namesIncluding = (named: Named, { names = {} }: Pick<JourneyFile, 'names'>): Named =>
  new Map([...Object.entries(names), ...named]);
