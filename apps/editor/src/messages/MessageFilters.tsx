import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { journeysQuery, type MessageFilter } from '../api/queries.js';
import { t } from '../language/t.js';
import { MESSAGE_FILTERS, messageState, type StateOfText } from './message-words.js';
import classes from './MessagesPage.module.css';

const PERIODS = [
  { value: '1', label: t('Last 24 hours') },
  { value: '7', label: t('Last 7 days') },
  { value: '30', label: t('Last 30 days') },
  { value: '90', label: t('Last 90 days') },
];

interface Props {
  filter: MessageFilter;
  onChange: (name: keyof MessageFilter, value: string | null) => void;
}

/** Each filter is part of the address, so that a list of texts can be kept and sent. */
export function MessageFilters({ filter, onChange }: Props) {
  const journeys = useQuery(journeysQuery).data ?? [];
  const [search, setSearch] = useState(filter.search ?? '');
  const ask = useDebouncedCallback((value: string) => onChange('search', value || null), 250);
  return (
    <div className={classes.filters} role="group" aria-label={t('Filters')}>
      <TextInput
        size="xs"
        w={240}
        aria-label={t('Search texts')}
        placeholder={t('Name, number, words or reason')}
        leftSection={<IconSearch size={14} stroke={1.8} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          ask(event.currentTarget.value);
        }}
      />
      <Select
        size="xs"
        w={150}
        aria-label={t('Period')}
        placeholder={t('Any time')}
        clearable
        data={PERIODS}
        value={filter.days ?? null}
        onChange={(value) => onChange('days', value)}
      />
      <Select
        size="xs"
        w={190}
        aria-label={t('Journey')}
        placeholder={t('All journeys')}
        clearable
        searchable
        data={journeys.map((journey) => ({ value: journey.id, label: journey.name }))}
        value={filter.journey ?? null}
        onChange={(value) => onChange('journey', value)}
      />
      <Select
        size="xs"
        w={160}
        aria-label={t('State')}
        placeholder={t('Any state')}
        clearable
        data={statesToChoose(filter.state ?? null)}
        value={filter.state ?? null}
        onChange={(value) => onChange('state', value)}
      />
    </div>
  );
}

/** Those that can be chosen, and what a link led to. */
function statesToChoose(state: string | null) {
  if (state === null || MESSAGE_FILTERS.some(({ value }) => value === state)) return MESSAGE_FILTERS;
  const [first, ...more] = state.split(',').map((one) => messageState({ state: one as StateOfText }).words);
  return [...MESSAGE_FILTERS, { value: state, label: more.length > 0 ? t('Reached nobody') : first! }];
}
