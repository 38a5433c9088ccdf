import { notifications } from '@mantine/notifications';
import {
  canConnect,
  portsOf,
  withDefaults,
  type Diagnostic,
  type GraphNode,
  type NodeTypeEntry,
} from '@signalbox/engine/graph';
import {
  addNode,
  addNote,
  brokenWays,
  connect,
  copyNodes,
  disconnect,
  edgeById,
  edgeFromPort,
  insertOnEdge,
  newId,
  moveNodes,
  nodeById,
  notesOf,
  pasteNodes,
  removeAndJoin,
  removeNodes,
  renewNode,
  swapWithFormer,
  type BrokenWay,
  type Connection,
  type Fragment,
  type JourneyDocument,
  type NewNode,
  type Position,
} from '../document/index.js';
import { listWords, quoted } from '../format/words.js';
import { t } from '../language/t.js';
import { firstItem } from './first-item.js';
import { markFresh, markSeen } from './fresh.js';
import { cardsOf, freeOffset, freeSpot, spotBehind, spotBetween } from './placing.js';
import { shownPorts } from './ports.js';
import { stepName, type Attention, type Workspace } from './workspace.js';

/*
 * What a marketer can do on the canvas, by pointer, menu or key alike: each runs one labelled command. Whether a way
 * is legal is asked of the engine.
 */

/** Where a new step goes: to a place, behind a port, or onto a way. */
export type Placement = { at: Position } | { nodeId: string; port: string } | { edgeId: string };

function newNode(entry: NodeTypeEntry, position: Position, { graph }: JourneyDocument): NewNode {
  const config = withDefaults(entry.configSchema, {}) as { [field: string]: unknown };
  if (entry.sends && graph.settings.purpose) config.purpose = graph.settings.purpose;
  const each = entry.portsFromConfig?.each;
  if (each) {
    const items = config[each];
    if (!Array.isArray(items) || items.length === 0) config[each] = [firstItem(entry, each)];
  }
  return { id: newId('step'), type: entry.type, version: entry.version, position, config };
}

/** The port by which a journey would go on after a step: the good way, else the first. */
function wayOn(entry: NodeTypeEntry, config: { [field: string]: unknown }): string | null {
  const ports = portsOf(entry, config);
  return (ports.find((port) => port.tone === 'go') ?? ports[0])?.name ?? null;
}

/** @returns the new step's id */
export function addStep(workspace: Workspace, entry: NodeTypeEntry, placement: Placement): string {
  const { history, selection } = workspace;
  const doc = history.get();
  const cards = cardsOf(workspace, doc);
  const label = t('Add “{title}”', { title: entry.title });
  let added: NewNode;
  if ('at' in placement) {
    added = newNode(entry, freeSpot(cards, placement.at), doc);
    history.run(label, (before) => addNode(before, added));
  } else if ('nodeId' in placement) {
    const source = nodeById(doc, placement.nodeId);
    const index = source
      ? shownPorts(workspace, source, doc).findIndex((port) => port.name === placement.port)
      : 0;
    added = newNode(entry, spotBehind(cards, placement.nodeId, index), doc);
    history.run(label, (before) =>
      connect(addNode(before, added), { source: placement.nodeId, port: placement.port, target: added.id }),
    );
  } else {
    const edge = edgeById(doc, placement.edgeId);
    const target = edge && nodeById(doc, edge.target);
    if (!edge || !target) return '';
    const { at, makeRoom } = spotBetween(doc, cards, edge.source, target);
    added = newNode(entry, at, doc);
    const port = wayOn(entry, added.config);
    history.run(label, (before) => insertOnEdge(before, edge.id, added, port, makeRoom));
  }
  markFresh(workspace, added.id);
  selection.set([added.id]);
  workspace.wanted.set({ nodeId: added.id, at: Date.now() });
  return added.id;
}

/**
 * Click-to-add: behind the selected step's first open port, if one step is selected and has one; else where the
 * canvas is being looked at.
 */
export function placementFor(workspace: Workspace, entry: NodeTypeEntry, centre: Position): Placement {
  const doc = workspace.history.get();
  const selected = [...workspace.selection.get().nodes];
  const node = selected.length === 1 ? nodeById(doc, selected[0]!) : undefined;
  if (node && entry.group !== 'trigger') {
    const open = shownPorts(workspace, node, doc).find(
      (port) => !port.missing && !edgeFromPort(doc, node.id, port.name),
    );
    if (open) return { nodeId: node.id, port: open.name };
  }
  return { at: centre };
}

