import { useDocumentTitle } from '@mantine/hooks';
import type { Journey } from '@signalbox/api/contract';
import type { Catalogue } from '@signalbox/engine/graph';
import { useEffect, useState } from 'react';
import { Canvas } from '../canvas/Canvas.js';
import { Inspector } from '../inspector/Inspector.js';
import { createWorkspace, useDocument, WorkspaceContext } from '../workspace/workspace.js';
import { ConflictDialog } from './ConflictDialog.js';
import { JourneyHeader } from './JourneyHeader.js';
import { useAutosave } from './use-autosave.js';
import { useFaults } from './use-faults.js';
import { useShortcuts } from './use-shortcuts.js';
import { useLiveStats } from './use-live-stats.js';
import classes from './OpenJourney.module.css';

interface Props {
  journey: Journey;
  catalogue: Catalogue;
}

/** A journey being edited. The workspace is made once; what the server says later is adopted, never reloaded over it. */
export function OpenJourney({ journey, catalogue }: Props) {
  const [workspace] = useState(() =>
    createWorkspace(journey.id, { name: journey.name, graph: journey.graph }, catalogue),
  );
  return (
    <WorkspaceContext value={workspace}>
      <Editing journey={journey} />
    </WorkspaceContext>
  );
}

function Editing({ journey }: { journey: Journey }) {
  const name = useDocument((doc) => doc.name);
  useDocumentTitle(`${name} · Signalbox`);
  const { autosave, serverFaults } = useAutosave(journey);
  useFaults(serverFaults);
  useLiveStats();
  useShortcuts(autosave);

  useEffect(() => autosave?.adopt(journey), [autosave, journey]);

  return (
    <div className={classes.editing}>
      <JourneyHeader journey={journey} autosave={autosave} />
      <main className={classes.main}>
        <Canvas />
        <Inspector journey={journey} />
      </main>
      {autosave && <ConflictDialog autosave={autosave} />}
    </div>
  );
}
