import type { NotSentReasons } from '@signalbox/api/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, withQuery } from '../api/client.js';
import type { MessageFilter } from '../api/queries.js';

export const notSentQuery = ({ journey, node, days, search }: MessageFilter) =>
  queryOptions({
    queryKey: ['messages', 'not-sent', { journey, node, days, search }],
    queryFn: ({ signal }) =>
      api.get<NotSentReasons>(withQuery('/api/messages/not-sent', { journey, node, days, search }), signal),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
