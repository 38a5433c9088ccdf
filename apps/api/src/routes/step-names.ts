import { findEntry, portsOf, type Catalogue, type JourneyGraph } from '@signalbox/engine/graph';

/** What a person reads of a step that somebody came to: its name, its type, and the way by which it was left. */
export function stepNames(
  catalogue: Catalogue,
  nodes: JourneyGraph['nodes'],
  nodeId: string,
  port: string | null = null,
) {
  const node = nodes.find(({ id }) => id === nodeId);
  const entry = node && findEntry(catalogue, { type: node.type, version: node.data.version });
  const ports = entry && node ? portsOf(entry, node.data.config) : [];
  return {
    nodeId,
    nodeName: node?.data.name || entry?.title || nodeId,
    nodeType: node?.type ?? '',
    port,
    portLabel: ports.find(({ name }) => name === port)?.label ?? port,
  };
}
