import type { ConversationList } from '@signalbox/api/contract';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';

export const conversationsQuery = queryOptions({
  queryKey: ['conversations'],
  queryFn: ({ signal }) => api.get<ConversationList>('/api/conversations', signal),
});
