import { Loader } from '@mantine/core';
import type { GoLive } from '@signalbox/api/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { CarrierTrial } from '../settings/CarrierTrial.js';
import { Chip } from '../ui/Chip.js';
import { Page } from '../ui/Page.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { May } from '../team/May.js';
import classes from './GoLivePage.module.css';

const goLiveQuery = queryOptions({
  queryKey: ['go-live'],
  queryFn: ({ signal }) => api.get<GoLive>('/api/go-live', signal),
  // What is waited for happens elsewhere: at the shop, at the carrier, on a phone.
  refetchInterval: 3_000,
});

const LINES: Record<GoLive['lines'][number]['id'], { title: string; to: string; next: string }> = {
  address: {
    title: t('The world can reach this Signalbox'),
    to: '/integrations',
    next: t('See the addresses'),
  },
  shop: { title: t('My shop is connected'), to: '/integrations', next: t('Connect the shop') },
  sender: { title: t('A sender is set and tried'), to: '/settings/sending', next: t('Set the sender') },
  hours: { title: t('Texts keep lawful hours'), to: '/settings/limits', next: t('See the hours') },
  people: { title: t('People are here, with their consent'), to: '/people/import', next: t('Import people') },
  'own-phone': {
    title: t('A text arrived on my own phone'),
    to: '/settings/sending',
    next: t('See the carrier'),
  },
};

/** From the demo to one's own shop: a line turns green only by what was seen to happen. */
export function GoLivePage() {
  const answer = useQuery(goLiveQuery);
  const { data } = answer;
  const done = data?.lines.filter(({ isDone }) => isDone).length ?? 0;
  return (
    <Page
      title={t('Go live')}
      lead={
        data
          ? done === data.lines.length
            ? t('Everything was seen to work. Publish a journey, and it texts real people.')
            : t('{done} of {lines} seen to work. A line turns green by itself, once it happened.', {
                done,
                lines: data.lines.length,
              })
          : ' '
      }
    >
      {answer.isPending && <Loader aria-label={t('Loading')} />}
      {answer.isError && !data && <Trouble error={answer.error} onRetry={() => void answer.refetch()} />}
      {data && (
        <ol className={classes.lines} aria-live="polite">
          {data.lines.map(({ id, isDone, seenAt, says }) => {
            const { title, to, next } = LINES[id];
            return (
              <li key={id}>
                <span>
                  <Chip tone={isDone ? 'go' : 'stop'} lamp>
                    {isDone ? t('Seen') : t('Not yet')}
                  </Chip>
                </span>
                <div>
                  <h2>{title}</h2>
                  <p>{said(says)}</p>
                  {id === 'shop' && data.topics.length > 0 && (
                    <ul className={classes.topics} aria-label={t('The last event of each topic')}>
                      {data.topics.map(({ integration, topic, at }) => (
                        <li key={`${integration}/${topic}`}>
                          {topic} <Time at={at} />
                        </li>
                      ))}
                    </ul>
                  )}
                  {id === 'own-phone' && !isDone && (
                    <div className={classes.try}>
                      <May need="manage">
                        <CarrierTrial />
                      </May>
                    </div>
                  )}
                </div>
                {isDone ? (
                  <small>{seenAt && <Time at={seenAt} />}</small>
                ) : (
                  <Link to={to} className={classes.next}>
                    {next}
                  </Link>
                )}
              </li>
            );
          })}
        </ol>
      )}
    </Page>
  );
}
