import { Button, Loader, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { contactsQuery } from '../api/queries.js';
import { countOf, formatCount } from '../format/number.js';
import { LoadDemoButton } from '../journeys/LoadDemoButton.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { ConsentChip } from './ConsentChip.js';

export function PeoplePage() {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const people = useInfiniteQuery({ ...contactsQuery(asked), placeholderData: keepPreviousData });
  const rows = people.data?.pages.flatMap((page) => page.contacts) ?? [];
  const total = people.data?.pages[0]?.total ?? 0;
  return (
    <Page
      title="People"
      lead={people.isSuccess ? countOf(total, 'person', 'people') : ''}
      actions={
        <TextInput
          w={280}
          aria-label="Search people"
          placeholder="Name, phone or email"
          leftSection={<IconSearch size={15} stroke={1.8} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      }
    >
      {people.isPending && <Loader aria-label="Loading" />}
      {people.isError && <Trouble error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && rows.length === 0 && (
        <Empty title="Nobody here" action={asked === '' ? <LoadDemoButton /> : null}>
          {asked === ''
            ? 'People come with your shop’s first events, or with the demo shop.'
            : `Nobody matches “${asked}”.`}
        </Empty>
      )}
      {rows.length > 0 && (
        <Card>
          <Table
            label="People"
            rows={rows}
            rowKey={(person) => person.id}
            columns={[
              {
                title: 'Person',
                cell: (person) => (
                  <Link to={`/people/${person.id}`}>
                    {person.name || person.email || person.phone || 'No name'}
                  </Link>
                ),
              },
              {
                title: 'Phone',
                cell: (person) => <span className="num">{person.phone ?? '–'}</span>,
                narrow: true,
              },
              { title: 'SMS', cell: (person) => <ConsentChip consent={person.smsConsent} />, narrow: true },
              { title: 'Country', cell: (person) => person.country ?? '–', narrow: true },
              {
                title: 'Orders',
                cell: (person) => formatCount(person.orderCount),
                numeric: true,
                narrow: true,
              },
              {
                title: 'Last order',
                cell: (person) => (person.lastOrderAt ? <Time at={person.lastOrderAt} /> : '–'),
                narrow: true,
                numeric: true,
              },
            ]}
          />
          {people.hasNextPage && (
            <Button
              variant="subtle"
              mt="sm"
              loading={people.isFetchingNextPage}
              onClick={() => void people.fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </Card>
      )}
    </Page>
  );
}
