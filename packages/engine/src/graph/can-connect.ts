import { findEntry, type Catalogue } from './catalogue.js';
import type { GraphNode, JourneyGraph } from './journey-graph.js';
import { portsOf } from './ports.js';

/** Whether a connection may be drawn, or why not, in words. */
export function canConnect(
  graph: JourneyGraph,
  catalogue: Catalogue,
  way: { source: string; sourceHandle: string; target: string },
): { ok: true } | { ok: false; reason: string } {
  const no = (reason: string) => ({ ok: false as const, reason });
  const source = graph.nodes.find((node) => node.id === way.source);
  const target = graph.nodes.find((node) => node.id === way.target);
  if (!source || !target) return no('That step is gone.');
  if (source.id === target.id) return no("A step can't lead to itself.");
  const entryOf = ({ type, data }: GraphNode) => findEntry(catalogue, { type, version: data.version });
  const [from, to] = [entryOf(source), entryOf(target)];
  if (to?.group === 'trigger') return no('Nothing leads into a trigger: it starts the journey.');
  if (from && !portsOf(from, source.data.config).some((port) => port.name === way.sourceHandle)) {
    return no(`“${source.data.name ?? from.title}” has no way out of that name.`);
  }
  return { ok: true };
}
