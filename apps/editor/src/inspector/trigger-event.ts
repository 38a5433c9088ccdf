import type { Catalogue } from '@signalbox/engine/graph';
import type { JourneyDocument } from '../document/index.js';

/** The event that lets people in: what texts and conditions call `event`. */
export function triggerEvent(doc: JourneyDocument, catalogue: Catalogue): string | null {
  const starts = new Map(catalogue.flatMap((entry) => (entry.starts ? [[entry.type, entry.starts]] : [])));
  const trigger = doc.graph.nodes.find((node) => starts.has(node.type));
  const source = trigger && starts.get(trigger.type)!.event;
  const event = typeof source === 'object' ? trigger!.data.config[source.field] : source;
  return typeof event === 'string' && event !== '' ? event : null;
}
