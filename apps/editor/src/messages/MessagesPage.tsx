import { Button, Loader, Select } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { journeysQuery, messagesQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Trouble } from '../ui/Trouble.js';
import { MESSAGE_FILTERS } from './message-words.js';
import { NotSentReasons } from './NotSentReasons.js';
import { MessageTable } from './MessageTable.js';

/** Every text, sent or not, with the reason. */
export function MessagesPage() {
  const [params, setParams] = useSearchParams();
  const filter = {
    journey: params.get('journey'),
    state: params.get('state'),
    reason: params.get('reason'),
    node: params.get('node'),
  };
  const journeys = useQuery(journeysQuery).data ?? [];
  const messages = useInfiniteQuery(messagesQuery(filter));
  const rows = messages.data?.pages.flatMap((page) => page.messages) ?? [];
  const setFilter = (name: 'journey' | 'state', value: string | null) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    next.delete('reason');
    if (name === 'journey') next.delete('node');
    setParams(next);
  };
  const isFiltered = Object.values(filter).some((value) => value !== null);

  return (
    <Page
      title={t('Texts')}
      lead={t('What was sent, what waits, and what was deliberately not sent.')}
      actions={
        <>
          <Select
            aria-label={t('Journey')}
            placeholder={t('All journeys')}
            clearable
            data={journeys.map((journey) => ({ value: journey.id, label: journey.name }))}
            value={filter.journey}
            onChange={(value) => setFilter('journey', value)}
          />
          <Select
            aria-label={t('State')}
            placeholder={t('Any state')}
            clearable
            data={MESSAGE_FILTERS}
            value={filter.state}
            onChange={(value) => setFilter('state', value)}
          />
        </>
      }
    >
      {filter.node === null && <NotSentReasons journey={filter.journey} chosen={filter.reason} />}
      {messages.isPending && <Loader aria-label={t('Loading')} />}
      {messages.isError && <Trouble error={messages.error} onRetry={() => void messages.refetch()} />}
      {messages.isSuccess && rows.length === 0 && (
        <Empty title={t('No texts')}>
          {isFiltered
            ? t('No text matches. Take a filter away to see more.')
            : t('Once a journey is live and somebody enters it, every text stands here, sent or not.')}
        </Empty>
      )}
      {rows.length > 0 && (
        <Card>
          <MessageTable messages={rows} />
          {messages.hasNextPage && (
            <Button
              variant="subtle"
              mt="sm"
              loading={messages.isFetchingNextPage}
              onClick={() => void messages.fetchNextPage()}
            >
              {t('Show more')}
            </Button>
          )}
        </Card>
      )}
    </Page>
  );
}
