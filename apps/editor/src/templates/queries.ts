import type { DrawnTemplate, Gallery } from '@signalbox/api/contract';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';

export const galleryQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => api.get<Gallery>('/api/templates', signal),
});

export type Answers = { [question: string]: { [field: string]: unknown } };

export const drawQuery = (id: string, answers: Answers) =>
  queryOptions({
    queryKey: ['templates', id, 'draw', answers],
    queryFn: () => api.post<DrawnTemplate>(`/api/templates/${id}/draw`, { answers }),
    retry: false,
    staleTime: 30_000,
  });
