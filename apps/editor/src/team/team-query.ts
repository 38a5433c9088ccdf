import type { ChangeLine, TeamMember } from '@signalbox/api/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, withQuery } from '../api/client.js';

export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: async ({ signal }) => (await api.get<{ members: TeamMember[] }>('/api/team', signal)).members,
});

/** @param below the addresses of the API that are meant, with commas between; everything if absent */
export const changesQuery = (below?: string) =>
  infiniteQueryOptions({
    queryKey: ['changes', below ?? null],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ changes: ChangeLine[]; nextCursor: string | null }>(
        withQuery('/api/changes', { below, cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
