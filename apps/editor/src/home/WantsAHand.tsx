import { Trans } from '@lingui/react';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { couponPoolsQuery, reviewsQuery, teamNotesQuery } from '../api/queries.js';
import { poolPath } from '../coupons/pool-path.js';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { Card } from '../ui/Page.js';
import { Time } from '../ui/Time.js';
import { May } from '../team/May.js';
import classes from './WantsAHand.module.css';

const SHOWN = 5;

/** Doubtful replies and notes of journeys: what only a person can settle. Nothing is shown while there is none. */
export function WantsAHand() {
  const client = useQueryClient();
  const reviews = useQuery(reviewsQuery).data ?? [];
  const notes = useQuery(teamNotesQuery).data ?? [];
  const low = (useQuery(couponPoolsQuery).data ?? []).filter(({ isLow }) => isLow);
  const settle = useMutation({
    mutationFn: ({ path, body }: { path: string; body?: object }) => api.post(path, body),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['reply-reviews'] });
      void client.invalidateQueries({ queryKey: ['team-notes'] });
    },
    onError: (error) => notifications.show({ color: 'red', message: sayError(error) }),
  });
  if (reviews.length + notes.length + low.length === 0) return null;
  const decide = (id: string, decision: 'stop' | 'nothing') =>
    settle.mutate({ path: `/api/reply-reviews/${id}`, body: { decision } });
  return (
    <Card title={t('Wants a hand')} aside={formatCount(reviews.length + notes.length + low.length)}>
      <May need="change">
        <ul className={classes.list}>
          {low.map(({ pool, left, total }) => (
            <li key={`pool/${pool}`}>
              <p>
                {total === 0
                  ? t('“{pool}” has no codes yet: upload them before a journey gives them out.', { pool })
                  : left === 0
                    ? t('No code is left in “{pool}”: texts with one are not sent.', { pool })
                    : t('Only {left} codes are left in “{pool}”.', { left: formatCount(left), pool })}
              </p>
              <Button size="compact-xs" variant="default" component={Link} to={poolPath(pool)}>
                {t('Upload more')}
              </Button>
            </li>
          ))}
          {reviews.map((review) => (
            <li key={review.id}>
              <p>
                <Trans
                  id="<person/> wrote “{body}”. <time/>"
                  values={{ body: review.body }}
                  components={{
                    person: <Person id={review.contactId} name={review.name} />,
                    time: <Time at={review.at} />,
                  }}
                />
              </p>
              <Group gap="xs">
                <Button size="compact-xs" onClick={() => decide(review.id, 'stop')}>
                  {t('They want no more texts')}
                </Button>
                <Button size="compact-xs" variant="default" onClick={() => decide(review.id, 'nothing')}>
                  {t('It means nothing')}
                </Button>
              </Group>
            </li>
          ))}
          {notes.slice(0, SHOWN).map((note) => (
            <li key={note.id}>
              <p>
                <Person id={note.contact.id} name={note.contact.name} />: {note.text} <Time at={note.at} />
              </p>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => settle.mutate({ path: `/api/team-notes/${note.id}/done` })}
              >
                {t('Done')}
              </Button>
            </li>
          ))}
        </ul>
      </May>
      {notes.length > SHOWN && (
        <p className={classes.more}>
          {t('and {notes} more, which come up as these are done.', {
            notes: formatCount(notes.length - SHOWN),
          })}
        </p>
      )}
    </Card>
  );
}

function Person({ id, name }: { id: string | null; name: string }) {
  return id ? <Link to={`/people/${id}`}>{name}</Link> : <b>{name}</b>;
}
