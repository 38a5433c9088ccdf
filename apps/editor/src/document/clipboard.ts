import type { GraphEdge, GraphNode, JourneyGraph, NodeId } from '@signalbox/engine/graph';
import type { JourneyDocument, Position } from './journey-document.js';
import { newId } from './new-id.js';
import { notesOf, pasteNotes, type GraphNote } from './notes.js';

/** Steps and the ways between them, as they travel through the clipboard (and between journeys) as JSON text. */
export interface Fragment {
  signalbox: 'steps';
  nodes: GraphNode[];
  edges: GraphEdge[];
  notes?: GraphNote[];
}

export function copyNodes(doc: JourneyDocument, ids: Iterable<NodeId>): Fragment {
  const wanted = new Set(ids);
  const notes = notesOf(doc.graph).filter((note) => wanted.has(note.id));
  return {
    signalbox: 'steps',
    nodes: doc.graph.nodes.filter((node) => wanted.has(node.id)),
    edges: doc.graph.edges.filter((edge) => wanted.has(edge.source) && wanted.has(edge.target)),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** @returns `null` for text that is not ours */
export function readFragment(text: string): Fragment | null {
  try {
    const value = JSON.parse(text) as Partial<Fragment> | null;
    if (value?.signalbox !== 'steps' || !Array.isArray(value.nodes) || !Array.isArray(value.edges))
      return null;
    const sound = value.nodes.every(
      (node) =>
        typeof node?.id === 'string' &&
        typeof node.type === 'string' &&
        Number.isFinite(node.position?.x) &&
        Number.isFinite(node.position?.y) &&
        typeof node.data?.config === 'object',
    );
    if (!sound) return null;
    const notes = notesOf({ notes: value.notes } as JourneyGraph);
    return {
      signalbox: 'steps',
      nodes: value.nodes,
      edges: value.edges,
      ...(notes.length > 0 ? { notes } : {}),
    };
  } catch {
    return null;
  }
}

/** Adds copies with fresh ids. @returns the document, and the ids of the copies */
export function pasteNodes(
  doc: JourneyDocument,
  fragment: Fragment,
  offset: Position,
): { doc: JourneyDocument; ids: NodeId[] } {
  const idOf = new Map(fragment.nodes.map((node) => [node.id, newId('step')]));
  const nodes = fragment.nodes.map((node) => ({
    ...node,
    id: idOf.get(node.id)!,
    position: { ...node.position, x: node.position.x + offset.x, y: node.position.y + offset.y },
  }));
  const edges = fragment.edges.flatMap((edge) => {
    const source = idOf.get(edge.source);
    const target = idOf.get(edge.target);
    return source && target ? [{ ...edge, id: newId('way'), source, target }] : [];
  });
  const pasted = pasteNotes(
    {
      ...doc,
      graph: { ...doc.graph, nodes: [...doc.graph.nodes, ...nodes], edges: [...doc.graph.edges, ...edges] },
    },
    fragment.notes ?? [],
    offset,
  );
  return { doc: pasted.doc, ids: [...nodes.map((node) => node.id), ...pasted.ids] };
}
