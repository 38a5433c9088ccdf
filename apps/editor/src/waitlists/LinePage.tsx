import { Button, Group, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { Waitlist } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { lineQuery } from '../api/queries.js';
import { asSentence } from '../format/words.js';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { CsvButton } from '../ui/CsvButton.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { LineSettings } from './LineSettings.js';
import { STATES, stockInWords, whyInWords } from './waitlist-words.js';
import { May } from '../team/May.js';
import classes from './Waitlists.module.css';

/** As many as the server sends. */
const MOST_SHOWN = 200;

/** The line for one product, in the order in which it will be told. */
export function LinePage({ line }: { line: Waitlist }) {
  const client = useQueryClient();
  const { shop, variantId } = line;
  const people = useQuery(lineQuery(shop, variantId));
  const act = useMutation({
    mutationFn: (what: 'run' | 'pause' | 'resume' | { leaves: string }) =>
      typeof what === 'object'
        ? api.delete(`/api/waitlists/people/${what.leaves}`)
        : what === 'run'
          ? api.post('/api/waitlists/run', { shop, variantId })
          : api.put('/api/waitlists/line', { shop, variantId, isPaused: what === 'pause' }),
    onSuccess: async (_, what) => {
      await client.invalidateQueries({ queryKey: ['waitlists'] });
      if (what === 'run')
        notifications.show({
          title: t('A round is under way'),
          message: t('As many are told as there are pieces.'),
        });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not done'), message: sayError(error) }),
  });
  return (
    <Page
      title={line.name}
      lead={
        <>
          {t('{line}, {waiting, plural, one {# person waits} other {# people wait}}. Next round:', {
            line: asSentence(stockInWords(line)),
            waiting: line.waiting,
          })}{' '}
          {line.nextRoundAt ? <Time at={line.nextRoundAt} /> : whyInWords(line)}.
        </>
      }
      actions={
        <Group>
          <Button variant="subtle" leftSection={<IconArrowLeft size={16} />} component={Link} to="/waitlists">
            {t('All products')}
          </Button>
          <CsvButton path="/api/waitlists/line.csv" filter={{ shop, variantId }} />
          <May need="change">
            <Button
              variant="default"
              leftSection={line.isPaused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
              onClick={() => act.mutate(line.isPaused ? 'resume' : 'pause')}
            >
              {line.isPaused ? t('Resume') : t('Pause')}
            </Button>
            <Button
              disabled={line.isPaused || line.waiting === 0 || !line.inStock}
              loading={act.isPending && act.variables === 'run'}
              onClick={() => act.mutate('run')}
            >
              {t('Run a round now')}
            </Button>
          </May>
        </Group>
      }
    >
      <div className={classes.cards}>
        <Card>
          {people.isPending && <Loader aria-label={t('Loading')} size="sm" />}
          {people.isError && <Trouble error={people.error} onRetry={() => void people.refetch()} />}
          {people.data?.length === 0 && (
            <p className={classes.hint}>
              {t('Nobody waits for this. People join by the button on your product page.')}
            </p>
          )}
          {people.data && people.data.length > 0 && (
            <Table
              label={t('The line')}
              rows={people.data}
              rowKey={({ id }) => id}
              columns={[
                { title: t('Place'), cell: ({ place }) => place ?? '–', numeric: true, narrow: true },
                {
                  title: t('Person'),
                  cell: ({ contact }) => <Link to={`/people/${contact.id}`}>{contact.name}</Link>,
                },
                { title: t('Tier'), cell: ({ tier }) => tier ?? '–', narrow: true },
                { title: t('Pieces'), cell: ({ quantity }) => quantity, numeric: true, narrow: true },
                { title: t('Asked'), cell: ({ askedAt }) => <Time at={askedAt} />, narrow: true },
                {
                  title: t('Told'),
                  cell: ({ toldAt }) => (toldAt ? <Time at={toldAt} /> : '–'),
                  narrow: true,
                },
                {
                  title: t('State'),
                  cell: ({ state, reason }) => (
                    <>
                      <Chip tone={STATES[state].tone}>{STATES[state].words}</Chip>{' '}
                      {reason && <span className={classes.dim}>{said(reason)}</span>}
                    </>
                  ),
                },
                {
                  title: t('Remove'),
                  unseen: true,
                  cell: ({ id, state, contact }) =>
                    state === 'waiting' && (
                      <May need="change" hide>
                        <Button
                          size="compact-xs"
                          variant="subtle"
                          color="red"
                          aria-label={t('Remove {name} from the line', { name: contact.name })}
                          onClick={() => act.mutate({ leaves: id })}
                        >
                          {t('Remove')}
                        </Button>
                      </May>
                    ),
                  narrow: true,
                },
              ]}
            />
          )}
          {people.data?.length === MOST_SHOWN && (
            <p className={classes.more}>
              {t('The first {count} are shown; all of them are told in turn.', { count: MOST_SHOWN })}
            </p>
          )}
        </Card>
        <LineSettings line={line} />
      </div>
    </Page>
  );
}
