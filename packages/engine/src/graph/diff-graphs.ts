import { canonicalJson } from './canonical-json.js';
import type { GraphNode, JourneyGraph, NodeId } from './journey-graph.js';

/** What a draft changes of the live graph. Places on the canvas are no change. */
export interface GraphDiff {
  added: NodeId[];
  removed: NodeId[];
  /** The same step with another configuration, name or version of its type. */
  changed: NodeId[];
  /** Ways that lead somewhere else, are new or are gone, by the step and port that they leave by. */
  ways: { source: NodeId; port: string; before: NodeId | null; after: NodeId | null }[];
  settings: boolean;
}

export function diffGraphs(live: JourneyGraph, draft: JourneyGraph): GraphDiff {
  const [before, after] = [byId(live), byId(draft)];
  const ways: GraphDiff['ways'] = [];
  const [waysBefore, waysAfter] = [waysOf(live), waysOf(draft)];
  for (const key of new Set([...waysBefore.keys(), ...waysAfter.keys()])) {
    const [from, to] = [waysBefore.get(key) ?? null, waysAfter.get(key) ?? null];
    const [source, port] = JSON.parse(key) as [NodeId, string];
    if (from !== to) ways.push({ source, port, before: from, after: to });
  }
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed: [...after].flatMap(([id, node]) => {
      const former = before.get(id);
      return former && meaning(former) !== meaning(node) ? [id] : [];
    }),
    ways,
    settings: canonicalJson(live.settings) !== canonicalJson(draft.settings),
  };
}

/** Steps of one graph for which a step of the other stands: the same id and type. */
export function matchSteps(from: JourneyGraph, to: JourneyGraph): Record<NodeId, NodeId> {
  const there = byId(to);
  return Object.fromEntries(
    from.nodes.flatMap(({ id, type }) => (there.get(id)?.type === type ? [[id, id]] : [])),
  );
}

const byId = (graph: JourneyGraph) => new Map(graph.nodes.map((node) => [node.id, node]));

const meaning = ({ type, data }: GraphNode): string =>
  canonicalJson([type, data.version, data.name ?? null, data.config]);

const waysOf = (graph: JourneyGraph) =>
  new Map(
    graph.edges.map(({ source, sourceHandle, target }) => [JSON.stringify([source, sourceHandle]), target]),
  );