/** @returns why not, in words, or `null` when the way may be drawn */
export function whyNotConnect(workspace: Workspace, { source, port, target }: Connection): string | null {
  const doc = workspace.history.get();
  // Drawing a port's way anew replaces the former one, so that one doesn't count against it.
  const former = edgeFromPort(doc, source, port);
  const graph = former ? disconnect(doc, [former.id]).graph : doc.graph;
  const answer = canConnect(graph, workspace.catalogue, { source, sourceHandle: port, target });
  return answer.ok ? null : answer.reason;
}

export function connectPort(workspace: Workspace, connection: Connection): void {
  const doc = workspace.history.get();
  const source = nodeById(doc, connection.source);
  const target = nodeById(doc, connection.target);
  if (!source || !target || whyNotConnect(workspace, connection) !== null) return;
  const port = shownPorts(workspace, source, doc).find((shown) => shown.name === connection.port);
  workspace.history.run(
    t('Connect “{label}” to “{step}”', {
      label: port?.label ?? connection.port,
      step: stepName(workspace, target),
    }),
    (before) => connect(before, connection),
  );
}

export function disconnectPort(workspace: Workspace, source: string, port: string): void {
  const edge = edgeFromPort(workspace.history.get(), source, port);
  if (edge) workspace.history.run(t('Disconnect'), (before) => disconnect(before, [edge.id]));
}

const nameSteps = (workspace: Workspace, doc: JourneyDocument, ids: string[]) => {
  const only = ids.length === 1 ? nodeById(doc, ids[0]!) : undefined;
  if (only) return quoted(stepName(workspace, only));
  const notes = notesOf(doc.graph).filter(({ id }) => ids.includes(id)).length;
  const steps = ids.length - notes;
  return listWords([
    ...(steps > 0 ? [t('{steps, plural, one {# step} other {# steps}}', { steps })] : []),
    ...(notes > 0 ? [t('{notes, plural, one {# note} other {# notes}}', { notes })] : []),
  ]);
};

export function deleteSelection(workspace: Workspace): void {
  const { history, selection } = workspace;
  const ids = [...selection.get().nodes];
  const edges = [...selection.get().edges];
  if (ids.length === 0 && edges.length === 0) return;
  if (ids.length === 0) history.run(t('Disconnect'), (before) => disconnect(before, edges));
  else {
    const doc = disconnect(history.get(), edges);
    const { joins, parted } = joinsOver(workspace, doc, ids);
    const step = nameSteps(workspace, doc, ids);
    const label =
      joins.length > 0
        ? t('Delete {step}, and join what was around it', { step })
        : t('Delete {step}', { step });
    history.run(label, (before) => removeAndJoin(disconnect(before, edges), ids, joins));
    if (parted) sayParted(workspace, parted);
  }
  selection.set([]);
}

/** What steps that go leave to be joined, where it is plain what comes next, and the first way of which it is not. */
function joinsOver(workspace: Workspace, doc: JourneyDocument, ids: string[]) {
  const joins: Connection[] = [];
  const left = removeNodes(doc, ids).graph;
  let parted: BrokenWay | null = null;
  for (const way of brokenWays(doc, ids)) {
    const { source, port, onward } = way;
    const target = onward.length === 1 ? onward[0]! : null;
    if (target !== null && canConnect(left, workspace.catalogue, { source, sourceHandle: port, target }).ok)
      joins.push({ source, port, target });
    else if (onward.length > 0) parted ??= way;
  }
  return { joins, parted };
}

function sayParted(workspace: Workspace, { source, port, onward }: BrokenWay) {
  const node = nodeById(workspace.history.get(), source);
  if (!node) return;
  const label = shownPorts(workspace, node, workspace.history.get()).find(({ name }) => name === port)?.label;
  notifications.show({
    id: 'parted',
    message: t(
      '“{label}” of “{step}” leads nowhere now: {steps, plural, one {the step that came next} other {any of # steps}} could come next. Lead it on yourself.',
      { label: label ?? port, step: stepName(workspace, node), steps: onward.length },
    ),
  });
}

export function copySelection(workspace: Workspace): Fragment | null {
  const ids = workspace.selection.get().nodes;
  return ids.size > 0 ? copyNodes(workspace.history.get(), ids) : null;
}

