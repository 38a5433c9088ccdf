import { Trans } from '@lingui/react';
import { Group, Loader, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { eventNamesQuery, eventsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { CsvButton } from '../ui/CsvButton.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { ShowMore } from '../ui/ShowMore.js';
import { Trouble } from '../ui/Trouble.js';
import { EventTable } from './EventTable.js';

/** What comes in, as it comes in. */
export function EventsPage() {
  const [params, setParams] = useSearchParams();
  const name = params.get('name');
  const names = useQuery(eventNamesQuery).data ?? [];
  const events = useInfiniteQuery({ ...eventsQuery({ name }), placeholderData: keepPreviousData });
  const rows = events.data?.pages.flat() ?? [];
  return (
    <Page
      title={t('Events')}
      lead={t('What your shop and your people did, newest first. Open one to see what it said.')}
      actions={
        <Group gap="xs">
          <Select
            aria-label={t('Event')}
            placeholder={t('All events')}
            clearable
            searchable
            data={names.map((event) => event.name)}
            value={name}
            onChange={(next) => setParams(next ? { name: next } : {})}
          />
          <CsvButton path="/api/export/events.csv" filter={{ name }} />
        </Group>
      }
    >
      {events.isPending && <Loader aria-label={t('Loading')} />}
      {events.isError && <Trouble error={events.error} onRetry={() => void events.refetch()} />}
      {events.isSuccess && rows.length === 0 && (
        <Empty title={t('Nothing has come in yet')}>
          <Trans
            id="Events arrive from your shop’s webhooks and from anything that speaks Segment’s API, such as <code>POST /v1/track</code> with your write key. See <a>the API’s pages</a>."
            components={{ code: <code />, a: <a href="/docs" /> }}
          />
        </Empty>
      )}
      {rows.length > 0 && (
        <Card>
          <EventTable events={rows} />
          <ShowMore list={events} />
        </Card>
      )}
    </Page>
  );
}
