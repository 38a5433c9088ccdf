import type { Journey } from '@signalbox/api/contract';
import { diffGraphs } from '@signalbox/engine/graph';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect } from 'react';
import { versionQuery } from '../api/queries.js';
import { useDocument, useWorkspace } from '../workspace/workspace.js';

/** Keeps at hand what the draft changes of the live version, for the cards and for whoever publishes. */
export function useLiveDiff(journey: Journey): void {
  const workspace = useWorkspace();
  const live = useQuery({
    ...versionQuery(journey.id, journey.liveVersion ?? 0),
    enabled: journey.liveVersion !== null,
  }).data?.graph;
  const graph = useDeferredValue(useDocument((doc) => doc.graph));
  useEffect(() => {
    workspace.compared.set(
      live && journey.liveVersion !== null
        ? { live, version: journey.liveVersion, diff: diffGraphs(live, graph) }
        : null,
    );
  }, [workspace, live, graph, journey.liveVersion]);
}
