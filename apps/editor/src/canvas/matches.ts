import type { NodeTypeEntry } from '@signalbox/engine/graph';

/** Every word of the search begins a word of the step's title or stands in its description. */
export function matches(entry: NodeTypeEntry, search: string): boolean {
  const text = `${entry.title} ${entry.description} ${entry.type}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
