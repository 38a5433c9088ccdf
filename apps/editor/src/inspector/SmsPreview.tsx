import { Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contactQuery, contactsQuery, eventNamesQuery } from '../api/queries.js';
import { countOf } from '../format/number.js';
import { PhoneFrame } from '../phone/PhoneFrame.js';
import { countParts } from './sms-parts.js';
import { useRenderedText } from './rendered-text.js';
import classes from './widgets/widgets.module.css';

/** The text as one real person would see it, with the values that the event had last. */
export function SmsPreview({ text, eventName }: { text: string; eventName: string | null }) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const people =
    useInfiniteQuery({ ...contactsQuery(search), placeholderData: keepPreviousData }).data?.pages[0]
      ?.contacts ?? [];
  const contactId = chosen ?? people[0]?.id ?? null;
  const person = useQuery({ ...contactQuery(contactId ?? ''), enabled: contactId !== null }).data;
  const events = useQuery(eventNamesQuery).data ?? [];
  const event = events.find((candidate) => candidate.name === eventName);
  const rendered = useRenderedText(text, person ?? null, event ?? null);

  const length = countParts(rendered.text);

  return (
    <section className={classes.preview} aria-label="Preview">
      <Select
        size="xs"
        label="As seen by"
        placeholder="A sample person"
        searchable
        data={people.map((one) => ({ value: one.id, label: one.name || one.phone || 'No name' }))}
        value={contactId}
        onSearchChange={setSearch}
        filter={({ options }) => options}
        onChange={setChosen}
        nothingFoundMessage="Nobody of that name"
      />
      <PhoneFrame number={person?.phone ?? '+45 00 00 00 00'} small>
        {rendered.text.trim() !== '' && <p data-bubble="in">{rendered.text}</p>}
        {rendered.problem && <p data-note>{rendered.problem}</p>}
      </PhoneFrame>
      {rendered.text.trim() !== '' && text.includes('{{') && (
        <p className={classes.hint}>
          For {person?.name || 'a sample person'}: {length.characters} characters,{' '}
          {countOf(length.parts, 'part', 'parts')}
        </p>
      )}
    </section>
  );
}
