import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { couponPoolsQuery, reviewsQuery, teamNotesQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { Card } from '../ui/Page.js';
import { Time } from '../ui/Time.js';
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
    <Card title="Wants a hand" aside={formatCount(reviews.length + notes.length + low.length)}>
      <ul className={classes.list}>
        {low.map(({ pool, left }) => (
          <li key={`pool/${pool}`}>
            <p>
              {left === 0
                ? `No code is left in “${pool}”: texts with one are not sent.`
                : `Only ${formatCount(left)} codes are left in “${pool}”.`}
            </p>
            <Button size="compact-xs" variant="default" component={Link} to="/coupons">
              Upload more
            </Button>
          </li>
        ))}
        {reviews.map((review) => (
          <li key={review.id}>
            <p>
              <Person id={review.contactId} name={review.name} /> wrote “{review.body}”.{' '}
              <Time at={review.at} />
            </p>
            <Group gap="xs">
              <Button size="compact-xs" onClick={() => decide(review.id, 'stop')}>
                They want no more texts
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => decide(review.id, 'nothing')}>
                It means nothing
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
              Done
            </Button>
          </li>
        ))}
      </ul>
      {notes.length > SHOWN && (
        <p className={classes.more}>
          and {formatCount(notes.length - SHOWN)} more, which come up as these are done.
        </p>
      )}
    </Card>
  );
}

function Person({ id, name }: { id: string | null; name: string }) {
  return id ? <Link to={`/people/${id}`}>{name}</Link> : <b>{name}</b>;
}
