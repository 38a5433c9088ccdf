import { SegmentedControl, Select, useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contactQuery, contactsQuery } from '../api/queries.js';
import { countOf } from '../format/number.js';
import { PhoneFrame } from '../phone/PhoneFrame.js';
import classes from './Composer.module.css';
import { textPreviewQuery, type WrittenText } from './composer-queries.js';
import { SendToMyself } from './SendToMyself.js';

/** The text on the phone of one real person, word for word as it would be sent. */
export function PhonePreview({
  written,
  chosen,
  onChoose,
}: {
  written: WrittenText;
  /** A person's id; `null`: the newest one. */
  chosen: string | null;
  onChoose: (contactId: string | null) => void;
}) {
  const [search, setSearch] = useState('');
  const [searched] = useDebouncedValue(search, 200);
  const pageScheme = useComputedColorScheme('light');
  const [scheme, setScheme] = useState<'light' | 'dark' | null>(null);
  const people =
    useInfiniteQuery({ ...contactsQuery(searched), placeholderData: keepPreviousData }).data?.pages[0]
      ?.contacts ?? [];
  const contactId = chosen ?? people[0]?.id ?? null;
  const person = useQuery({ ...contactQuery(contactId ?? ''), enabled: contactId !== null }).data;
  const isWritten = written.template.trim() !== '';
  const preview = useQuery({ ...textPreviewQuery(written, contactId), enabled: isWritten }).data;
  const options = people.map((one) => ({ value: one.id, label: one.name || one.phone || 'No name' }));
  if (person && !options.some(({ value }) => value === person.id))
    options.unshift({ value: person.id, label: person.name || person.phone || 'No name' });

  return (
    <section className={classes.preview} aria-label="Preview">
      <div className={classes.previewHead}>
        <Select
          size="xs"
          label="As seen by"
          placeholder="A sample person"
          searchable
          data={options}
          value={contactId}
          onSearchChange={setSearch}
          filter={({ options: all }) => all}
          onChange={onChoose}
          nothingFoundMessage="Nobody of that name"
        />
        <SegmentedControl
          size="xs"
          aria-label="Phone’s theme"
          data={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          value={scheme ?? pageScheme}
          onChange={(value) => setScheme(value as 'light' | 'dark')}
        />
      </div>
      <div className={classes.phone} data-mantine-color-scheme={scheme ?? pageScheme}>
        <PhoneFrame number={person?.phone ?? '+45 00 00 00 00'} small>
          {isWritten && preview?.text && <p data-bubble="in">{preview.text}</p>}
          {isWritten && preview?.problem && <p data-note>{preview.problem}</p>}
        </PhoneFrame>
      </div>
      {isWritten && preview?.text && (
        <p className={classes.hint}>
          For {person?.name || 'a sample person'}: {preview.units} of {preview.capacity},{' '}
          {countOf(preview.parts, 'part', 'parts')}
          {preview.encoding === 'UCS-2' && ', wide'}
        </p>
      )}
      {isWritten && <SendToMyself written={written} contactId={contactId} />}
    </section>
  );
}
