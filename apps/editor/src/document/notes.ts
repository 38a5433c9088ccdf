import type { GraphNote, JourneyGraph } from '@signalbox/engine/graph';
import type { JourneyDocument, Position } from './journey-document.js';
import { newId } from './new-id.js';

export type { GraphNote };

const none: GraphNote[] = [];

/** The notes of a graph that can be drawn; whatever else stands there is left alone. */
export function notesOf(graph: JourneyGraph): GraphNote[] {
  if (!Array.isArray(graph.notes)) return none;
  const isSound = (note: GraphNote | null) =>
    typeof note?.id === 'string' &&
    typeof note.text === 'string' &&
    Number.isFinite(note.position?.x) &&
    Number.isFinite(note.position?.y);
  return graph.notes.every(isSound) ? graph.notes : graph.notes.filter(isSound);
}

const withNotes = (doc: JourneyDocument, notes: GraphNote[]): JourneyDocument => ({
  ...doc,
  graph: { ...doc.graph, notes },
});

export function addNote(
  doc: JourneyDocument,
  { id, position, text }: { id: string; position: Position; text: string },
): JourneyDocument {
  return withNotes(doc, [...notesOf(doc.graph), { id, position, text }]);
}

export function writeNote(doc: JourneyDocument, id: string, text: string): JourneyDocument {
  const notes = notesOf(doc.graph);
  const note = notes.find((one) => one.id === id);
  if (!note || note.text === text) return doc;
  return withNotes(
    doc,
    notes.map((one) => (one === note ? { ...one, text } : one)),
  );
}

/** Whether a note goes along with the card that it stands beside, as it does unless somebody lets it stay. */
export const goesAlong = (note: GraphNote): boolean => note.staysPut !== true;

export function letNoteGoAlong(doc: JourneyDocument, id: string, along: boolean): JourneyDocument {
  return withNotes(
    doc,
    notesOf(doc.graph).map((note) => {
      if (note.id !== id) return note;
      const { staysPut: _former, ...rest } = note;
      return along ? rest : { ...rest, staysPut: true };
    }),
  );
}

export function moveNotes(doc: JourneyDocument, positions: { [id: string]: Position }): JourneyDocument {
  let changed = false;
  const notes = notesOf(doc.graph).map((note) => {
    const to = Object.hasOwn(positions, note.id) ? positions[note.id] : undefined;
    if (!to || (to.x === note.position.x && to.y === note.position.y)) return note;
    changed = true;
    return { ...note, position: to };
  });
  return changed ? withNotes(doc, notes) : doc;
}

export function removeNotes(doc: JourneyDocument, ids: Iterable<string>): JourneyDocument {
  const gone = new Set(ids);
  const notes = notesOf(doc.graph);
  const left = notes.filter((note) => !gone.has(note.id));
  return left.length === notes.length ? doc : withNotes(doc, left);
}

export function pasteNotes(doc: JourneyDocument, copied: GraphNote[], offset: Position) {
  const notes = copied.map((note) => ({
    ...note,
    id: newId('note'),
    position: { x: note.position.x + offset.x, y: note.position.y + offset.y },
  }));
  return {
    doc: notes.length > 0 ? withNotes(doc, [...notesOf(doc.graph), ...notes]) : doc,
    ids: notes.map(({ id }) => id),
  };
}
