import '@xyflow/react/dist/style.css';
import {
  Background,
  BackgroundVariant,
  MiniMap,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type Connection as FlowConnection,
  type Edge,
  type EdgeChange,
  type NodeChange,
} from '@xyflow/react';
import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent, type MouseEvent } from 'react';
import { flowEdges, moveNodes } from '../document/index.js';
import { addStep, connectPort, moveTo, putNote, whyNotConnect } from '../workspace/actions.js';
import { useCell } from '../workspace/cell.js';
import { STEP_WIDTH } from '../workspace/placing.js';
import { stepName, useDocument, useSelected, useWorkspace } from '../workspace/workspace.js';
import { ARIA_LABELS } from './aria-labels.js';
import { ComparedBar } from './ComparedBar.js';
import { goneNodes, goneWays, type GoneFlowNode } from './gone.js';
import { GoneCard } from './GoneCard.js';
import { CanvasControls } from './CanvasControls.js';
import { applyDrawnChanges, drawNodes, MANY_STEPS, type CanvasNode } from './drawn-nodes.js';
import { FIT } from './fit.js';
import { FindSteps } from './FindSteps.js';
import { useDrawnCards } from './use-drawn-cards.js';
import { useNotesAlong } from './use-notes-along.js';
import { useOpening } from './use-opening.js';
import { useBringIntoView, useTrialInView, useWholeOnceCounted } from './use-view.js';
import { NoteCard } from './NoteCard.js';
import { Palette } from './Palette.js';
import { wayAt } from './way-at.js';
import { draggedStepType, hasDraggedStep, NOTE } from './palette-drag.js';
import { Outline } from '../outline/Outline.js';
import { CountedMenu } from '../journey/CountedMenu.js';
import { t } from '../language/t.js';
import { TrialTimeline } from '../trial/TrialTimeline.js';
import { StartHint } from './StartHint.js';
import { StepCard } from './StepCard.js';
import { StepPicker } from './StepPicker.js';
import { Way } from './Way.js';
import { ZoomForStyles } from './ZoomForStyles.js';
import classes from './Canvas.module.css';

const nodeTypes = { step: StepCard, note: NoteCard, gone: GoneCard };
const edgeTypes = { way: Way };
/** Up to this many steps are seen at a glance, and the overview would only cover them. */
const NEEDS_OVERVIEW = 8;

/** Palette and canvas of the open journey. */
export function Canvas() {
  const workspace = useWorkspace();
  const view = useCell(workspace.view, (now) => now);
  return (
    <ReactFlowProvider>
      {!workspace.isReadOnly && <Palette />}
      {view === 'canvas' ? (
        <div className={classes.drawn}>
          <Stage />
          <TrialTimeline />
        </div>
      ) : (
        <Outline />
      )}
      <StepPicker />
      <FindSteps />
    </ReactFlowProvider>
  );
}

