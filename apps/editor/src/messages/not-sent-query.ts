import type { NotSentReason } from '@signalbox/api/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, withQuery } from '../api/client.js';
import type { MessageFilter } from '../api/queries.js';

export const notSentQuery = ({ journey, node, days, search }: MessageFilter) =>
  queryOptions({
    queryKey: ['messages', 'not-sent', { journey, node, days, search }],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ reasons: NotSentReason[] }>(
          withQuery('/api/messages/not-sent', { journey, node, days, search }),
          signal,
        )
      ).reasons,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
