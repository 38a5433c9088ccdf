import { Button, Checkbox, Loader, Menu, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconSearch, IconUpload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { withQuery } from '../api/client.js';
import { formatCount } from '../format/number.js';
import { LoadDemoButton } from '../journeys/LoadDemoButton.js';
import { t } from '../language/t.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { ShowMore } from '../ui/ShowMore.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { BulkBar, type Selection } from './BulkBar.js';
import { ConsentChip } from './ConsentChip.js';
import { PeopleFilters } from './PeopleFilters.js';
import { PeopleJobs } from './PeopleJobs.js';
import { filterOf, peopleQuery } from './people-queries.js';
import { May } from '../team/May.js';
import classes from './PeoplePage.module.css';

const HAS_WORDS = /[\p{L}\p{N}]/u;

/** Everybody, or those whom the address asks for. */
export function PeoplePage() {
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params);
  const [selection, setSelection] = useState<Selection>({ ids: [] });
  const [search, setSearch] = useState(filter.search ?? '');
  const set = (name: string, value: string | null) => {
    setSelection({ ids: [] });
    setParams(
      (former) => {
        const next = new URLSearchParams(former);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  };
  const ask = useDebouncedCallback((value: string) => set('search', value.trim()), 200);
  const people = useInfiniteQuery({ ...peopleQuery(filter), placeholderData: keepPreviousData });
  const rows = people.data?.pages.flatMap((page) => page.contacts) ?? [];
  const { total = 0, isMore = false } = people.data?.pages[0] ?? {};
  const isFiltered = Object.keys(filter).length > 0;
  const isChosen = (id: string) => selection === 'all' || selection.ids.includes(id);
  const toggle = (id: string) => {
    const ids = selection === 'all' ? rows.map((row) => row.id) : selection.ids;
    setSelection({ ids: ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id] });
  };
  const areAllChosen = rows.length > 0 && rows.every((row) => isChosen(row.id));
  const areSomeChosen = rows.some((row) => isChosen(row.id));
  return (
    <Page
      title={t('People')}
      lead={
        people.isSuccess
          ? t(
              '{more, select, yes {More than } other {}}{total, plural, one {# person} other {# people}}{filtered, select, yes { match} other {}}',
              { total, more: isMore ? 'yes' : 'no', filtered: isFiltered ? 'yes' : 'no' },
            )
          : ''
      }
      actions={
        <div className={classes.actions}>
          <TextInput
            w={240}
            aria-label={t('Search people')}
            placeholder={t('Name, phone or email')}
            leftSection={<IconSearch size={15} stroke={1.8} />}
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              ask(event.currentTarget.value);
            }}
          />
          <May need="change" hide>
            <Button
              component={Link}
              to="/people/import"
              variant="default"
              leftSection={<IconUpload size={15} />}
            >
              {t('Import')}
            </Button>
          </May>
          <May need="export">
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" leftSection={<IconDownload size={15} />}>
                  {t('Export')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item component="a" href={withQuery('/api/export/people.csv', filter)} download>
                  {t('These people, as CSV')}
                </Menu.Item>
                <Menu.Item component="a" href={withQuery('/api/export/people.ndjson', filter)} download>
                  {t('These people, as lines of JSON')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </May>
        </div>
      }
    >
      <PeopleFilters filter={filter} onChange={set} />
      <PeopleJobs />
      {people.isPending && <Loader aria-label={t('Loading')} />}
      {people.isError && <Trouble error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && rows.length === 0 && (
        <Empty
          title={t('Nobody here')}
          action={
            isFiltered ? (
              <Button
                variant="default"
                onClick={() => {
                  setSearch('');
                  setParams({});
                }}
              >
                {t('Show everybody')}
              </Button>
            ) : (
              <LoadDemoButton />
            )
          }
        >
          {isFiltered
            ? filter.search && !HAS_WORDS.test(filter.search)
              ? t('Signs alone find nobody. Search for a name, a phone number or an email address.')
              : t('Nobody matches what you ask for.')
            : t('People come with your shop’s first events, from a file, or with the demo shop.')}
        </Empty>
      )}
      {rows.length > 0 && (
        <Card>
          <BulkBar
            selection={selection}
            filter={filter}
            shown={rows.length}
            total={total}
            isMore={isMore}
            areAllChosen={areAllChosen}
            onSelect={setSelection}
          />
          <Table
            label={t('People')}
            rows={rows}
            rowKey={(person) => person.id}
            columns={[
              {
                title: (
                  <Checkbox
                    size="xs"
                    aria-label={t('Choose all that are shown')}
                    checked={areAllChosen}
                    indeterminate={areSomeChosen && !areAllChosen}
                    onChange={() => setSelection({ ids: areAllChosen ? [] : rows.map((row) => row.id) })}
                  />
                ),
                key: 'choose',
                cell: (person) => (
                  <Checkbox
                    size="xs"
                    aria-label={t('Choose {name}', { name: person.name })}
                    checked={isChosen(person.id)}
                    onChange={() => toggle(person.id)}
                  />
                ),
                narrow: true,
              },
              {
                title: t('Person'),
                cell: (person) => (
                  <div className={classes.person}>
                    <Link to={`/people/${person.id}`}>
                      {person.name || person.email || person.phone || t('No name')}
                    </Link>
                    {person.tags.slice(0, 3).map((tag) => (
                      <button key={tag} type="button" className={classes.tag} onClick={() => set('tag', tag)}>
                        {tag}
                      </button>
                    ))}
                    {person.tags.length > 3 && <small>+{person.tags.length - 3}</small>}
                  </div>
                ),
              },
              {
                title: t('Phone'),
                cell: (person) => <span className="num">{person.phone ?? '–'}</span>,
              },
              {
                title: t('SMS'),
                cell: (person) => <ConsentChip consent={person.smsConsent} />,
              },
              { title: t('Country'), cell: (person) => person.country ?? '–' },
              {
                title: t('Orders'),
                cell: (person) => formatCount(person.orderCount),
                numeric: true,
                narrow: true,
              },
              {
                title: t('Last order'),
                cell: (person) => (person.lastOrderAt ? <Time at={person.lastOrderAt} /> : '–'),
                narrow: true,
                numeric: true,
              },
            ]}
          />
          <ShowMore list={people} />
        </Card>
      )}
    </Page>
  );
}
