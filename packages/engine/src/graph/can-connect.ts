import type { Catalogue } from './catalogue.js';
import type { JourneyGraph } from './journey-graph.js';
import { portsOf } from './ports.js';

/** @returns `null` if the way may be drawn, or the reason why not in words */
export function whyNotConnect(
  graph: JourneyGraph,
  catalogue: Catalogue,
  way: { source: string; sourceHandle: string; target: string },
): string | null {
  const source = graph.nodes.find((node) => node.id === way.source);
  const target = graph.nodes.find((node) => node.id === way.target);
  if (!source || !target) return 'That step is gone.';
  if (source.id === target.id) return "A step can't lead to itself.";
  const [from, to] = [source, target].map((node) => catalogue.find((entry) => entry.type === node.type));
  if (to?.group === 'trigger') return 'Nothing leads into a trigger: it starts the journey.';
  if (from && !portsOf(from, source.data.config).some((port) => port.name === way.sourceHandle)) {
    return `“${source.data.name ?? from.title}” has no way out of that name.`;
  }
  return null;
}

export function canConnect(
  graph: JourneyGraph,
  catalogue: Catalogue,
  way: { source: string; sourceHandle: string; target: string },
): { ok: true } | { ok: false; reason: string } {
  const reason = whyNotConnect(graph, catalogue, way);
  return reason === null ? { ok: true } : { ok: false, reason };
}
