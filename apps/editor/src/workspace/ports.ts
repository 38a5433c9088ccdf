import { portsOf, type GraphNode } from '@signalbox/engine/graph';
import type { JourneyDocument } from '../document/index.js';
import { t } from '../language/t.js';
import type { Workspace } from './workspace.js';

export interface ShownPort {
  name: string;
  label: string;
  tone: 'go' | 'wait' | 'stop' | 'neutral';
  optional: boolean;
  /** No such port (any more), but a way still leaves by it: shown, so that nothing is lost unseen. */
  missing: boolean;
}

/** The ports of a step's card: those of its type, and those that only its ways know of. */
export function shownPorts(workspace: Workspace, node: GraphNode, doc: JourneyDocument): ShownPort[] {
  const entry = workspace.entryOf(node.type, node.data.version);
  const declared: ShownPort[] = entry
    ? portsOf(entry, node.data.config).map((port) => ({
        name: port.name,
        label: port.label || t('Unnamed'),
        tone: port.tone ?? 'neutral',
        optional: port.optional ?? false,
        missing: false,
      }))
    : [];
  const known = new Set(declared.map((port) => port.name));
  const missing = new Set(
    doc.graph.edges
      .filter((edge) => edge.source === node.id && !known.has(edge.sourceHandle))
      .map((e) => e.sourceHandle),
  );
  return [
    ...declared,
    ...[...missing].map((name) => ({
      name,
      label: name,
      tone: 'stop' as const,
      optional: false,
      missing: true,
    })),
  ];
}

/** The same as one string, to know when a card's ports have changed. */
export const portsKey = (ports: ShownPort[]) =>
  ports.map((port) => [port.name, port.label, port.tone, port.missing].join('\t')).join('\n');
