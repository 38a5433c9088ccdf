import { Trans } from '@lingui/react';
import { Button, Group, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ConversationSummary } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, sayError } from '../api/client.js';
import { reviewsQuery } from '../api/queries.js';
import { t } from '../language/t.js';
import { Conversation } from '../people/Conversation.js';
import { CsvButton } from '../ui/CsvButton.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { conversationsQuery } from './conversations-query.js';
import { May } from '../team/May.js';
import { useMay } from '../team/roles.js';
import classes from './ConversationsPage.module.css';

/** Who wrote, the newest first; doubtful wishes to stop on top; and the thread beside it, to answer by hand. */
export function ConversationsPage() {
  const [params] = useSearchParams();
  const list = useQuery(conversationsQuery);
  const all = list.data?.conversations ?? [];
  // A new reply from somebody else must not put them in the place of whom one is answering.
  const [first, setFirst] = useState<string | null>(null);
  if (first === null && all[0]) setFirst(all[0].phone);
  const chosen = all.find(({ phone }) => phone === (params.get('with') ?? first)) ?? all[0] ?? null;
  return (
    <Page
      title={t('Conversations')}
      lead={t('What people wrote back, and your answers.')}
      actions={all.length > 0 && <CsvButton path="/api/export/replies.csv" />}
    >
      <DoubtfulReplies />
      {list.isPending && <Loader aria-label={t('Loading')} />}
      {list.isError && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && all.length === 0 && (
        <Empty title={t('Nobody has written yet')}>
          {t('When somebody replies to a text, it stands here, and you can answer by hand.')}
        </Empty>
      )}
      {chosen && (
        <div className={classes.columns}>
          <nav aria-label={t('People who wrote')} className={classes.list}>
            <ul>
              {all.map((one) => (
                <li key={one.phone}>
                  <Link
                    to={`/conversations?with=${encodeURIComponent(one.phone)}`}
                    aria-current={one.phone === chosen.phone ? 'page' : undefined}
                    data-unread={one.isUnread || undefined}
                  >
                    <span>
                      <b>{one.name}</b>
                      <Time at={one.at} />
                    </span>
                    <p>
                      {one.isUnread && <em>{t('New')} </em>}
                      {one.text}
                    </p>
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <Thread key={chosen.phone} one={chosen} />
        </div>
      )}
    </Page>
  );
}

function Thread({ one }: { one: ConversationSummary }) {
  const client = useQueryClient();
  const { phone, isUnread, contactId } = one;
  const mayChange = useMay('change');
  useEffect(() => {
    if (!isUnread || !mayChange) return;
    void api
      .post('/api/conversations/read', { phone })
      .then(() => client.invalidateQueries({ queryKey: ['conversations'] }))
      // Unread it stays; nothing is lost by it.
      .catch(() => undefined);
  }, [phone, isUnread, mayChange, client]);
  useEffect(() => {
    if (contactId) void client.invalidateQueries({ queryKey: ['contact', contactId, 'conversation'] });
  }, [contactId, one.at, client]);
  return (
    <div>
      <h2 className={classes.who}>
        {contactId ? <Link to={`/people/${contactId}`}>{one.name}</Link> : one.name}
        {one.name !== phone && <span className="num">{phone}</span>}
      </h2>
      {contactId ? (
        <May need="change">
          <Conversation contactId={contactId} hasPhone hasStopped={one.hasStopped} />
        </May>
      ) : (
        <Card title={t('Conversation')}>
          <p>{one.text}</p>
          <p>{t('Nobody you know has this number, so there is no one to answer as.')}</p>
        </Card>
      )}
    </div>
  );
}

/** Replies of which it is not sure whether they mean STOP: only a person decides. */
function DoubtfulReplies() {
  const client = useQueryClient();
  const reviews = useQuery(reviewsQuery).data ?? [];
  const decide = useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: 'stop' | 'nothing' }) =>
      api.post(`/api/reply-reviews/${id}`, { decision }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['reply-reviews'] });
      void client.invalidateQueries({ queryKey: ['conversations'] });
    },
    onError: (error) => notifications.show({ color: 'red', message: sayError(error) }),
  });
  if (reviews.length === 0) return null;
  return (
    <div className={classes.doubtful}>
      <Card title={t('Do they want no more texts?')} aside={reviews.length}>
        <ul className={classes.reviews}>
          {reviews.map(({ id, name, body, at }) => (
            <li key={id}>
              <p>
                <Trans
                  id="<b>{name}</b> wrote “{body}” <time/>"
                  values={{ name, body }}
                  components={{ b: <b />, time: <Time at={at} /> }}
                />
              </p>
              <May need="change">
                <Group gap="xs">
                  <Button size="compact-xs" onClick={() => decide.mutate({ id, decision: 'stop' })}>
                    {t('They want no more texts')}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => decide.mutate({ id, decision: 'nothing' })}
                  >
                    {t('It means nothing')}
                  </Button>
                </Group>
              </May>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
