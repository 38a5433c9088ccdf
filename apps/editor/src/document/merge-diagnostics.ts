import type { Diagnostic } from '@signalbox/engine/graph';

/** Faults found here and by the server, each once, errors first. */
export function mergeDiagnostics(...lists: Diagnostic[][]): Diagnostic[] {
  const byKey = new Map<string, Diagnostic>();
  for (const diagnostic of lists.flat()) {
    const key = [diagnostic.code, diagnostic.nodeId ?? '', diagnostic.field ?? '', diagnostic.message].join(
      '\n',
    );
    if (!byKey.has(key)) byKey.set(key, diagnostic);
  }
  const all = [...byKey.values()];
  return [...all.filter((one) => one.severity === 'error'), ...all.filter((one) => one.severity !== 'error')];
}
