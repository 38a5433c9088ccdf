import { Button, FileButton, Group, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconUpload } from '@tabler/icons-react';
import type { CouponPool, CouponUpload } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { givenCouponsQuery } from '../api/queries.js';
import { countOf, formatCount } from '../format/number.js';
import { Chip } from '../ui/Chip.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { endInWords, offerInWords, STATES } from './coupon-words.js';
import classes from './CouponsPage.module.css';

interface Props {
  pool: CouponPool;
  onBack: () => void;
  onEdit: () => void;
}

/** One pool: its numbers, who has which code, and a place to bring more. */
export function PoolPage({ pool, onBack, onEdit }: Props) {
  const client = useQueryClient();
  const given = useQuery(givenCouponsQuery(pool.pool));
  const upload = useMutation({
    mutationFn: async (file: File) =>
      api.post<CouponUpload>(`/api/coupon-pools/${encodeURIComponent(pool.pool)}/csv`, {
        csv: await file.text(),
      }),
    onSuccess: async ({ added, known, bad }) => {
      await client.invalidateQueries({ queryKey: ['coupon-pools'] });
      notifications.show({
        title: `${countOf(added, 'new code', 'new codes')}`,
        message: [
          known > 0 ? `${formatCount(known)} were there already.` : '',
          bad.length > 0 ? `No codes: ${bad.join(', ')}.` : '',
        ].join(' '),
      });
    },
    onError: (error) => notifications.show({ color: 'red', title: 'Not taken', message: sayError(error) }),
  });
  const isList = pool.kind === 'list';
  return (
    <Page
      title={pool.pool}
      lead={isList ? 'Codes that were uploaded.' : `Made in the shop, one at a time: ${pool.pattern}`}
      actions={
        <Group>
          <Button variant="subtle" leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
            All pools
          </Button>
          <Button variant="default" onClick={onEdit}>
            Settings
          </Button>
          {isList && (
            <FileButton
              accept=".csv,.txt,text/csv,text/plain"
              onChange={(file) => file && upload.mutate(file)}
            >
              {(props) => (
                <Button {...props} leftSection={<IconUpload size={16} />} loading={upload.isPending}>
                  Upload codes
                </Button>
              )}
            </FileButton>
          )}
        </Group>
      }
    >
      <div className={classes.cards}>
        <Card>
          <dl className={classes.numbers}>
            {isList && (
              <div>
                <dt>left</dt>
                <dd className="num">{formatCount(pool.left)}</dd>
              </div>
            )}
            <div>
              <dt>given out</dt>
              <dd className="num">{formatCount(pool.total - pool.left)}</dd>
            </div>
            <div>
              <dt>used</dt>
              <dd className="num">{formatCount(pool.used)}</dd>
            </div>
            <div>
              <dt>worth</dt>
              <dd className={classes.words}>{offerInWords(pool.offer)}</dd>
            </div>
            <div>
              <dt>ends</dt>
              <dd className={classes.words}>{endInWords(pool.ends)}</dd>
            </div>
          </dl>
          {pool.isLow && (
            <p className={classes.low}>
              <Chip tone="stop">
                {pool.left === 0
                  ? 'No code is left: texts with one are not sent'
                  : `Only ${formatCount(pool.left)} left: upload more`}
              </Chip>
            </p>
          )}
        </Card>
        <Card title="Given out">
          {given.isPending && <Loader aria-label="Loading" size="sm" />}
          {given.isError && <Trouble error={given.error} onRetry={() => void given.refetch()} />}
          {given.isSuccess && given.data.length === 0 && (
            <p className={classes.hint}>Nobody has a code yet.</p>
          )}
          {given.isSuccess && given.data.length > 0 && (
            <Table
              label="Codes that people have"
              rows={given.data}
              rowKey={({ code }) => code}
              columns={[
                {
                  title: 'Code',
                  cell: ({ code }) => <span className={classes.code}>{code}</span>,
                  narrow: true,
                },
                {
                  title: 'Person',
                  cell: ({ contact }) =>
                    contact ? <Link to={`/people/${contact.id}`}>{contact.name}</Link> : '–',
                },
                { title: 'Given', cell: ({ issuedAt }) => <Time at={issuedAt} />, narrow: true },
                {
                  title: 'Ends',
                  cell: ({ expiresAt }) => (expiresAt ? <Time at={expiresAt} /> : '–'),
                  narrow: true,
                },
                {
                  title: 'State',
                  cell: ({ state }) => <Chip tone={STATES[state].tone}>{STATES[state].words}</Chip>,
                  narrow: true,
                },
                {
                  title: 'Order',
                  cell: ({ usedOrder, usedAt }) =>
                    usedAt ? (
                      <>
                        {usedOrder ?? ''} <Time at={usedAt} />
                      </>
                    ) : (
                      '–'
                    ),
                  narrow: true,
                },
              ]}
            />
          )}
        </Card>
      </div>
    </Page>
  );
}
