import { SegmentedControl, Select, useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contactQuery, contactsQuery } from '../api/queries.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
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
  const options = people.map((one) => ({ value: one.id, label: one.name || one.phone || t('No name') }));
  if (person && !options.some(({ value }) => value === person.id))
    options.unshift({ value: person.id, label: person.name || person.phone || t('No name') });

  return (
    <section className={classes.preview} aria-label={t('Preview')}>
      <div className={classes.previewHead}>
        <Select
          size="xs"
          label={t('As seen by')}
          placeholder={t('A sample person')}
          searchable
          data={options}
          value={contactId}
          onSearchChange={setSearch}
          filter={({ options: all }) => all}
          onChange={onChoose}
          nothingFoundMessage={t('Nobody of that name')}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('Phone’s theme')}
          data={[
            { value: 'light', label: t('Light') },
            { value: 'dark', label: t('Dark') },
          ]}
          value={scheme ?? pageScheme}
          onChange={(value) => setScheme(value as 'light' | 'dark')}
        />
      </div>
      <div className={classes.phone} data-mantine-color-scheme={scheme ?? pageScheme}>
        <PhoneFrame number={person?.phone ?? '+45 00 00 00 00'} small>
          {isWritten && preview?.text && <p data-bubble="in">{preview.text}</p>}
          {isWritten && preview?.problem && <p data-note>{said(preview.problem)}</p>}
        </PhoneFrame>
      </div>
      {isWritten && preview?.text && (
        <p className={classes.hint}>
          {t(
            'For {name}: {units} of {capacity}, {parts, plural, one {# part} other {# parts}}{encoding, select, wide {, wide} other {}}',
            {
              name: person?.name || t('a sample person'),
              units: preview.units,
              capacity: preview.capacity,
              parts: preview.parts,
              encoding: preview.encoding === 'UCS-2' ? 'wide' : 'narrow',
            },
          )}
        </p>
      )}
      {isWritten && <SendToMyself written={written} contactId={contactId} />}
    </section>
  );
}
