import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ContactFilterQuery } from '@signalbox/api/contract';
import { useState } from 'react';
import { segmentsQuery } from '../api/queries.js';
import { attributesQuery, tagsQuery } from './people-queries.js';
import classes from './PeoplePage.module.css';

interface Props {
  filter: ContactFilterQuery;
  onChange: (name: string, value: string | null) => void;
}

const CONSENTS = [
  { value: 'granted', label: 'May be texted' },
  { value: 'denied', label: 'Said no' },
  { value: 'none', label: 'Not asked' },
  { value: 'stopped', label: 'Wrote STOP' },
];

const LAST_ORDERS = [
  { value: 'within-30', label: 'Ordered in the last 30 days' },
  { value: 'within-90', label: 'Ordered in the last 90 days' },
  { value: 'before-90', label: 'Not for 90 days' },
  { value: 'before-365', label: 'Not for a year' },
  { value: 'never', label: 'Never ordered' },
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
    <div className={classes.filters} role="group" aria-label="Filters">
      {pick('consent', 'SMS', CONSENTS)}
      {pick('lastOrder', 'Last order', LAST_ORDERS, 210)}
      {(tags.length > 0 || filter.tag) &&
        pick(
          'tag',
          'Tag or list',
          tags.map(({ name, people }) => ({ value: name, label: `${name} (${people})` })),
        )}
      {(segments.length > 0 || filter.segment) &&
        pick(
          'segment',
          'Segment',
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
      aria-label="Country, two letters"
      placeholder="Country"
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
        aria-label="Attribute"
        placeholder="Attribute"
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
            aria-label={`${name} is`}
            placeholder="is"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" type="submit">
            Filter
          </Button>
        </>
      )}
    </form>
  );
}
