import { Button, Loader, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { ConsentChip } from '../people/ConsentChip.js';
import { peopleQuery } from '../people/people-queries.js';
import { May } from '../team/May.js';
import { Empty } from '../ui/Empty.js';
import { Card } from '../ui/Page.js';
import { ShowMore } from '../ui/ShowMore.js';
import { Table } from '../ui/Table.js';
import { Trouble } from '../ui/Trouble.js';
import { AddToList } from './AddToList.js';
import classes from './Lists.module.css';

/** Who is on a list, to be searched, put on and taken off one at a time. */
export function PeopleOnList({ name }: { name: string }) {
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const people = useInfiniteQuery({
    ...peopleQuery({ tag: name, ...(asked && { search: asked }) }),
    placeholderData: keepPreviousData,
  });
  const takeOff = useMutation({
    mutationFn: (id: string) => api.patch(`/api/contacts/${id}`, { removeTags: [name] }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['contacts'] }),
  });
  const rows = people.data?.pages.flatMap((page) => page.contacts) ?? [];
  const { total = 0, isMore = false } = people.data?.pages[0] ?? {};
  return (
    <Card title={t('People')} aside={people.isSuccess && `${formatCount(total)}${isMore ? '+' : ''}`}>
      <div className={classes.tools}>
        <TextInput
          aria-label={t('Search on this list')}
          placeholder={t('Name, phone or email')}
          leftSection={<IconSearch size={15} stroke={1.8} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <May need="change">
          <AddToList name={name} />
        </May>
      </div>
      {takeOff.isError && <p role="alert">{sayError(takeOff.error)}</p>}
      {people.isPending && <Loader aria-label={t('Loading')} />}
      {people.isError && <Trouble error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && rows.length === 0 && (
        <Empty title={t('Nobody here')}>
          {asked
            ? t('Nobody matches what you ask for.')
            : t('Add people one at a time above, or choose many on the page of people.')}
        </Empty>
      )}
      {rows.length > 0 && (
        <Table
          label={t('People on the list')}
          rows={rows}
          rowKey={(person) => person.id}
          columns={[
            {
              title: t('Person'),
              cell: (person) => (
                <Link to={`/people/${person.id}`}>
                  {person.name || person.email || person.phone || t('No name')}
                </Link>
              ),
            },
            {
              title: t('Phone'),
              cell: (person) => <span className="num">{person.phone ?? '–'}</span>,
            },
            { title: t('SMS'), cell: (person) => <ConsentChip consent={person.smsConsent} /> },
            {
              title: t('Take off'),
              unseen: true,
              narrow: true,
              cell: (person) => (
                <May need="change" hide>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="gray"
                    aria-label={t('Take {name} off', { name: person.name })}
                    loading={takeOff.isPending && takeOff.variables === person.id}
                    onClick={() => takeOff.mutate(person.id)}
                  >
                    {t('Take off')}
                  </Button>
                </May>
              ),
            },
          ]}
        />
      )}
      <ShowMore list={people} />
    </Card>
  );
}
