import type { FoundTexts } from '@signalbox/api/contract';
import {
  IconListDetails,
  IconMessage,
  IconRoute,
  IconSettings,
  IconTicket,
  IconUser,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, withQuery } from '../api/client.js';
import { contactsQuery, couponPoolsQuery, journeysQuery, segmentsQuery } from '../api/queries.js';
import { PLACES } from '../app/places.js';
import { poolPath } from '../coupons/pool-path.js';
import { shortTime } from '../format/time.js';
import { STATUS_WORDS } from '../journeys/status-words.js';
import { t } from '../language/t.js';
import { listPath } from '../lists/list-path.js';
import { tagsQuery } from '../people/people-queries.js';
import { SETTINGS } from '../settings/sections.js';

/** One line of the palette: somewhere to go, or something to do. */
export interface Found {
  id: string;
  title: string;
  aside?: string;
  /** More words that it is found by. */
  also?: string;
  Icon?: Icon;
  /** The keys that do the same, as they are written. */
  keys?: string;
  to?: string;
  act?: () => void;
}

const MOST = 6;
/** Fewer letters would find everybody. */
const LETTERS = 2;

const textsQuery = (words: string) =>
  queryOptions({
    queryKey: ['search', 'texts', words],
    queryFn: async ({ signal }) =>
      (await api.get<FoundTexts>(withQuery('/api/search/texts', { words }), signal)).texts,
  });

/**
 * @param words as they are typed: what is here already answers at once
 * @param asked a little later: what the server is asked
 */
export function useFound(words: string, asked: string, isOpen: boolean) {
  const enabled = isOpen && asked.length >= LETTERS;
  const journeys = useQuery({ ...journeysQuery, enabled: isOpen }).data ?? [];
  const segments = useQuery({ ...segmentsQuery, enabled: isOpen }).data ?? [];
  const tags = useQuery({ ...tagsQuery, enabled }).data ?? [];
  const pools = useQuery({ ...couponPoolsQuery, enabled }).data ?? [];
  const people = useInfiniteQuery({
    ...contactsQuery(asked),
    enabled,
    placeholderData: keepPreviousData,
  });
  const texts = useQuery({ ...textsQuery(asked), enabled, placeholderData: keepPreviousData });
  const fits = (title: string) => title.toLowerCase().includes(words.toLowerCase());
  const isSearch = words.length >= LETTERS;
  const groups: { title: string; found: Found[] }[] = [
    {
      title: t('Journeys'),
      found: journeys
        .filter(({ name }) => fits(name))
        .slice(0, words ? MOST : 4)
        .map(({ id, name, status }) => ({
          id,
          title: name,
          aside: STATUS_WORDS[status],
          Icon: IconRoute,
          to: `/journeys/${id}`,
        })),
    },
    {
      title: t('People'),
      found: (isSearch ? (people.data?.pages[0]?.contacts ?? []) : [])
        .slice(0, MOST)
        .map(({ id, name, phone, email }) => ({
          id,
          title: name,
          aside: phone ?? email ?? '',
          Icon: IconUser,
          to: `/people/${id}`,
        })),
    },
    {
      title: t('Segments'),
      found: (isSearch ? segments : [])
        .filter(({ name }) => fits(name))
        .slice(0, MOST)
        .map(({ id, name }) => ({ id, title: name, Icon: IconUsersGroup, to: `/segments/${id}` })),
    },
    {
      title: t('Lists'),
      found: (isSearch ? tags : [])
        .filter(({ name, isList }) => isList && fits(name))
        .slice(0, MOST)
        .map(({ name }) => ({ id: `list/${name}`, title: name, Icon: IconListDetails, to: listPath(name) })),
    },
    {
      title: t('Coupons'),
      found: (isSearch ? pools : [])
        .filter(({ pool }) => fits(pool))
        .slice(0, MOST)
        .map(({ pool }) => ({ id: `pool/${pool}`, title: pool, Icon: IconTicket, to: poolPath(pool) })),
    },
    {
      title: t('Texts'),
      found: (isSearch ? (texts.data ?? []) : []).flatMap(({ id, body, name, at, runId, contactId }) => {
        const to = runId ? `/runs/${runId}` : contactId ? `/people/${contactId}` : undefined;
        return to ? [{ id, title: body, aside: `${name}, ${shortTime(at)}`, Icon: IconMessage, to }] : [];
      }),
    },
    {
      title: t('Pages'),
      found: PLACES.flat()
        .filter(({ title }) => fits(title))
        .map((place) => ({ ...place, id: place.to })),
    },
    {
      title: t('Settings'),
      found: Object.entries(SETTINGS)
        .filter(([, { title, also }]) => fits(`${title} ${also} ${t('Settings')}`))
        .map(([section, { title }]) => ({
          id: `settings/${section}`,
          title,
          Icon: IconSettings,
          to: `/settings/${section}`,
        })),
    },
  ];
  return {
    groups,
    isAsking: isSearch && (words !== asked || people.isFetching || texts.isFetching),
  };
}
