import '@xyflow/react/dist/style.css';
import {
  Background,
  BackgroundVariant,
  Controls,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type Edge,
} from '@xyflow/react';
import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { flowEdges } from '../document/index.js';
import { t } from '../language/t.js';
import { useCell } from '../workspace/cell.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import { useDocument, useSelected, useWorkspace } from '../workspace/workspace.js';
import { ARIA_LABELS } from './aria-labels.js';
import { applyDrawnChanges, drawNodes, type CanvasNode } from './drawn-nodes.js';
import { NoteCard } from './NoteCard.js';
import { StepCard } from './StepCard.js';
import { Way } from './Way.js';
import classes from './Canvas.module.css';

const nodeTypes = { step: StepCard, note: NoteCard };
const edgeTypes = { way: Way };
const FIT_ALL = { padding: 0.08, maxZoom: 1 };

/** The journey of the workspace around it, to look at and to select in. */
export function ReadOnlyCanvas({ label }: { label: string }) {
  return (
    <ReactFlowProvider>
      <Drawing label={label} />
    </ReactFlowProvider>
  );
}

function Drawing({ label }: { label: string }) {
  const workspace = useWorkspace();
  const graph = useDocument((doc) => doc.graph);
  const selected = useSelected((all) => all);
  const colorMode = useComputedColorScheme('light');
  const [nodes, setNodes] = useState<CanvasNode[]>(() => drawNodes(workspace, graph, selected, []));
  useEffect(() => {
    setNodes((before) => drawNodes(workspace, graph, selected, before));
  }, [workspace, graph, selected]);
  const edges = useMemo<Edge[]>(
    () => flowEdges(graph).map((edge) => ({ ...edge, focusable: false, ariaLabel: t('Way') })),
    [graph],
  );
  useFollow();
  return (
    <section className={classes.stage} aria-label={label}>
      <ReactFlow<CanvasNode, Edge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={(changes) => setNodes((before) => applyDrawnChanges(before, changes))}
        onNodeClick={(_event, node) => workspace.selection.set([node.id])}
        colorMode={colorMode}
        fitView
        fitViewOptions={FIT_ALL}
        minZoom={0.1}
        maxZoom={1.4}
        nodesDraggable={false}
        nodesConnectable={false}
        deleteKeyCode={null}
        ariaLabelConfig={ARIA_LABELS}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--line-strong)" />
        <Controls showInteractive={false} fitViewOptions={FIT_ALL} />
      </ReactFlow>
    </section>
  );
}

/** Shows the step that is asked for. */
function useFollow() {
  const workspace = useWorkspace();
  const wanted = useCell(workspace.wanted, (wish) => wish);
  const flow = useReactFlow();
  const duration = useReducedMotion() ? 0 : 250;
  const last = useRef(wanted);
  useEffect(() => {
    if (!wanted || wanted === last.current) return;
    last.current = wanted;
    const place = flow.getNode(wanted.nodeId)?.position;
    if (!place) return;
    const zoom = Math.max(flow.getZoom(), 0.7);
    void flow.setCenter(place.x + STEP_WIDTH / 2, place.y + 90, { zoom, duration });
  }, [wanted, flow, duration]);
}
