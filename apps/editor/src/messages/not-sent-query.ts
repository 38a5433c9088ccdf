import type { NotSentReason } from '@signalbox/api/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, withQuery } from '../api/client.js';

export const notSentQuery = (days: number, journey: string | null) =>
  queryOptions({
    queryKey: ['messages', 'not-sent', days, journey],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ reasons: NotSentReason[] }>(
          withQuery('/api/messages/not-sent', { days, journey }),
          signal,
        )
      ).reasons,
    staleTime: 10_000,
  });
