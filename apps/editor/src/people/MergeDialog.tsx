import { Button, Group, Loader, Modal, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ContactDetail, MergePreview } from '@signalbox/api/contract';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { contactsQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { listWords } from '../format/words.js';
import { Table } from '../ui/Table.js';
import { Trouble } from '../ui/Trouble.js';

/** Two people who are one: what will be kept, what moves, and then it is done at once. */
export function MergeDialog({ person, onClose }: { person: ContactDetail; onClose: () => void }) {
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [other, setOther] = useState<string | null>(null);
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
  const others = people.filter(({ id }) => id !== person.id);
  return (
    <Modal opened onClose={onClose} size="lg" title={`Who else is ${person.name}?`}>
      <Select
        label="The same person as"
        description={`${person.name} stays; all that the other did and has becomes theirs.`}
        placeholder="Name, phone or email"
        searchable
        data={others.map((each) => ({
          value: each.id,
          label: [each.name, each.email ?? each.phone].filter(Boolean).join(' · '),
        }))}
        // Who matches is decided by the server.
        filter={({ options }) => options}
        nothingFoundMessage="Nobody"
        value={other}
        onChange={setOther}
        searchValue={search}
        onSearchChange={setSearch}
      />
      {other && preview.isPending && <Loader mt="md" aria-label="Loading" />}
      {preview.isError && <Trouble error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && (
        <>
          <Table
            label="What they will be"
            rows={preview.data.fields}
            rowKey={(row) => row.field}
            columns={[
              { title: 'Field', cell: (row) => row.field.replaceAll('_', ' '), narrow: true },
              { title: person.name, cell: (row) => row.kept ?? '–' },
              { title: 'The other', cell: (row) => row.other ?? '–' },
              { title: 'Together', cell: (row) => <b>{row.after}</b> },
            ]}
          />
          <p>
            {preview.data.moves.length === 0
              ? 'The other has no history.'
              : `Comes along: ${listWords(preview.data.moves.map(({ what, count }) => `${formatCount(count)} ${what}`))}.`}
            {preview.data.endsRunsOf.length > 0 &&
              ` Both are in ${listWords(preview.data.endsRunsOf.map((name) => `“${name}”`))}: the later entry ends.`}
          </p>
        </>
      )}
      {merge.isError && <p role="alert">{sayError(merge.error)}</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Leave as they are
        </Button>
        <Button disabled={!preview.data} loading={merge.isPending} onClick={() => merge.mutate()}>
          Make them one
        </Button>
      </Group>
    </Modal>
  );
}
