import type { Catalogue, NodeTypeEntry } from '@signalbox/nodes/kernel';

export type { Catalogue, JsonSchema, NodeTypeEntry } from '@signalbox/nodes/kernel';

/** A version of a node type, the present one or one that still runs. */
export function findEntry(
  catalogue: Catalogue,
  { type, version }: { type: string; version: number },
): NodeTypeEntry | undefined {
  const newest = catalogue.find((entry) => entry.type === type);
  return newest?.version === version ? newest : newest?.older?.find((entry) => entry.version === version);
}
