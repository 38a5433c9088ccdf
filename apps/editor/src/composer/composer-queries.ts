import type { TextPreview, WorstCase } from '@signalbox/api/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';

/** A text as its step has it, and what fills it in. */
export interface WrittenText {
  template: string;
  purpose: string;
  /** A coupon pool's name. */
  coupon: string;
  shortenLinks: boolean;
  /** Another sender, another name in front, than the shop's. */
  from?: string;
  brand?: string;
  /** Of the event that lets people in, as it was last. */
  entry: { [key: string]: unknown };
}

export const textPreviewQuery = ({ coupon, ...text }: WrittenText, contactId: string | null) =>
  queryOptions({
    queryKey: ['text-preview', text, coupon, contactId],
    queryFn: ({ signal }) =>
      api.post<TextPreview>(
        '/api/texts/preview',
        { ...text, pool: coupon, ...(contactId ? { contactId } : {}) },
        signal,
      ),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    retry: false,
  });

export const worstCaseQuery = (text: WrittenText, event: string | null) =>
  queryOptions({
    queryKey: ['text-worst-case', text, event],
    queryFn: ({ signal }) => api.post<WorstCase>('/api/texts/worst-case', { ...text, event }, signal),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    staleTime: 60_000,
    retry: false,
  });

export const myPhoneQuery = queryOptions({
  queryKey: ['my-phone'],
  queryFn: async ({ signal }) =>
    (await api.get<{ phone: string | null }>('/api/settings/my-phone', signal)).phone,
});