export function pasteFragment(workspace: Workspace, fragment: Fragment, label: string): void {
  if (fragment.nodes.length === 0 && !fragment.notes?.length) return;
  let ids: string[] = [];
  const cards = cardsOf(workspace, workspace.history.get());
  const offset = freeOffset(
    cards,
    fragment.nodes.map(({ position }) => position),
  );
  workspace.history.run(label, (before) => {
    const pasted = pasteNodes(before, fragment, offset);
    ids = pasted.ids;
    return pasted.doc;
  });
  workspace.selection.set(ids);
  if (ids[0] !== undefined) workspace.wanted.set({ nodeId: ids[0], at: Date.now() });
}

export function duplicateSelection(workspace: Workspace): void {
  const fragment = copySelection(workspace);
  if (!fragment) return;
  const ids = [...fragment.nodes, ...(fragment.notes ?? [])].map(({ id }) => id);
  pasteFragment(
    workspace,
    fragment,
    t('Duplicate {step}', { step: nameSteps(workspace, workspace.history.get(), ids) }),
  );
}

/** Selects a step, brings it into view, and leads the keyboard to it. */
export function jumpTo(workspace: Workspace, nodeId: string, at: Attention['at'] = null): void {
  workspace.selection.set([nodeId]);
  workspace.wanted.set({ nodeId, at: Date.now() });
  workspace.attention.set({ nodeId, at });
}

/** Leads to what is wrong with a step: its field, or the port that leads nowhere. */
export function jumpToFault(workspace: Workspace, fault: Diagnostic): void {
  if (fault.nodeId === undefined) return;
  markSeen(workspace, fault.nodeId);
  // Its field is the port.
  const isAboutPorts = fault.code === 'open-port';
  jumpTo(workspace, fault.nodeId, isAboutPorts ? 'ports' : fault.field ? { field: fault.field } : null);
}

/** Brings a step to the present version of its type. Its one way on leaves by the new version's way on. */
export function updateStep(
  workspace: Workspace,
  node: GraphNode,
  newest: NodeTypeEntry,
  config: { [field: string]: unknown },
): void {
  const doc = workspace.history.get();
  const known = new Set(portsOf(newest, config).map((port) => port.name));
  const lost = doc.graph.edges.filter((edge) => edge.source === node.id && !known.has(edge.sourceHandle));
  const port = wayOn(newest, config);
  const isFree = port !== null && !edgeFromPort(doc, node.id, port);
  const ports = isFree && lost.length === 1 ? { [lost[0]!.sourceHandle]: port } : {};
  workspace.history.run(
    t('Update “{step}” to version {version}', {
      step: stepName(workspace, node),
      version: newest.version,
    }),
    (before) => renewNode(before, node.id, { version: newest.version, config, ports }),
  );
}

/** A note beside the steps, ready to be written in. */
export function putNote(workspace: Workspace, at: Position): string {
  const id = newId('note');
  workspace.history.run(t('Add a note'), (doc) => addNote(doc, { id, position: at, text: '' }));
  workspace.selection.set([id]);
  return id;
}

export function moveTo(workspace: Workspace, id: string, at: Position): void {
  const doc = workspace.history.get();
  const node = nodeById(doc, id);
  workspace.history.run(
    node ? t('Move “{step}”', { step: stepName(workspace, node) }) : t('Move a note'),
    (before) => moveNodes(before, { [id]: at }),
  );
  workspace.moving.set(null);
}

/** The step that a step could change places with, and why not if there is none. */
export function formerOf(workspace: Workspace, node: GraphNode) {
  const doc = workspace.history.get();
  const into = doc.graph.edges.filter((edge) => edge.target === node.id);
  const former = into.length === 1 ? nodeById(doc, into[0]!.source) : undefined;
  const entryOf = (one: GraphNode) => workspace.entryOf(one.type, one.data.version);
  const formerEntry = former && entryOf(former);
  const entry = entryOf(node);
  if (!former || !formerEntry || !entry || formerEntry.group === 'trigger') return null;
  const way = wayOn(entry, node.data.config);
  return way === null ? null : { former, ways: { former: into[0]!.sourceHandle, node: way } };
}

/** Lets a step happen before the one that it follows now. */
export function moveEarlier(workspace: Workspace, node: GraphNode): void {
  const found = formerOf(workspace, node);
  if (!found) return;
  workspace.history.run(
    t('Move “{step}” before “{before}”', {
      step: stepName(workspace, node),
      before: stepName(workspace, found.former),
    }),
    (doc) => swapWithFormer(doc, found.former, node, found.ways),
  );
}
