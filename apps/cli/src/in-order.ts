import type { GraphNode, JourneyGraph } from '@signalbox/engine/graph';

/** The steps as a person comes to them, the nearest first, from those that no way leads to. */
export function inOrder({ nodes, edges }: JourneyGraph): GraphNode[] {
  const led = new Set(edges.map(({ target }) => target));
  const order = new Set(nodes.filter(({ id }) => !led.has(id)).map(({ id }) => id));
  // A set that is walked goes on to what is added meanwhile.
  for (const id of order) {
    for (const { source, target } of edges) if (source === id) order.add(target);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return [...new Set([...order, ...byId.keys()])].flatMap((id) => byId.get(id) ?? []);
}
