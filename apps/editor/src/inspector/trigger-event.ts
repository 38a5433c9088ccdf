import type { Catalogue } from '@signalbox/engine/graph';
import type { JourneyDocument } from '../document/index.js';

/** The event that lets people in: what texts and conditions call `event`. */
export function triggerEvent(doc: JourneyDocument, catalogue: Catalogue): string | null {
  const triggers = new Set(catalogue.filter((entry) => entry.group === 'trigger').map((entry) => entry.type));
  const event = doc.graph.nodes.find((node) => triggers.has(node.type))?.data.config.event;
  return typeof event === 'string' && event !== '' ? event : null;
}
