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

/** A node on a circle of nodes of which none holds, or `null`. Linear in nodes and ways. */
export function findRestlessLoop(
  ids: Iterable<NodeId>,
  ways: Ways,
  holds: (id: NodeId) => boolean,
): NodeId | null {
  const state = new Map<NodeId, 'open' | 'done'>();
  for (const root of ids) {
    if (holds(root) || state.has(root)) continue;
    const stack: { id: NodeId; next: number }[] = [{ id: root, next: 0 }];
    state.set(root, 'open');
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const target = (ways.get(top.id) ?? [])[top.next++];
      if (target === undefined) {
        state.set(top.id, 'done');
        stack.pop();
      } else if (!holds(target)) {
        if (state.get(target) === 'open') return target;
        if (!state.has(target)) {
          state.set(target, 'open');
          stack.push({ id: target, next: 0 });
        }
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
  const open = new Set<NodeId>();
  let circular = false;
  const stack: { id: NodeId; next: number; best: number }[] = [{ id: start, next: 0, best: 0 }];
  open.add(start);
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const target = (ways.get(top.id) ?? [])[top.next++];
    if (target === undefined) {
      const total = top.best + (sends(top.id) ? 1 : 0);
      most.set(top.id, total);
      open.delete(top.id);
      stack.pop();
      const parent = stack.at(-1);
      if (parent) parent.best = Math.max(parent.best, total);
    } else if (open.has(target)) {
      circular ||= stack
        .slice(stack.findIndex((frame) => frame.id === target))
        .some((frame) => sends(frame.id));
    } else if (most.has(target)) {
      top.best = Math.max(top.best, most.get(target)!);
    } else {
      open.add(target);
      stack.push({ id: target, next: 0, best: 0 });
    }
  }
  return circular ? Infinity : most.get(start)!;
}
