import { useDocumentTitle } from '@mantine/hooks';
import type { Journey } from '@signalbox/api/contract';
import type { Catalogue } from '@signalbox/engine/graph';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { sessionQuery } from '../api/queries.js';
import { Canvas } from '../canvas/Canvas.js';
import { Inspector } from '../inspector/Inspector.js';
import type { Autosave } from '../workspace/autosave.js';
import { useDocument, useWorkspace, withCatalogue, WorkspaceContext } from '../workspace/workspace.js';
import { TrialDrawer } from '../trial/TrialDrawer.js';
import { Announcer } from './Announcer.js';
import { ConflictDialog } from './ConflictDialog.js';
import { DrawnAnew } from './DrawnAnew.js';
import { JourneyHeader } from './JourneyHeader.js';
import { openDraft } from './open-draft.js';
import { StoppedItself } from './StoppedItself.js';
import { useCountedInAddress } from './use-counted-in-address.js';
import { useFaults } from './use-faults.js';
import { useLiveStats } from './use-live-stats.js';
import { useLiveDiff } from './use-live-diff.js';
import { usePresence } from './use-presence.js';
import { useStepInAddress } from './use-step-in-address.js';
import { useShortcuts } from './use-shortcuts.js';
import classes from './OpenJourney.module.css';

interface Props {
  journey: Journey;
  catalogue: Catalogue;
  /** Somebody who may not looks at it and tries it. */
  mayChange: boolean;
}

/** A journey being edited. What the server says later is adopted, never loaded over what is being edited. */
export function OpenJourney({ journey, catalogue, mayChange }: Props) {
  const client = useQueryClient();
  const [{ workspace: opened, autosave }] = useState(() => openDraft(journey, catalogue, client, mayChange));
  // A kind of step that somebody writes just now comes in while the journey is open.
  const workspace = useMemo(() => withCatalogue(opened, catalogue), [opened, catalogue]);
  return (
    <WorkspaceContext value={workspace}>
      <Editing journey={journey} autosave={autosave} />
    </WorkspaceContext>
  );
}

function Editing({ journey, autosave }: { journey: Journey; autosave: Autosave }) {
  const name = useDocument((doc) => doc.name);
  const { isReadOnly } = useWorkspace();
  // `?try` opens it to be tried.
  const [trying, setTrying] = useState(() => new URL(window.location.href).searchParams.has('try'));
  useDocumentTitle(`${name} · Signalbox`);
  useSaving(autosave);
  useCountedInAddress();
  useFaults();
  useLiveStats();
  useShortcuts(autosave);
  usePresence();
  useStepInAddress();
  useLiveDiff(journey);

  useEffect(() => autosave.adopt(journey), [autosave, journey]);

  return (
    <div className={classes.editing}>
      <JourneyHeader journey={journey} autosave={autosave} trying={trying} onTry={setTrying} />
      <StoppedItself journey={journey} />
      <DrawnAnew />
      <main className={classes.main} data-looking={isReadOnly || undefined}>
        <Canvas />
        {trying ? (
          <TrialDrawer journeyId={journey.id} onClose={() => setTrying(false)} />
        ) : (
          <Inspector journey={journey} />
        )}
      </main>
      <ConflictDialog autosave={autosave} />
      <Announcer />
    </div>
  );
}

/** Saves for as long as the page is open, and asks before it is closed on unsaved edits. */
function useSaving(autosave: Autosave) {
  useEffect(() => {
    const stop = autosave.start();
    const warn = (event: BeforeUnloadEvent) => {
      if (autosave.state.get().kind !== 'saved') event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      stop();
    };
  }, [autosave]);
  const { isError: isSignedOut } = useQuery(sessionQuery);
  useEffect(() => {
    // What was refused while the session had ended would else lie there until the next edit.
    if (!isSignedOut && autosave.state.get().kind === 'failed') void autosave.flush();
  }, [autosave, isSignedOut]);
}
