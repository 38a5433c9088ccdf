import type { Catalogue, NodeTypeEntry } from '@signalbox/engine/graph';

/** Kinds of step that hold every word of the search; those whose title begins with it come first. */
export function findSteps(catalogue: Catalogue, search: string): NodeTypeEntry[] {
  const wanted = search.toLowerCase().trim();
  const words = wanted.split(/\s+/);
  const found = catalogue.filter((entry) => {
    const text = `${entry.title} ${entry.description} ${entry.type}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const rank = (entry: NodeTypeEntry) => {
    const title = entry.title.toLowerCase();
    return title.startsWith(wanted) ? 0 : title.split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return wanted === '' ? found : found.sort((left, right) => rank(left) - rank(right));
}
