import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { statsQuery } from '../api/queries.js';
import { useCell } from '../workspace/cell.js';
import { countedPeriod } from '../workspace/people-behind.js';
import { useWorkspace } from '../workspace/workspace.js';

/** Keeps the numbers on the cards as the server counts them; live events make the query ask again. */
export function useLiveStats(): void {
  const { journeyId, stats, counted } = useWorkspace();
  const now = useCell(counted, (entries) => entries);
  const { data } = useQuery({
    ...statsQuery(journeyId, now.version, countedPeriod(now)),
    // Deliveries, clicks and orders come about without a run taking a step.
    refetchInterval: 15_000,
  });
  useEffect(() => stats.set(data ?? null), [stats, data]);
}
