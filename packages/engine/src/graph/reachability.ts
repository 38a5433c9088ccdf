import { circlesFrom } from './circles.js';
import type { NodeId } from './journey-graph.js';

/** From each node, where its ports lead. */
export type Ways = Map<NodeId, NodeId[]>;

/** All nodes that can be come to from `start`, itself included. */
export function reachableFrom(start: NodeId, ways: Ways): Set<NodeId> {
  const seen = new Set([start]);
  const queue = [start];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const next of ways.get(id) ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        queue.push(next);
      }
    }
  }
  return seen;
}

/**
 * A circle that can be gone round without ever waiting, in its order, or `null`. Linear in nodes and ways.
 * @param ways those by which nobody need be held
 */
export function findRestlessLoop(ids: Iterable<NodeId>, ways: Ways): NodeId[] | null {
  const state = new Map<NodeId, 'open' | 'done'>();
  for (const root of ids) {
    if (state.has(root)) continue;
    const stack: { id: NodeId; next: number }[] = [{ id: root, next: 0 }];
    state.set(root, 'open');
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const target = (ways.get(top.id) ?? [])[top.next++];
      if (target === undefined) {
        state.set(top.id, 'done');
        stack.pop();
      } else if (state.get(target) === 'open') {
        const path = stack.map(({ id }) => id);
        return path.slice(path.indexOf(target));
      } else if (!state.has(target)) {
        state.set(target, 'open');
        stack.push({ id: target, next: 0 });
      }
    }
  }
  return null;
}

/**
 * The most sending nodes that one entry can pass, or `Infinity` when a sending node lies on a circle.
 * Linear in nodes and ways.
 */
export function mostSends(start: NodeId, ways: Ways, sends: (id: NodeId) => boolean): number {
  const most = new Map<NodeId, number>();
  // What a circle leads to comes before the circle, so that every way on is counted already.
  for (const circle of circlesFrom(start, ways)) {
    const own = circle.filter(sends).length;
    const isCircular = circle.length > 1 || (ways.get(circle[0]!) ?? []).includes(circle[0]!);
    if (isCircular && own > 0) return Infinity;
    let onward = 0;
    for (const id of circle) {
      for (const target of ways.get(id) ?? []) onward = Math.max(onward, most.get(target) ?? 0);
    }
    for (const id of circle) most.set(id, own + onward);
  }
  return most.get(start)!;
}
