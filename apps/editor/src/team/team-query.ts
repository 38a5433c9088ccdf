import type { ChangeLine, TeamMember } from '@signalbox/api/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, withQuery } from '../api/client.js';

export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: async ({ signal }) => (await api.get<{ members: TeamMember[] }>('/api/team', signal)).members,
});

/** @param subject the id of what was changed; everything if absent */
export const changesQuery = (subject?: string) =>
  infiniteQueryOptions({
    queryKey: ['changes', subject ?? null],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ changes: ChangeLine[]; nextCursor: string | null }>(
        withQuery('/api/changes', { subject, cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
