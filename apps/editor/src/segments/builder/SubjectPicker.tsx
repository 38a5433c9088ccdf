import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { eventNamesQuery, segmentChoicesQuery } from '../../api/queries.js';
import { t } from '../../language/t.js';
import { subjectChoices, type Subject } from './subjects.js';
import classes from './builder.module.css';

/** What a condition is about: one list of all that is known, and whatever else is typed. */
export function SubjectPicker({
  value,
  label,
  placeholder = t('Choose'),
  opens = false,
  onChange,
}: {
  value: Subject | null;
  label: string;
  placeholder?: string;
  /** Opens at once: it has just been asked for. */
  opens?: boolean;
  onChange: (subject: Subject) => void;
}) {
  const choices = useQuery(segmentChoicesQuery).data;
  const events = useQuery(eventNamesQuery).data ?? [];
  const [search, setSearch] = useState('');
  const groups = subjectChoices(choices, events);
  const offered = new Set(groups.flatMap(({ items }) => items.map((item) => item.value)));
  const asTyped = search.trim();
  const isKnown = groups.some(({ items }) =>
    items.some((item) => item.label.toLowerCase() === asTyped.toLowerCase()),
  );
  const extra = [
    ...(value && !offered.has(value) ? [{ value, label: value.slice(value.indexOf(':') + 1) }] : []),
    ...(asTyped && !isKnown
      ? [
          { value: `event:${asTyped}`, label: t('The event “{asTyped}”', { asTyped }) },
          { value: `attribute:${asTyped}`, label: t('The attribute “{asTyped}”', { asTyped }) },
        ].filter((option) => option.value !== value)
      : []),
  ];
  return (
    <Select
      size="xs"
      className={value === null ? classes.newSubject! : classes.subject!}
      aria-label={label}
      placeholder={placeholder}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      autoFocus={opens}
      defaultDropdownOpened={opens}
      maxDropdownHeight={360}
      data={extra.length > 0 ? [...groups, { group: t('As typed'), items: extra }] : groups}
      value={value}
      onSearchChange={setSearch}
      onChange={(next) => next && onChange(next)}
    />
  );
}
