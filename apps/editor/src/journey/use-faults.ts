import { compile, type Diagnostic } from '@signalbox/engine/graph';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { elapsedSinceTrigger, mergeDiagnostics } from '../document/index.js';
import { useCell } from '../workspace/cell.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';

/** Keeps a step's list the same object while its faults are the same, so that its card is left alone. */
function groupByNode(
  faults: Diagnostic[],
  before: ReadonlyMap<string, Diagnostic[]>,
): ReadonlyMap<string, Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>();
  for (const fault of faults) {
    if (fault.nodeId !== undefined) groups.set(fault.nodeId, [...(groups.get(fault.nodeId) ?? []), fault]);
  }
  for (const [id, group] of groups) {
    const former = before.get(id);
    if (former && JSON.stringify(former) === JSON.stringify(group)) groups.set(id, former);
  }
  return groups;
}

/** Checks the journey after each edit, here and at once; what only the server can tell is added when it has saved. */
export function useFaults(): void {
  const workspace = useWorkspace();
  const { catalogue } = workspace;
  const server = useCell(workspace.serverFaults, (all) => all);
  const graph = useDeferredValue(useDocument((doc) => doc.graph));
  const found = useMemo(() => compile(graph, catalogue).diagnostics, [graph, catalogue]);

  useEffect(() => {
    // What the server found stands only for the very graph that it saw.
    const faults = mergeDiagnostics(found, server.graph === graph ? server.faults : []);
    workspace.faults.set(faults);
    workspace.faultsByNode.set(groupByNode(faults, workspace.faultsByNode.get()));
    workspace.elapsed.set(elapsedSinceTrigger(graph, catalogue));
  }, [workspace, catalogue, graph, found, server]);
}
