import type { Journey, SavedDraft } from '@signalbox/api/contract';
import type { Diagnostic, JourneyGraph } from '@signalbox/engine/graph';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api/client.js';
import { createAutosave, type Autosave } from '../workspace/autosave.js';
import { readBackup, writeBackup } from '../workspace/unsaved-backup.js';
import { useWorkspace } from '../workspace/workspace.js';

/** What the server found in a graph when it saved it. */
export interface ServerFaults {
  faults: Diagnostic[];
  graph: JourneyGraph | null;
}

/** Saves the open journey as it is edited, for as long as it is open. */
export function useAutosave(journey: Journey): { autosave: Autosave | null; serverFaults: ServerFaults } {
  const { history, journeyId } = useWorkspace();
  const client = useQueryClient();
  const [autosave, setAutosave] = useState<Autosave | null>(null);
  const [serverFaults, setServerFaults] = useState<ServerFaults>({ faults: [], graph: null });
  const opened = useRef({ revision: journey.revision });

  useEffect(() => {
    const kept = readBackup(journeyId);
    const created = createAutosave({
      history,
      // Edits that were left behind unsaved belong to the revision they were made on.
      revision: kept?.revision ?? opened.current.revision,
      save: (draft) => api.put<SavedDraft>(`/api/journeys/${journeyId}/draft`, draft),
      onSaved: (saved, doc) => {
        opened.current.revision = saved.revision;
        setServerFaults({ faults: saved.diagnostics, graph: doc.graph });
        void client.invalidateQueries({ queryKey: ['journeys'] });
        void client.invalidateQueries({ queryKey: ['journey', journeyId], exact: true });
      },
      backup: (unsaved) => writeBackup(journeyId, unsaved),
    });
    setAutosave(created);
    if (kept) history.run('Restore what was not saved', () => kept.doc);
    const warn = (event: BeforeUnloadEvent) => {
      if (created.state.get().kind !== 'saved') event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      created.stop();
    };
  }, [history, journeyId, client]);

  return { autosave, serverFaults };
}
