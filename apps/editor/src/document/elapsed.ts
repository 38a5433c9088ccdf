import type { Catalogue, JourneyGraph, NodeId, NodeTypeEntry } from '@signalbox/engine/graph';
import { portsOf } from '@signalbox/engine/graph';

/** How long after a person entered the journey they can reach a step, in milliseconds. */
export interface Elapsed {
  leastMs: number;
  /** Infinity behind a step that waits for an hour, a day or a moment. */
  mostMs: number;
  /** When they have left it again, at the latest. */
  leaveMostMs: number;
}

const UNTIL = new Set(['time', 'date']);

/**
 * How long a step may hold somebody: the longest of its configuration's durations, if it holds at all. Until an hour, a
 * day or a moment it is anybody's guess: infinity.
 */
function holdMs(entry: NodeTypeEntry, config: { [field: string]: unknown }): number {
  // Time counts from when the trigger lets people in.
  if (!entry.holds || entry.sends || entry.group === 'trigger') return 0;
  const properties = (entry.configSchema.properties ?? {}) as {
    [field: string]: { ui?: { widget?: string } };
  };
  let longest = 0;
  const isUntil = entry.liquid.some((field) => Boolean(config[field]));
  if (isUntil) return Infinity;
  for (const [field, schema] of Object.entries(properties)) {
    const value = config[field];
    if (UNTIL.has(schema.ui?.widget ?? '') && value) return Infinity;
    if (schema.ui?.widget === 'duration' && typeof value === 'number') longest = Math.max(longest, value);
  }
  return longest;
}

/**
 * The time since the trigger at every step that can be reached. A port of tone `wait` is left when the whole time is
 * over, any other port of a waiting step at any moment until then. Steps of a loop count their first passage.
 */
export function elapsedSinceTrigger(graph: JourneyGraph, catalogue: Catalogue): Map<NodeId, Elapsed> {
  const entries = new Map(catalogue.map((entry) => [entry.type, entry]));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const waysOut = new Map<NodeId, { port: string; target: NodeId }[]>();
  for (const edge of graph.edges) {
    const ways = waysOut.get(edge.source) ?? [];
    ways.push({ port: edge.sourceHandle, target: edge.target });
    waysOut.set(edge.source, ways);
  }

  const elapsed = new Map<NodeId, Elapsed>();
  const onPath = new Set<NodeId>();
  const order: NodeId[] = [];
  const done = new Set<NodeId>();
  const backEdges = new Set<string>();
  // Depth first without recursion: a graph may be thousands of steps long.
  for (const start of graph.nodes.filter((node) => entries.get(node.type)?.group === 'trigger')) {
    const stack: { id: NodeId; next: number }[] = [{ id: start.id, next: 0 }];
    elapsed.set(start.id, { leastMs: 0, mostMs: 0, leaveMostMs: 0 });
    onPath.add(start.id);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const way = waysOut.get(top.id)?.[top.next++];
      if (!way) {
        stack.pop();
        onPath.delete(top.id);
        if (!done.has(top.id)) order.push(top.id);
        done.add(top.id);
      } else if (onPath.has(way.target)) backEdges.add(`${top.id}→${way.target}`);
      else if (!done.has(way.target) && nodes.has(way.target)) {
        onPath.add(way.target);
        stack.push({ id: way.target, next: 0 });
      }
    }
  }

  for (const id of order.reverse()) {
    const node = nodes.get(id)!;
    const here = elapsed.get(id);
    const entry = entries.get(node.type);
    if (!here || !entry) continue;
    const hold = holdMs(entry, node.data.config);
    here.leaveMostMs = here.mostMs + hold;
    const tones = new Map(portsOf(entry, node.data.config).map((port) => [port.name, port.tone]));
    for (const { port, target } of waysOut.get(id) ?? []) {
      if (backEdges.has(`${id}→${target}`) || !nodes.has(target)) continue;
      const leastMs = here.leastMs + (tones.get(port) === 'wait' && hold !== Infinity ? hold : 0);
      const mostMs = here.mostMs + hold;
      const there = elapsed.get(target);
      elapsed.set(target, {
        leastMs: there ? Math.min(there.leastMs, leastMs) : leastMs,
        mostMs: there ? Math.max(there.mostMs, mostMs) : mostMs,
        leaveMostMs: 0,
      });
    }
  }
  return elapsed;
}
