/**
 * What a file holds that was exported here or pulled by `signalbox pull`; the API says what is wrong with its graph.
 * @returns `null` for a file that is no journey
 */
export function journeyInFile(content: string): { name: string; graph: object } | null {
  let read: unknown;
  try {
    read = JSON.parse(content);
  } catch {
    return null;
  }
  const { name, graph } = (read ?? {}) as { name?: unknown; graph?: unknown };
  const isDrawn = typeof graph === 'object' && graph !== null && 'nodes' in graph;
  return typeof name === 'string' && name.trim() !== '' && isDrawn ? { name, graph } : null;
}
