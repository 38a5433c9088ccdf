import { Loader } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { messagesQuery, type MessageFilter } from '../api/queries.js';
import { t } from '../language/t.js';
import { CsvButton } from '../ui/CsvButton.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { ShowMore } from '../ui/ShowMore.js';
import { Trouble } from '../ui/Trouble.js';
import { LedHere } from './LedHere.js';
import { MessageFilters } from './MessageFilters.js';
import classes from './MessagesPage.module.css';
import { MessageTable } from './MessageTable.js';
import { NotSentReasons } from './NotSentReasons.js';

/** Every text, sent or not, with the reason. */
export function MessagesPage() {
  const [params, setParams] = useSearchParams();
  const filter: MessageFilter = {
    journey: params.get('journey'),
    state: params.get('state'),
    reason: params.get('reason'),
    node: params.get('node'),
    days: params.get('days'),
    search: params.get('search'),
    version: params.get('version'),
    from: params.get('from'),
    to: params.get('to'),
    then: params.get('then'),
  };
  const messages = useInfiniteQuery({ ...messagesQuery(filter), placeholderData: keepPreviousData });
  const rows = messages.data?.pages.flatMap((page) => page.messages) ?? [];
  const setFilter = (name: keyof MessageFilter, value: string | null) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    if (name === 'state' || name === 'journey') next.delete('reason');
    // Steps and versions are of one journey.
    if (name === 'journey') for (const own of ['node', 'version', 'from', 'to']) next.delete(own);
    setParams(next, { replace: name === 'search' });
  };
  const isFiltered = Object.values(filter).some((value) => value !== null);

  return (
    <Page
      title={t('Texts')}
      lead={t('What was sent, what waits, and what was deliberately not sent.')}
      actions={<CsvButton path="/api/export/texts.csv" filter={{ ...filter }} />}
    >
      <MessageFilters filter={filter} onChange={setFilter} />
      <LedHere filter={filter} onTakeAway={(name) => setFilter(name, null)} />
      <div className={classes.stack}>
        {tellsWhy(filter.state) && <NotSentReasons filter={filter} />}
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
            <MessageTable messages={rows} withAdvice={!tellsWhy(filter.state)} />
            <ShowMore list={messages} />
          </Card>
        )}
      </div>
    </Page>
  );
}

/** Whoever looks at what was sent, or waits, is not told why others were not. */
const tellsWhy = (state: string | null | undefined) =>
  !state || /not-sent|suppressed|failed|undelivered|unknown/.test(state);