function Stage() {
  const workspace = useWorkspace();
  const { history, selection, catalogue } = workspace;
  const graph = useDocument((doc) => doc.graph);
  const selected = useSelected((all) => all);
  const flow = useReactFlow();
  const colorMode = useComputedColorScheme('light');
  const [nodes, setNodes] = useState<CanvasNode[]>(() => drawNodes(workspace, graph, selected, []));
  const stage = useRef<HTMLElement>(null);
  const opening = useOpening(stage, nodes);
  // Written at once and not by a render: the same movement that starts a connection may already be over a card.
  const setConnecting = (connecting: boolean) => {
    if (connecting) stage.current?.setAttribute('data-connecting', '');
    else stage.current?.removeAttribute('data-connecting');
  };

  useEffect(() => {
    setNodes((before) => drawNodes(workspace, graph, selected, before));
  }, [workspace, graph, selected]);

  const edges = useMemo<Edge[]>(
    () =>
      flowEdges(graph).map((edge) => ({
        ...edge,
        selected: selected.edges.has(edge.id),
        ariaLabel: wayLabel(edge.source, edge.target),
      })),
    // The names in labels come from the same graph.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [graph, selected.edges],
  );

  function wayLabel(source: string, target: string): string {
    const name = (id: string) => {
      const node = graph.nodes.find((candidate) => candidate.id === id);
      return node ? stepName(workspace, node) : id;
    };
    return graph.nodes.length > MANY_STEPS
      ? t('Way')
      : t('Way from {source} to {target}', { source: name(source), target: name(target) });
  }

  const withNotes = useNotesAlong();
  const onNodesChange = useCallback(
    (own: NodeChange<CanvasNode>[]) => {
      const changes = withNotes(own);
      selectFrom(changes, selection.get().nodes, (ids) => selection.set(ids, selection.get().edges));
      setNodes((before) => applyDrawnChanges(before, changes));
      // Frames of a drag stay on the canvas; its end, and each step of an arrow key, is one edit.
      const settled = changes.filter((change) => change.type === 'position' && change.dragging === false);
      const positions = Object.fromEntries(
        settled.flatMap((change) =>
          change.type === 'position' && change.position ? [[change.id, change.position]] : [],
        ),
      );
      const ids = Object.keys(positions).filter((id) =>
        own.some((change) => 'id' in change && change.id === id),
      );
      if (ids.length === 0) return;
      const only =
        ids.length === 1 ? history.get().graph.nodes.find((node) => node.id === ids[0]) : undefined;
      const label = only
        ? t('Move “{step}”', { step: stepName(workspace, only) })
        : ids.length === 1
          ? t('Move a note')
          : t('Move {ids} steps', { ids: ids.length });
      history.run(label, (doc) => moveNodes(doc, positions), { gather: `move:${ids.join()}` });
    },
    [workspace, history, selection, withNotes],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange[]) => {
      selectFrom(changes, selection.get().edges, (ids) => selection.set(selection.get().nodes, ids));
    },
    [selection],
  );

  const onConnect = useCallback(
    (connection: FlowConnection) => connectPort(workspace, asConnection(connection)),
    [workspace],
  );
  const isValidConnection = useCallback(
    (connection: FlowConnection | Edge) => whyNotConnect(workspace, asConnection(connection)) === null,
    [workspace],
  );

  const onDragOver = (event: DragEvent) => {
    if (!hasDraggedStep(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    workspace.dropWay.set(wayAt(event));
  };
  const onDrop = (event: DragEvent) => {
    const onWay = workspace.dropWay.get();
    workspace.dropWay.set(null);
    const type = draggedStepType(event.dataTransfer);
    const entry = catalogue.find((candidate) => candidate.type === type);
    if (!entry && type !== NOTE) return;
    event.preventDefault();
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    if (!entry) {
      putNote(workspace, { x: Math.round(at.x) - 116, y: Math.round(at.y) - 20 });
      return;
    }
    if (onWay && entry.group !== 'trigger') {
      addStep(workspace, entry, { edgeId: onWay });
      return;
    }
    // The card comes to hang by the middle of its head, where the pointer holds it.
    addStep(workspace, entry, { at: { x: at.x - STEP_WIDTH / 2, y: at.y - 24 } });
  };

  const comparing = useCell(workspace.comparing, (now) => now);
  const compared = useCell(workspace.compared, (all) => all);
  const hasLive = compared !== null;
  const isTried = useCell(workspace.trial, (shown) => shown !== null);
  const moving = useCell(workspace.moving, (id) => id);
  const onPaneClick = (event: MouseEvent) => {
    if (moving === null) return;
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    moveTo(workspace, moving, { x: Math.round(at.x / 4) * 4, y: Math.round(at.y / 4) * 4 });
  };

  const ghosts = useMemo(
    () => (comparing && compared ? { nodes: goneNodes(compared), edges: goneWays(compared) } : null),
    [comparing, compared],
  );

  useDrawnCards();
  useBringIntoView();
  const hasMoved = useRef(false);
  useTrialInView(hasMoved);
  useWholeOnceCounted(hasMoved, opening?.fitView === true);

  return (
    <section
      className={classes.stage}
      aria-label={t('Canvas')}
      data-region
      ref={stage}
      data-moving={moving !== null || undefined}
      // What is pressed stays under the pointer: a view that still glides to its place stops there.
      onPointerDownCapture={() => void flow.setViewport(flow.getViewport())}
    >
      {opening && (
        <ReactFlow<CanvasNode | GoneFlowNode, Edge>
          nodes={ghosts ? [...ghosts.nodes, ...nodes] : nodes}
          edges={ghosts ? [...ghosts.edges, ...edges] : edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={(changes) => onNodesChange(changes as NodeChange<CanvasNode>[])}
          onEdgesChange={onEdgesChange}
          nodesDraggable={!workspace.isReadOnly}
          nodesConnectable={!workspace.isReadOnly}
          onConnect={onConnect}
          onConnectStart={() => setConnecting(true)}
          onConnectEnd={() => setConnecting(false)}
          isValidConnection={isValidConnection}
          onPaneClick={onPaneClick}
          onMoveStart={(event) => {
            if (event) hasMoved.current = true;
          }}
          onDragOver={onDragOver}
          onDrop={onDrop}
          onDragLeave={() => workspace.dropWay.set(null)}
          colorMode={colorMode}
          {...opening}
          fitViewOptions={FIT}
          minZoom={0.1}
          maxZoom={1.6}
          connectionRadius={36}
          connectOnClick={false}
          deleteKeyCode={null}
          multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
          snapToGrid
          snapGrid={[4, 4]}
          nodeDragThreshold={3}
          onlyRenderVisibleElements={nodes.length > MANY_STEPS}
          ariaLabelConfig={ARIA_LABELS}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--line-strong)" />
          {(nodes.length > NEEDS_OVERVIEW || (opening.defaultViewport && nodes.length > 1)) && (
            <MiniMap
              className={classes.minimap!}
              ariaLabel={t('Overview of the journey')}
              pannable
              zoomable
              nodeBorderRadius={6}
              nodeColor={(node) =>
                node.selected
                  ? 'var(--go)'
                  : node.type === 'note'
                    ? 'var(--wait-ground)'
                    : 'var(--line-strong)'
              }
              maskColor="color-mix(in srgb, var(--paper) 55%, transparent)"
            />
          )}
          <ZoomForStyles />
          <CanvasControls onZoom={() => (hasMoved.current = true)} />
          {hasLive && !comparing && !isTried && (
            <Panel position="top-right">
              <CountedMenu />
            </Panel>
          )}
        </ReactFlow>
      )}
      <StartHint />
      <ComparedBar />
      {moving !== null && (
        <p className={classes.moving} role="status">
          {t('Press the place where it should go. Escape leaves it where it is.')}
        </p>
      )}
    </section>
  );
}

const asConnection = (connection: FlowConnection | Edge) => ({
  source: connection.source,
  port: connection.sourceHandle ?? '',
  target: connection.target,
});

function selectFrom(
  changes: readonly { type: string; id?: string; selected?: boolean }[],
  before: ReadonlySet<string>,
  set: (ids: Set<string>) => void,
) {
  const ids = new Set(before);
  let changed = false;
  for (const change of changes) {
    if (change.type !== 'select' || !change.id) continue;
    changed = true;
    if (change.selected) ids.add(change.id);
    else ids.delete(change.id);
  }
  if (changed) set(ids);
}
