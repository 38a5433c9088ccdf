import type { RunDetail } from '@signalbox/api/contract';
import type { Catalogue, GraphNode } from '@signalbox/engine/graph';
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
  // The graph comes anew with each answer, and is the same for as long as the version is and no text leaves.
  const drawn = JSON.stringify({ ...graph, nodes: graph.nodes.map((node) => asTold(node, run.steps)) });
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
    const cameOnce = (nodeId: string) => run.steps.filter((step) => step.nodeId === nodeId).length === 1;
    // Of who came once the card itself has the text.
    const steps = run.steps.map((step) => ({
      ...step,
      text: cameOnce(step.nodeId) ? null : (step.message?.body ?? null),
    }));
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

/** A step that texts, with the very words that this person was sent last in place of what they were made from. */
function asTold(node: GraphNode, steps: RunDetail['steps']): GraphNode {
  const body = steps.findLast(({ nodeId, message }) => nodeId === node.id && message?.body)?.message?.body;
  return body ? { ...node, data: { ...node.data, config: { ...node.data.config, text: body } } } : node;
}
