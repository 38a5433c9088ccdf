import { Group, Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { JourneySummary } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { journeysQuery, liftsQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { STATES } from '../messages/message-words.js';
import { FromTemplateButton } from '../templates/FromTemplateButton.js';
import { CsvButton } from '../ui/CsvButton.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Table, type Column } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { FirstSteps } from './FirstSteps.js';
import { JourneyMenu } from './JourneyMenu.js';
import { JourneyStatusChips } from './JourneyStatusChips.js';
import { LiftCell } from './LiftCell.js';
import { NewJourneyButton } from './NewJourneyButton.js';
import { May } from '../team/May.js';
import { useMay } from '../team/roles.js';
import classes from './JourneysPage.module.css';

/** From so many on one looks for a name. */
const MANY = 8;

export function JourneysPage() {
  const journeys = useQuery(journeysQuery);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = journeys.data?.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? [];
  return (
    <Page
      title={t('Journeys')}
      actions={
        journeys.data?.length !== 0 && (
          <Group gap="xs">
            {(journeys.data?.length ?? 0) > MANY && (
              <TextInput
                w={200}
                leftSection={<IconSearch size={15} />}
                aria-label={t('Find a journey')}
                placeholder={t('Find a journey')}
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
            )}
            <CsvButton path="/api/export/journeys.csv" isForAll />
            <May need="change" hide>
              <FromTemplateButton />
              <NewJourneyButton />
            </May>
          </Group>
        )
      }
    >
      {journeys.isPending && <Loader aria-label={t('Loading')} />}
      {journeys.isError && <Trouble error={journeys.error} onRetry={() => void journeys.refetch()} />}
      {journeys.data?.length === 0 && <FirstSteps />}
      {found.length > 0 && <JourneyTable journeys={found} />}
      {wanted !== '' && found.length === 0 && (
        <Empty title={t('No journey of that name')}>{t('Search for another word of its name.')}</Empty>
      )}
    </Page>
  );
}

/** So many are seen at a glance. */
const BRIEFLY = 12;

/** @param brief leaves out all but the first, and what a page with other things beside it has no room for */
export function JourneyTable({ journeys, brief = false }: { journeys: JourneySummary[]; brief?: boolean }) {
  const lifts = useQuery(liftsQuery).data ?? [];
  const mayChange = useMay('change');
  const liftColumn: Column<JourneySummary> = {
    title: t('Lift'),
    numeric: true,
    cell: ({ id }) => {
      const lift = lifts.find(({ journeyId }) => journeyId === id);
      return lift && <LiftCell lift={lift} />;
    },
  };
  return (
    <Card>
      <Table
        label={t('Journeys')}
        rows={brief ? runningFirst(journeys).slice(0, BRIEFLY) : runningFirst(journeys)}
        rowKey={(journey) => journey.id}
        columns={[
          {
            title: t('Journey'),
            cell: (journey) => (
              <>
                <Link to={`/journeys/${journey.id}`}>{journey.name}</Link>
                {brief && (
                  <div className={classes.state}>
                    <JourneyStatusChips journey={journey} />
                  </div>
                )}
              </>
            ),
          },
          ...(brief ? [] : [STATE]),
          {
            title: t('Inside now'),
            numeric: true,
            cell: (journey) => (
              <Link to={`/journeys/${journey.id}/runs?status=waiting`}>
                {formatCount(journey.counts.inside)}
              </Link>
            ),
          },
          ...(brief ? [] : [ENTERED]),
          {
            title: t('Texts sent'),
            numeric: true,
            cell: (journey) => (
              <Link to={`/messages?journey=${journey.id}&state=${STATES.sent}`}>
                {formatCount(journey.counts.sent)}
              </Link>
            ),
          },
          {
            title: t('Not sent'),
            numeric: true,
            cell: (journey) => (
              <Link to={`/messages?journey=${journey.id}&state=${STATES.notSent}`}>
                {formatCount(journey.counts.notSent)}
              </Link>
            ),
          },
          ...(lifts.length > 0 ? [liftColumn] : []),
          ...(brief ? [] : [CHANGED, ...(mayChange ? [MORE] : [])]),
        ]}
      />
      {brief && journeys.length > BRIEFLY && (
        <p className={classes.all}>
          <Link to="/journeys">{t('All {count} journeys', { count: formatCount(journeys.length) })}</Link>
        </p>
      )}
    </Card>
  );
}

const STATE: Column<JourneySummary> = {
  title: t('State'),
  cell: (journey) => <JourneyStatusChips journey={journey} />,
};

const ENTERED: Column<JourneySummary> = {
  title: t('Entered'),
  numeric: true,
  cell: (journey) => <Link to={`/journeys/${journey.id}/runs`}>{formatCount(journey.counts.entered)}</Link>,
};

const CHANGED: Column<JourneySummary> = {
  title: t('Changed'),
  cell: (journey) => <Time at={journey.updatedAt} />,
  narrow: true,
  numeric: true,
};

const MORE: Column<JourneySummary> = {
  title: t('More'),
  unseen: true,
  cell: (journey) => <JourneyMenu journey={journey} />,
  narrow: true,
};

const IN_ORDER: JourneySummary['status'][] = ['live', 'paused', 'draft', 'ended', 'archived'];

const runningFirst = (journeys: JourneySummary[]) =>
  [...journeys].sort((one, other) => IN_ORDER.indexOf(one.status) - IN_ORDER.indexOf(other.status));
