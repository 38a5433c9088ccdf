import type {
  Attribute,
  ContactFilterQuery,
  ContactSummary,
  ImportFile,
  PeopleJob,
  Relationship,
  Tag,
  TagDetail,
  TimelineEntry,
  WhyNotAnswer,
} from '@signalbox/api/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, withQuery } from '../api/client.js';
import { byName } from '../language/by-name.js';

export const timelineQuery = (contactId: string, kinds: string) =>
  infiniteQueryOptions({
    queryKey: ['contact', contactId, 'timeline', kinds],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ entries: TimelineEntry[]; nextCursor: string | null }>(
        withQuery(`/api/contacts/${contactId}/timeline`, { kinds, cursor: pageParam, limit: 50 }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const peopleQuery = (filter: ContactFilterQuery) =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'filtered', filter],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ contacts: ContactSummary[]; total: number; isMore: boolean; nextCursor: string | null }>(
        withQuery('/api/contacts', { ...filter, cursor: pageParam, limit: 50 }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const whyNotQuery = (contactId: string, journey: string | null) =>
  queryOptions({
    queryKey: ['contact', contactId, 'why-not', journey],
    queryFn: ({ signal }) =>
      api.get<WhyNotAnswer>(withQuery(`/api/contacts/${contactId}/why-not`, { journey }), signal),
    enabled: journey !== null,
  });

export const relationshipQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contact', contactId, 'relationship'],
    queryFn: ({ signal }) => api.get<Relationship>(`/api/contacts/${contactId}/relationship`, signal),
  });

export const tagsQuery = queryOptions({
  queryKey: ['contacts', 'tags'],
  queryFn: async ({ signal }) =>
    byName((await api.get<{ tags: Tag[] }>('/api/tags', signal)).tags, ({ name }) => name),
});

export const tagQuery = (name: string) =>
  queryOptions({
    queryKey: ['contacts', 'tag', name],
    queryFn: ({ signal }) => api.get<TagDetail>(`/api/tags/${encodeURIComponent(name)}`, signal),
  });

export const attributesQuery = queryOptions({
  queryKey: ['attributes'],
  queryFn: async ({ signal }) =>
    (await api.get<{ attributes: Attribute[] }>('/api/attributes', signal)).attributes,
  staleTime: 60_000,
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => api.get<ImportFile>(`/api/imports/${id}`, signal),
    staleTime: Infinity,
  });

export const peopleJobsQuery = queryOptions({
  queryKey: ['people-jobs'],
  queryFn: async ({ signal }) => (await api.get<{ jobs: PeopleJob[] }>('/api/people-jobs', signal)).jobs,
  refetchInterval: (query) => (query.state.data?.some(({ status }) => status === 'running') ? 1_000 : false),
});

/** The filters of the list as its address writes them. */
const FILTERS = ['search', 'tag', 'country', 'segment', 'consent', 'lastOrder', 'attribute'] as const;

export function filterOf(params: URLSearchParams): ContactFilterQuery {
  return Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}
