import type { NotSentReasons } from '@signalbox/api/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, withQuery } from '../api/client.js';
import type { MessageFilter } from '../api/queries.js';

export const notSentQuery = ({ state: _state, reason: _reason, ...filter }: MessageFilter) =>
  queryOptions({
    queryKey: ['messages', 'not-sent', filter],
    queryFn: ({ signal }) => api.get<NotSentReasons>(withQuery('/api/messages/not-sent', filter), signal),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
