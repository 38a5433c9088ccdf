import type { Journey, SavedDraft } from '@signalbox/api/contract';
import type { Catalogue } from '@signalbox/engine/graph';
import type { QueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { journeyQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { createAutosave, type Autosave } from '../workspace/autosave.js';
import { readBackup, writeBackup } from '../workspace/unsaved-backup.js';
import { createWorkspace, type Workspace } from '../workspace/workspace.js';

/** Makes the workspace of a journey and what saves it; edits that were left behind unsaved are on the canvas again. */
export function openDraft(
  journey: Journey,
  catalogue: Catalogue,
  client: QueryClient,
  mayChange: boolean,
): { workspace: Workspace; autosave: Autosave } {
  const kept = mayChange ? readBackup(journey.id) : null;
  // Kept edits belong to the draft that they were made on; if the server has a newer one, the first save merges both.
  const saved = kept?.base ?? { name: journey.name, graph: journey.graph };
  const workspace = createWorkspace(journey.id, saved, catalogue, { isReadOnly: !mayChange });
  const autosave = createAutosave({
    history: workspace.history,
    saved,
    revision: kept?.revision ?? journey.revision,
    save: (draft) => api.put<SavedDraft>(`/api/journeys/${journey.id}/draft`, draft),
    onSaved: ({ diagnostics, revision }, doc) => {
      // Coming back to this page opens what was saved, not what was loaded at first.
      client.setQueryData(
        journeyQuery(journey.id).queryKey,
        (loaded) => loaded && { ...loaded, ...doc, revision },
      );
      workspace.serverFaults.set({ faults: diagnostics, graph: doc.graph });
      void client.invalidateQueries({ queryKey: ['journeys'] });
      void client.invalidateQueries({ queryKey: ['journey', journey.id], exact: true });
    },
    backup: (unsaved) => writeBackup(journey.id, unsaved),
  });
  if (kept) workspace.history.run(t('Restore what was not saved'), () => kept.doc);
  return { workspace, autosave };
}
