import { Loader, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { eventNamesQuery, eventsQuery } from '../api/queries.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { EventTable } from './EventTable.js';

/** What comes in, as it comes in. */
export function EventsPage() {
  const [params, setParams] = useSearchParams();
  const name = params.get('name');
  const names = useQuery(eventNamesQuery).data ?? [];
  const events = useQuery({ ...eventsQuery({ name }), placeholderData: keepPreviousData });
  return (
    <Page
      title="Events"
      lead="What your shop and your people did, newest first. Open one to see what it said."
      actions={
        <Select
          aria-label="Event"
          placeholder="All events"
          clearable
          searchable
          data={names.map((event) => event.name)}
          value={name}
          onChange={(next) => setParams(next ? { name: next } : {})}
        />
      }
    >
      {events.isPending && <Loader aria-label="Loading" />}
      {events.isError && <Trouble error={events.error} onRetry={() => void events.refetch()} />}
      {events.data?.length === 0 && (
        <Empty title="Nothing has come in yet">
          Events arrive from your shop’s webhooks and from anything that speaks Segment’s API, such as{' '}
          <code>POST /v1/track</code> with your write key. See <a href="/docs">the API’s pages</a>.
        </Empty>
      )}
      {events.data && events.data.length > 0 && (
        <Card>
          <EventTable events={events.data} />
        </Card>
      )}
    </Page>
  );
}
