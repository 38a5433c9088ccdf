import { Trans } from '@lingui/react';
import { Autocomplete, Button, Checkbox, Group, Loader, Modal, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BulkAction, BulkPreview, ContactFilterQuery } from '@signalbox/api/contract';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { journeysQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { listWords } from '../format/words.js';
import { t } from '../language/t.js';
import { attributesQuery, tagsQuery } from './people-queries.js';
import { bulkValue } from './bulk-value.js';
import { WhichList } from './WhichList.js';

/** A list is a tag, and is chosen as what it is. */
export type BulkKind = BulkAction['kind'] | 'list' | 'unlist';

interface Props {
  kind: BulkKind;
  choice: { ids: string[] } | { filter: ContactFilterQuery };
  onClose: (isDone: boolean) => void;
}

const TITLES: Record<BulkKind, string> = {
  tag: t('Put a tag on'),
  untag: t('Take a tag off'),
  list: t('Put on a list'),
  unlist: t('Take off a list'),
  attribute: t('Set an attribute'),
  journey: t('Start a journey'),
  unsubscribe: t('Unsubscribe from marketing'),
  erase: t('Erase people'),
};

/** A dry run first, always: whom it would change is said before anything is. */
export function BulkDialog({ kind, choice, onClose }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [isSure, setIsSure] = useState(false);
  const written = actionOf(kind, name.trim(), value.trim());
  const [asked] = useDebouncedValue(written, 250);
  const isSettled = JSON.stringify(written) === JSON.stringify(asked);
  const preview = useQuery({
    queryKey: ['contacts', 'bulk', asked, choice],
    queryFn: () => api.post<BulkPreview>('/api/contacts/bulk', { action: asked, choice, dryRun: true }),
    enabled: asked !== null,
  });
  const run = useMutation({
    mutationFn: () => api.post('/api/contacts/bulk', { action: asked, choice, dryRun: false }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['people-jobs'] });
      onClose(true);
    },
  });
  const changes = preview.data?.changes ?? 0;
  const rest = changes - (preview.data?.sample.length ?? 0);
  return (
    <Modal opened onClose={() => onClose(false)} title={TITLES[kind]}>
      <What kind={kind} name={name} value={value} onName={setName} onValue={setValue} />
      <div aria-live="polite">
        {asked && preview.isPending && <Loader size="sm" mt="md" aria-label={t('Loading')} />}
        {preview.isError && <p role="alert">{sayError(preview.error)}</p>}
        {asked && preview.data && (
          <p>
            {changes === 0 ? (
              t('This changes nobody: they all are so already.')
            ) : (
              <Trans
                id="Changes <b>{changes, plural, one {# person} other {# people}}</b>{all, select, yes {} other { of {chosen} chosen}}: {names}."
                values={{
                  changes,
                  all: preview.data.chosen > changes ? 'no' : 'yes',
                  chosen: formatCount(preview.data.chosen),
                  names: listWords([
                    ...preview.data.sample.map((person) => person.name),
                    ...(rest > 0 ? [t('{rest} more', { rest: formatCount(rest) })] : []),
                  ]),
                }}
                components={{ b: <b /> }}
              />
            )}
          </p>
        )}
      </div>
      {kind === 'erase' ? (
        <Checkbox
          label={t('I know that this can’t be taken back')}
          checked={isSure}
          onChange={(event) => setIsSure(event.currentTarget.checked)}
        />
      ) : (
        <p>
          <small>
            {kind === 'journey'
              ? t('It can be taken back afterwards, for who has not come to its end.')
              : t('It can be taken back afterwards.')}
          </small>
        </p>
      )}
      {run.isError && <p role="alert">{sayError(run.error)}</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => onClose(false)}>
          {t('Cancel')}
        </Button>
        <Button
          {...(kind === 'erase' ? { color: 'red' } : {})}
          disabled={!isSettled || changes === 0 || (kind === 'erase' && !isSure)}
          loading={run.isPending}
          onClick={() => run.mutate()}
        >
          {kind === 'erase' ? t('Erase') : t('Do it')}
        </Button>
      </Group>
    </Modal>
  );
}

function actionOf(kind: BulkKind, name: string, value: string): BulkAction | null {
  switch (kind) {
    case 'tag':
    case 'untag':
      return name ? { kind, tag: name } : null;
    case 'list':
      return name ? { kind: 'tag', tag: name, isList: true } : null;
    case 'unlist':
      return name ? { kind: 'untag', tag: name, isList: true } : null;
    case 'attribute':
      return name && value ? { kind, name, value: bulkValue(value) } : null;
    case 'journey':
      return name ? { kind, journeyId: name } : null;
    default:
      return { kind };
  }
}

interface WhatProps {
  kind: BulkKind;
  name: string;
  value: string;
  onName: (name: string) => void;
  onValue: (value: string) => void;
}

function What({ kind, name, value, onName, onValue }: WhatProps) {
  const tags = useQuery(tagsQuery).data ?? [];
  const attributes = useQuery(attributesQuery).data ?? [];
  const journeys = useQuery(journeysQuery).data ?? [];
  if (kind === 'list' || kind === 'unlist')
    return <WhichList name={name} isNewToo={kind === 'list'} onName={onName} />;
  if (kind === 'tag' || kind === 'untag')
    return (
      <Autocomplete
        data-autofocus
        label={t('Tag')}
        data={tags.map((tag) => tag.name)}
        value={name}
        onChange={onName}
      />
    );
  if (kind === 'journey')
    return (
      <Select
        data-autofocus
        label={t('Journey')}
        description={t('Its own rules of who may enter, and how often, hold.')}
        searchable
        data={journeys
          .filter(({ status }) => status === 'live')
          .map((journey) => ({ value: journey.id, label: journey.name }))}
        nothingFoundMessage={t('No journey is live')}
        value={name || null}
        onChange={(id) => onName(id ?? '')}
      />
    );
  if (kind === 'attribute')
    return (
      <Group grow>
        <Autocomplete
          data-autofocus
          label={t('Attribute')}
          data={attributes.filter(({ isOwn }) => !isOwn).map((attribute) => attribute.name)}
          value={name}
          onChange={onName}
        />
        <TextInput
          label={t('Value')}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      </Group>
    );
  return null;
}
