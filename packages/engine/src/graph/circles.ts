import type { NodeId } from './journey-graph.js';
import type { Ways } from './reachability.js';

interface Visit {
  id: NodeId;
  targets: NodeId[];
  next: number;
  number: number;
  /** The earliest visit that can be come back to from here. */
  low: number;
}

/**
 * Groups the nodes that can be come to from `start`: together are those that lead to one another. A node on no circle is
 * alone. What a group leads to comes before it. Tarjan's algorithm, without recursion; linear in nodes and ways.
 */
export function circlesFrom(start: NodeId, ways: Ways): NodeId[][] {
  const circles: NodeId[][] = [];
  const visits = new Map<NodeId, Visit>();
  const pending: NodeId[] = [];
  const isPending = new Set<NodeId>();
  const path: Visit[] = [];

  const visit = (id: NodeId) => {
    const number = visits.size;
    const begun = { id, targets: ways.get(id) ?? [], next: 0, number, low: number };
    visits.set(id, begun);
    pending.push(id);
    isPending.add(id);
    path.push(begun);
  };
  visit(start);
  for (let here = path.at(-1); here; here = path.at(-1)) {
    const target = here.targets[here.next++];
    if (target !== undefined) {
      const seen = visits.get(target);
      if (!seen) visit(target);
      else if (isPending.has(target)) here.low = Math.min(here.low, seen.number);
      continue;
    }
    path.pop();
    const parent = path.at(-1);
    if (parent) parent.low = Math.min(parent.low, here.low);
    if (here.low === here.number) {
      const circle = pending.splice(pending.lastIndexOf(here.id));
      for (const id of circle) isPending.delete(id);
      circles.push(circle);
    }
  }
  return circles;
}
