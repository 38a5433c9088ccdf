import { Button, Checkbox, Group, Modal, Select, TextInput } from '@mantine/core';
import type { ContactDetail, PersonCorrection } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiProblem } from '../api/client.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { AttributeFields } from './AttributeFields.js';
import { draftOf, heldByNow, readDraft, withTheirs, type Field, type Held } from './correction.js';
import { languageChoices } from './languages.js';
import { MergeDialog } from './MergeDialog.js';
import { attributesQuery } from './people-queries.js';
import { RefusedCorrection } from './RefusedCorrection.js';
import classes from './CorrectDialog.module.css';

const ZONES = Intl.supportedValuesOf('timeZone');

/** What is known of a person, put right. What was typed stays until it is saved or thrown away. */
export function CorrectDialog({ person, onClose }: { person: ContactDetail; onClose: () => void }) {
  const client = useQueryClient();
  const known = useQuery(attributesQuery).data ?? [];
  const [held, setHeld] = useState<Held>(person);
  const [draft, setDraft] = useState(() => draftOf(person));
  const [isTried, setTried] = useState(false);
  const [mergeWith, setMergeWith] = useState<{ id: string; name: string } | null>(null);
  const { change, faults } = readDraft(draft, held);
  const save = useMutation({
    mutationFn: (body: PersonCorrection) => api.patch(`/api/contacts/${person.id}`, body),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['contact', person.id] });
      void client.invalidateQueries({ queryKey: ['contacts'] });
      void client.invalidateQueries({ queryKey: ['attributes'] });
      onClose();
    },
    // Once it was seen, saving again is meant.
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === 'stale-revision')
        setHeld((before) => heldByNow(before, error.body.current as Partial<Held>));
    },
  });
  const refusedBy = (path: string): string | null => {
    const errors = save.error instanceof ApiProblem ? (save.error.problem.errors ?? []) : [];
    const found = errors.find((error) => error.path === path);
    return found ? said(found.message) : null;
  };
  const set = (field: Field, value: string) =>
    setDraft((before) => ({ ...before, fields: { ...before.fields, [field]: value } }));
  const text = (field: Field, label: string, more: { type?: string; inputMode?: 'tel' | 'email' } = {}) => (
    <TextInput
      label={label}
      value={draft.fields[field]}
      error={refusedBy(field)}
      onChange={(event) => set(field, event.currentTarget.value)}
      {...more}
    />
  );
  const former = (kind: 'phone' | 'email') => ({
    before: held[kind],
    typed: draft.fields[kind],
    checked: draft.letsGo[kind],
    onChange: (checked: boolean) =>
      setDraft((before) => ({ ...before, letsGo: { ...before.letsGo, [kind]: checked } })),
  });
  const isDirty = change !== null || faults.size > 0;
  return (
    <Modal
      opened
      onClose={onClose}
      size={680}
      title={t('Correct {name}', { name: person.name || t('this person') })}
      closeOnClickOutside={!isDirty}
      closeOnEscape={!isDirty}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (change && faults.size === 0) save.mutate(change);
        }}
      >
        <div className={classes.pair}>
          {text('firstName', t('First name'))}
          {text('lastName', t('Last name'))}
          <div>
            {text('phone', t('Phone'), { inputMode: 'tel' })}
            <Former
              {...former('phone')}
              otherwise={t(
                'Otherwise it goes on naming them. Consent was given for a number: a new one has none.',
              )}
            />
          </div>
          <div>
            {text('email', t('Email'), { inputMode: 'email' })}
            <Former
              {...former('email')}
              otherwise={t('Otherwise what comes under it goes on being theirs.')}
            />
          </div>
          <Select
            label={t('Language')}
            placeholder={person.speaks && !person.language ? said(person.speaks.from) : t('not known')}
            searchable
            clearable
            data={languageChoices(held.language ?? '')}
            value={draft.fields.language || null}
            error={refusedBy('language')}
            onChange={(value) => set('language', value ?? '')}
          />
          <Select
            label={t('Time zone')}
            placeholder={person.clock.zone}
            searchable
            clearable
            limit={60}
            data={held.timeZone && !ZONES.includes(held.timeZone) ? [held.timeZone, ...ZONES] : ZONES}
            value={draft.fields.timeZone || null}
            error={refusedBy('timeZone')}
            onChange={(value) => set('timeZone', value ?? '')}
          />
        </div>
        <AttributeFields
          rows={draft.attributes}
          held={held.attributes}
          known={known.filter(({ isOwn }) => !isOwn)}
          own={known.filter(({ isOwn }) => isOwn)}
          faultOf={(name) => refusedBy(`attributes.${name}`) ?? (isTried ? (faults.get(name) ?? null) : null)}
          onChange={(attributes) => setDraft((before) => ({ ...before, attributes }))}
        />
        {save.isError && (
          <RefusedCorrection
            error={save.error}
            onTheirs={(now) => {
              setDraft((before) => withTheirs(before, now));
              save.reset();
            }}
            onMerge={setMergeWith}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {isDirty ? t('Throw away') : t('Close')}
          </Button>
          <Button type="submit" disabled={!isDirty} loading={save.isPending}>
            {t('Save')}
          </Button>
        </Group>
      </form>
      {mergeWith && (
        <MergeDialog
          person={person}
          other={mergeWith}
          onClose={() => {
            setMergeWith(null);
            save.reset();
          }}
        />
      )}
    </Modal>
  );
}

interface FormerProps {
  before: string | null;
  typed: string;
  /** What follows from its staying a name of theirs. */
  otherwise: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Beside a number or address that is another now. */
function Former({ before, typed, otherwise, checked, onChange }: FormerProps) {
  if (!before || typed.trim() === before) return null;
  return (
    <Checkbox
      mt={6}
      size="xs"
      label={t('{before} was never theirs', { before })}
      description={otherwise}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
