import type { GraphEdge, GraphNode, JourneyGraph, NodeId, PortName } from '@signalbox/engine/graph';

/** What a marketer edits: the journey's name and its graph. Never changed in place. */
export interface JourneyDocument {
  name: string;
  graph: JourneyGraph;
}

export type Position = GraphNode['position'];

/** A way from a port of one step to another step, before it has an id. */
export interface Connection {
  source: NodeId;
  port: PortName;
  target: NodeId;
}

export const nodeById = (doc: JourneyDocument, id: NodeId): GraphNode | undefined =>
  doc.graph.nodes.find((node) => node.id === id);

export const edgeById = (doc: JourneyDocument, id: string): GraphEdge | undefined =>
  doc.graph.edges.find((edge) => edge.id === id);

/** The edge that leaves a step by a port; a port has one way on at most. */
export const edgeFromPort = (doc: JourneyDocument, source: NodeId, port: PortName): GraphEdge | undefined =>
  doc.graph.edges.find((edge) => edge.source === source && edge.sourceHandle === port);
