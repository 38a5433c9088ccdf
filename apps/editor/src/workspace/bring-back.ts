import type { JourneyGraph } from '@signalbox/engine/graph';
import { t } from '../language/t.js';
import type { Workspace } from './workspace.js';

/** Puts a draft back that was drawn anew: an edit like any other, which undo takes back. Notes written since stay. */
export function bringBack({ history }: Workspace, graph: JourneyGraph): void {
  history.run(t('Bring back the draft as it was'), (doc) => {
    const { notes } = doc.graph;
    return { ...doc, graph: notes === undefined ? graph : { ...graph, notes } };
  });
}
