import type { NodeId } from '@signalbox/engine/graph';
import { connect, removeNodes } from './commands.js';
import type { Connection, JourneyDocument } from './journey-document.js';

/** A way that leads to a step which goes, and where it might lead on. */
export interface BrokenWay {
  source: NodeId;
  port: string;
  /** Steps that stay and that the ways out of what goes lead to; one of them makes it plain where to go on. */
  onward: NodeId[];
}

/** The ways that would end in nothing if these steps went. */
export function brokenWays({ graph }: JourneyDocument, ids: Iterable<NodeId>): BrokenWay[] {
  const gone = new Set(ids);
  const out = new Map<NodeId, NodeId[]>();
  for (const { source, target } of graph.edges) out.set(source, [...(out.get(source) ?? []), target]);
  const onwardFrom = (start: NodeId): NodeId[] => {
    const onward = new Set<NodeId>();
    const seen = new Set<NodeId>();
    const toVisit = [start];
    while (toVisit.length > 0) {
      const id = toVisit.pop()!;
      if (seen.has(id)) continue;
      seen.add(id);
      if (gone.has(id)) toVisit.push(...(out.get(id) ?? []));
      else onward.add(id);
    }
    return [...onward];
  };
  return graph.edges
    .filter(({ source, target }) => gone.has(target) && !gone.has(source))
    .map(({ source, sourceHandle, target }) => ({ source, port: sourceHandle, onward: onwardFrom(target) }));
}

/** Removes steps, and joins what led to them to what came after. @param joins each from a port that led to one of them */
export function removeAndJoin(
  doc: JourneyDocument,
  ids: Iterable<NodeId>,
  joins: readonly Connection[],
): JourneyDocument {
  // Joined first, so that the ways keep their ids and whatever else they carry.
  return removeNodes(joins.reduce(connect, doc), ids);
}
