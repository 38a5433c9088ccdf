import type { GraphEdge, GraphNode, JourneySettings, NodeId } from '@signalbox/engine/graph';
import type { Connection, JourneyDocument, Position } from './journey-document.js';
import { newId } from './new-id.js';
import { moveNotes, removeNotes } from './notes.js';

/*
 * Every edit, as a pure function from a document to the next. Fields that this editor does not know ride along
 * untouched, and an edit that changes nothing returns the very document it was given.
 */

const withNodes = (doc: JourneyDocument, nodes: GraphNode[]): JourneyDocument => ({
  ...doc,
  graph: { ...doc.graph, nodes },
});

const withEdges = (doc: JourneyDocument, edges: GraphEdge[]): JourneyDocument => ({
  ...doc,
  graph: { ...doc.graph, edges },
});

function changeNode(
  doc: JourneyDocument,
  id: NodeId,
  change: (node: GraphNode) => GraphNode,
): JourneyDocument {
  let changed = false;
  const nodes = doc.graph.nodes.map((node) => {
    if (node.id !== id) return node;
    const next = change(node);
    changed ||= next !== node;
    return next;
  });
  return changed ? withNodes(doc, nodes) : doc;
}

export interface NewNode {
  id: NodeId;
  type: string;
  version: number;
  position: Position;
  config: { [field: string]: unknown };
}

export function addNode(doc: JourneyDocument, node: NewNode): JourneyDocument {
  const { id, type, position, version, config } = node;
  return withNodes(doc, [...doc.graph.nodes, { id, type, position, data: { version, config } }]);
}

/** Leads a port to a step. The port's former way is replaced: it keeps its edge's id and unknown fields. */
export function connect(doc: JourneyDocument, { source, port, target }: Connection): JourneyDocument {
  const former = doc.graph.edges.find((edge) => edge.source === source && edge.sourceHandle === port);
  if (former?.target === target) return doc;
  if (former) {
    return withEdges(
      doc,
      doc.graph.edges.map((edge) => (edge === former ? { ...edge, target } : edge)),
    );
  }
  return withEdges(doc, [...doc.graph.edges, { id: newId('way'), source, sourceHandle: port, target }]);
}

export function disconnect(doc: JourneyDocument, edgeIds: Iterable<string>): JourneyDocument {
  const gone = new Set(edgeIds);
  const edges = doc.graph.edges.filter((edge) => !gone.has(edge.id));
  return edges.length === doc.graph.edges.length ? doc : withEdges(doc, edges);
}

/** Puts a new step onto an existing way; what came after it now comes after the new step's `port`. */
export function insertOnEdge(
  doc: JourneyDocument,
  edgeId: string,
  node: NewNode,
  port: string | null,
  makeRoom: { [id: NodeId]: Position } = {},
): JourneyDocument {
  const edge = doc.graph.edges.find((candidate) => candidate.id === edgeId);
  if (!edge) return doc;
  const after = edge.target;
  let next = addNode(moveNodes(doc, makeRoom), node);
  next = connect(next, { source: edge.source, port: edge.sourceHandle, target: node.id });
  return port === null ? next : connect(next, { source: node.id, port, target: after });
}

export function moveNodes(doc: JourneyDocument, positions: { [id: NodeId]: Position }): JourneyDocument {
  let changed = false;
  const nodes = doc.graph.nodes.map((node) => {
    const to = Object.hasOwn(positions, node.id) ? positions[node.id] : undefined;
    if (!to || (to.x === node.position.x && to.y === node.position.y)) return node;
    changed = true;
    return { ...node, position: { ...node.position, x: to.x, y: to.y } };
  });
  return moveNotes(changed ? withNodes(doc, nodes) : doc, positions);
}

export function setConfig(
  doc: JourneyDocument,
  id: NodeId,
  config: { [field: string]: unknown },
): JourneyDocument {
  return changeNode(doc, id, (node) => ({ ...node, data: { ...node.data, config } }));
}

/** An empty name gives the step back its type's title. */
export function renameNode(doc: JourneyDocument, id: NodeId, name: string): JourneyDocument {
  return changeNode(doc, id, (node) => {
    if ((node.data.name ?? '') === name) return node;
    const { name: _former, ...rest } = node.data;
    return { ...node, data: name === '' ? rest : { ...rest, name } };
  });
}

/** Removes steps, and the ways to and from them; notes as well. */
export function removeNodes(all: JourneyDocument, ids: Iterable<NodeId>): JourneyDocument {
  const gone = new Set(ids);
  const doc = removeNotes(all, gone);
  const nodes = doc.graph.nodes.filter((node) => !gone.has(node.id));
  if (nodes.length === doc.graph.nodes.length) return doc;
  const edges = doc.graph.edges.filter((edge) => !gone.has(edge.source) && !gone.has(edge.target));
  return withEdges(withNodes(doc, nodes), edges);
}

/** Ways whose port is gone (a branch was removed) would hang in the air: they go with it. */
export function dropEdgesFromMissingPorts(
  doc: JourneyDocument,
  id: NodeId,
  ports: Iterable<string>,
): JourneyDocument {
  const there = new Set(ports);
  const edges = doc.graph.edges.filter((edge) => edge.source !== id || there.has(edge.sourceHandle));
  return edges.length === doc.graph.edges.length ? doc : withEdges(doc, edges);
}

export function setSettings(doc: JourneyDocument, settings: JourneySettings): JourneyDocument {
  return { ...doc, graph: { ...doc.graph, settings } };
}

export function renameJourney(doc: JourneyDocument, name: string): JourneyDocument {
  return name === doc.name ? doc : { ...doc, name };
}

/** Brings a step to another version of its type. `ports` says which ways leave by another port from then on. */
export function renewNode(
  doc: JourneyDocument,
  id: NodeId,
  to: { version: number; config: { [field: string]: unknown }; ports: { [former: string]: string } },
): JourneyDocument {
  const { version, config, ports } = to;
  const renewed = changeNode(doc, id, (node) => ({ ...node, data: { ...node.data, version, config } }));
  const edges = renewed.graph.edges.map((edge) =>
    edge.source === id && Object.hasOwn(ports, edge.sourceHandle)
      ? { ...edge, sourceHandle: ports[edge.sourceHandle]! }
      : edge,
  );
  return withEdges(renewed, edges);
}

/**
 * Puts a step before the one that it follows, and what came after it after that one. Both change places on the canvas.
 * @param ways the ports by which each of the two goes on
 */
export function swapWithFormer(
  doc: JourneyDocument,
  former: GraphNode,
  node: GraphNode,
  ways: { former: string; node: string },
): JourneyDocument {
  const after = doc.graph.edges.find((edge) => edge.source === node.id && edge.sourceHandle === ways.node);
  const edges = doc.graph.edges.flatMap((edge) => {
    if (edge.target === former.id) return [{ ...edge, target: node.id }];
    if (edge.source === former.id && edge.sourceHandle === ways.former)
      return after ? [{ ...edge, target: after.target }] : [];
    if (edge === after) return [{ ...edge, target: former.id }];
    return [edge];
  });
  if (!after) edges.push({ id: newId('way'), source: node.id, sourceHandle: ways.node, target: former.id });
  return moveNodes(withEdges(doc, edges), { [node.id]: former.position, [former.id]: node.position });
}
