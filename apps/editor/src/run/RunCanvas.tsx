import type { RunDetail } from '@signalbox/api/contract';
import type { Catalogue } from '@signalbox/engine/graph';
import { useEffect, useMemo } from 'react';
import { ReadOnlyCanvas } from '../canvas/ReadOnlyCanvas.js';
import { elapsedSinceTrigger } from '../document/index.js';
import { t } from '../language/t.js';
import { traceOf } from '../workspace/trace.js';
import { createWorkspace, WorkspaceContext } from '../workspace/workspace.js';

interface Props {
  run: RunDetail;
  catalogue: Catalogue;
  /** The step that is being looked at in the list. */
  nodeId: string | null;
  onSelect: (nodeId: string) => void;
}

/** The version that the person went through, with their way on it. */
export default function RunCanvas({ run, catalogue, nodeId, onSelect }: Props) {
  const { graph, journeyId, journeyName } = run;
  // The graph comes anew with each answer, and is the same for as long as the version is.
  const drawn = JSON.stringify(graph);
  const workspace = useMemo(() => {
    const made = createWorkspace(
      journeyId,
      { name: journeyName, graph: JSON.parse(drawn) as typeof graph },
      catalogue,
      {
        isReadOnly: true,
      },
    );
    made.elapsed.set(elapsedSinceTrigger(made.history.get().graph, catalogue));
    return made;
  }, [drawn, journeyId, journeyName, catalogue]);
  useEffect(() => {
    const steps = run.steps.map((step) => ({ ...step, text: step.message?.body ?? null }));
    workspace.trace.set(traceOf(workspace.history.get().graph, steps));
  }, [workspace, run]);
  useEffect(() => {
    if (nodeId === null) return;
    workspace.selection.set([nodeId]);
    workspace.wanted.set({ nodeId, at: Date.now() });
  }, [workspace, nodeId]);
  useEffect(
    () =>
      workspace.selection.subscribe(() => {
        const [only] = workspace.selection.get().nodes;
        if (only) onSelect(only);
      }),
    [workspace, onSelect],
  );
  return (
    <WorkspaceContext value={workspace}>
      <ReadOnlyCanvas label={t('The way through the journey')} />
    </WorkspaceContext>
  );
}
