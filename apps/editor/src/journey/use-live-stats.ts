import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { statsQuery } from '../api/queries.js';
import { useWorkspace } from '../workspace/workspace.js';

/** Keeps the numbers on the cards as the server counts them; live events make the query ask again. */
export function useLiveStats(): void {
  const { journeyId, stats } = useWorkspace();
  const { data } = useQuery(statsQuery(journeyId));
  useEffect(() => stats.set(data ?? null), [stats, data]);
}
