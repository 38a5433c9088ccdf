import { Button, Group, Loader, Modal, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ContactDetail, MergePreview } from '@signalbox/api/contract';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { contactsQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { listWords, quoted } from '../format/words.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Table } from '../ui/Table.js';
import { Trouble } from '../ui/Trouble.js';

/** Two people who are one: what will be kept, what moves, and then it is done at once. */
export function MergeDialog({
  person,
  other: known = null,
  onClose,
}: {
  person: ContactDetail;
  /** Who it most likely is. */
  other?: { id: string; name: string } | null;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [other, setOther] = useState<string | null>(known?.id ?? null);
  const people = useInfiniteQuery(contactsQuery(asked)).data?.pages[0]?.contacts ?? [];
  const preview = useQuery({
    queryKey: ['contact', person.id, 'merge', other],
    queryFn: () => api.post<MergePreview>(`/api/contacts/${person.id}/merge/preview`, { other }),
    enabled: other !== null,
  });
  const merge = useMutation({
    mutationFn: () => api.post(`/api/contacts/${person.id}/merge`, { other }),
    onSuccess: () => {
      void client.invalidateQueries();
      onClose();
    },
  });
  const found = people.filter(({ id }) => id !== person.id && id !== known?.id);
  return (
    <Modal opened onClose={onClose} size="lg" title={t('Who else is {name}?', { name: person.name })}>
      <Select
        label={t('The same person as')}
        description={t('{name} stays; all that the other did and has becomes theirs.', { name: person.name })}
        placeholder={t('Name, phone or email')}
        searchable
        data={[
          ...(known ? [{ value: known.id, label: known.name }] : []),
          ...found.map((each) => ({
            value: each.id,
            label: [each.name, each.email ?? each.phone].filter(Boolean).join(' · '),
          })),
        ]}
        // Who matches is decided by the server.
        filter={({ options }) => options}
        nothingFoundMessage={t('Nobody')}
        value={other}
        onChange={setOther}
        searchValue={search}
        onSearchChange={setSearch}
      />
      {other && preview.isPending && <Loader mt="md" aria-label={t('Loading')} />}
      {preview.isError && <Trouble error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && (
        <>
          <Table
            label={t('What they will be')}
            rows={preview.data.fields}
            rowKey={(row) => row.field}
            columns={[
              { title: t('Field'), cell: (row) => row.field.replaceAll('_', ' '), narrow: true },
              { title: person.name, cell: (row) => row.kept ?? '–' },
              { title: t('The other'), cell: (row) => row.other ?? '–' },
              { title: t('Together'), cell: (row) => <b>{row.after}</b> },
            ]}
          />
          <p>
            {preview.data.moves.length === 0
              ? t('The other has no history.')
              : t('Comes along: {moves}.', {
                  moves: listWords(
                    preview.data.moves.map(({ what, count }) => `${formatCount(count)} ${said(what)}`),
                  ),
                })}{' '}
            {preview.data.endsRunsOf.length > 0 &&
              t('Both are in {endsRunsOf}: the later entry ends.', {
                endsRunsOf: listWords(preview.data.endsRunsOf.map(quoted)),
              })}
          </p>
        </>
      )}
      {merge.isError && <p role="alert">{sayError(merge.error)}</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('Leave as they are')}
        </Button>
        <Button disabled={!preview.data} loading={merge.isPending} onClick={() => merge.mutate()}>
          {t('Make them one')}
        </Button>
      </Group>
    </Modal>
  );
}
