import type { JourneyGraph, NodeId, PortName } from './journey-graph.js';
import { portsOf } from './ports.js';
import type { Step } from './read-steps.js';
import type { Report } from './report.js';

/** Of each step, where each of its ports leads; `null` where it leads nowhere. */
export type WaysOut = Map<NodeId, Record<PortName, NodeId | null>>;

/** Reads the edges of a graph. Those that can't be are reported and left out. */
export function readWays(graph: JourneyGraph, steps: Map<NodeId, Step>, report: Report): WaysOut {
  const waysOut: WaysOut = new Map();
  for (const [id, { entry, config, name }] of steps) {
    const ports = portsOf(entry, config).map((port) => port.name);
    if (new Set(ports).size < ports.length) {
      report.error('duplicate-port', `Two ways out of “${name}” have the same id. Give each its own.`, id);
    }
    if (ports.includes('__proto__')) {
      report.error('bad-id', `A way out of “${name}” can't have the id "__proto__". Give it another.`, id);
    }
    waysOut.set(id, Object.fromEntries(ports.map((port) => [port, null])));
  }
  const present = new Set(graph.nodes.map((node) => node.id));
  for (const edge of graph.edges) {
    if (!present.has(edge.source) || !present.has(edge.target)) {
      report.error(
        'edge-to-missing-node',
        'A connection leads from or to a step that is gone. Remove it.',
        present.has(edge.source) ? edge.source : undefined,
      );
      continue;
    }
    const source = steps.get(edge.source);
    const target = steps.get(edge.target);
    if (!source || !target) continue;
    const ports = waysOut.get(edge.source)!;
    if (!Object.hasOwn(ports, edge.sourceHandle)) {
      report.error(
        'edge-from-missing-port',
        `“${source.name}” has no way out called “${edge.sourceHandle}” any more. Connect again or remove the connection.`,
        edge.source,
      );
    } else if (target.entry.group === 'trigger') {
      report.error(
        'edge-into-trigger',
        `Nothing can lead into the trigger “${target.name}”. Remove that connection.`,
        edge.source,
      );
    } else if (ports[edge.sourceHandle] !== null) {
      report.error(
        'two-edges-from-one-port',
        `Two connections leave “${source.name}” by the same way out. Keep one.`,
        edge.source,
      );
    } else {
      ports[edge.sourceHandle] = edge.target;
    }
  }
  return waysOut;
}
