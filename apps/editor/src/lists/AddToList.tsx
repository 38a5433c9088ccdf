import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sayError } from '../api/client.js';
import { contactsQuery } from '../api/queries.js';
import { t } from '../language/t.js';

/** Finds somebody and puts them on a list at once. */
export function AddToList({ name }: { name: string }) {
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const found = useInfiniteQuery(contactsQuery(asked)).data?.pages[0]?.contacts ?? [];
  const add = useMutation({
    mutationFn: (id: string) => api.patch(`/api/contacts/${id}`, { addTags: [name] }),
    onSuccess: () => setSearch(''),
    onSettled: () => void client.invalidateQueries({ queryKey: ['contacts'] }),
  });
  return (
    <Select
      aria-label={t('Add a person')}
      placeholder={t('Add a person: name, phone or email')}
      leftSection={<IconUserPlus size={15} stroke={1.8} />}
      searchable
      data={found
        .filter(({ tags }) => !tags.includes(name))
        .map((each) => ({
          value: each.id,
          label: [each.name, each.phone ?? each.email].filter(Boolean).join(' · ') || t('No name'),
        }))}
      // Who matches is decided by the server.
      filter={({ options }) => options}
      nothingFoundMessage={t('Nobody')}
      error={add.isError ? sayError(add.error) : null}
      value={null}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(id) => id && add.mutate(id)}
    />
  );
}
