import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ContactFilterQuery } from '@signalbox/api/contract';
import { useState } from 'react';
import { segmentsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { attributesQuery, tagsQuery } from './people-queries.js';
import classes from './PeoplePage.module.css';

interface Props {
  filter: ContactFilterQuery;
  onChange: (name: string, value: string | null) => void;
}

const CONSENTS = [
  { value: 'granted', label: t('May be texted') },
  { value: 'denied', label: t('Said no') },
  { value: 'none', label: t('Not asked') },
  { value: 'stopped', label: t('Wrote STOP') },
];

const LAST_ORDERS = [
  { value: 'within-30', label: t('Ordered in the last 30 days') },
  { value: 'within-90', label: t('Ordered in the last 90 days') },
  { value: 'before-90', label: t('Not for 90 days') },
  { value: 'before-365', label: t('Not for a year') },
  { value: 'never', label: t('Never ordered') },
];

/** Each filter is part of the address, so that a list of people can be kept and sent. */
export function PeopleFilters({ filter, onChange }: Props) {
  const tags = useQuery(tagsQuery).data ?? [];
  const segments = useQuery(segmentsQuery).data ?? [];
  const pick = (
    name: keyof ContactFilterQuery,
    label: string,
    data: { value: string; label: string }[],
    w = 150,
  ) => (
    <Select
      size="xs"
      w={w}
      aria-label={label}
      placeholder={label}
      clearable
      searchable
      data={data}
      value={filter[name] ?? null}
      onChange={(value) => onChange(name, value)}
    />
  );
  return (
    <div className={classes.filters} role="group" aria-label={t('Filters')}>
      {pick('consent', t('SMS'), CONSENTS)}
      {pick('lastOrder', t('Last order'), LAST_ORDERS, 210)}
      {(tags.length > 0 || filter.tag) &&
        pick(
          'tag',
          t('Tag or list'),
          tags.map(({ name, people }) => ({ value: name, label: `${name} (${people})` })),
        )}
      {(segments.length > 0 || filter.segment) &&
        pick(
          'segment',
          t('Segment'),
          segments.map(({ id, name }) => ({ value: id, label: name })),
        )}
      <CountryFilter value={filter.country ?? ''} onChange={(value) => onChange('country', value)} />
      <AttributeFilter value={filter.attribute ?? ''} onChange={(value) => onChange('attribute', value)} />
    </div>
  );
}

function CountryFilter({ value, onChange }: { value: string; onChange: (value: string | null) => void }) {
  const [typed, setTyped] = useState(value);
  return (
    <TextInput
      size="xs"
      w={90}
      aria-label={t('Country, two letters')}
      placeholder={t('Country')}
      maxLength={2}
      value={typed}
      onChange={(event) => {
        const next = event.currentTarget.value.toUpperCase();
        setTyped(next);
        if (next.length === 2) onChange(next);
        if (next === '') onChange(null);
      }}
    />
  );
}

function AttributeFilter({ value, onChange }: { value: string; onChange: (value: string | null) => void }) {
  const attributes = (useQuery(attributesQuery).data ?? []).filter(({ isOwn }) => !isOwn);
  const cut = value.indexOf('=');
  const [name, setName] = useState<string | null>(cut < 0 ? null : value.slice(0, cut));
  const [wanted, setWanted] = useState(cut < 0 ? '' : value.slice(cut + 1));
  if (attributes.length === 0 && !value) return null;
  const ask = () => onChange(name && wanted.trim() ? `${name}=${wanted.trim()}` : null);
  return (
    <form
      className={classes.settings}
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Select
        size="xs"
        w={150}
        aria-label={t('Attribute')}
        placeholder={t('Attribute')}
        clearable
        searchable
        data={attributes.map((each) => each.name)}
        value={name}
        onChange={(next) => {
          setName(next);
          if (next === null) onChange(null);
        }}
      />
      {name && (
        <>
          <TextInput
            size="xs"
            w={130}
            aria-label={t('{name} is', { name })}
            placeholder={t('is')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" type="submit">
            {t('Filter')}
          </Button>
        </>
      )}
    </form>
  );
}
