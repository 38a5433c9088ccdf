import { Button, FileButton, Group, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconUpload } from '@tabler/icons-react';
import type { CouponPool, CouponUpload } from '@signalbox/api/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, sayError } from '../api/client.js';
import { givenCouponsQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { CsvButton } from '../ui/CsvButton.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { endInWords, offerInWords, STATES } from './coupon-words.js';
import { May } from '../team/May.js';
import classes from './CouponsPage.module.css';

interface Props {
  pool: CouponPool;
  onEdit: () => void;
}

/** One pool: its numbers, who has which code, and a place to bring more. */
export function PoolPage({ pool, onEdit }: Props) {
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
        title: t('{added, plural, one {# new code} other {# new codes}}', { added }),
        message: [
          known > 0 ? t('{known} were there already.', { known: formatCount(known) }) : '',
          bad.length > 0 ? t('No codes: {bad}.', { bad: bad.join(', ') }) : '',
        ].join(' '),
      });
    },
    onError: (error) => notifications.show({ color: 'red', title: t('Not taken'), message: sayError(error) }),
  });
  const isList = pool.kind === 'list';
  return (
    <Page
      title={pool.pool}
      lead={
        isList
          ? t('Codes that were uploaded.')
          : t('Made in the shop, one at a time: {pattern}', { pattern: pool.pattern })
      }
      actions={
        <Group>
          <Button variant="subtle" leftSection={<IconArrowLeft size={16} />} component={Link} to="/coupons">
            {t('All pools')}
          </Button>
          <CsvButton path={`/api/coupon-pools/${encodeURIComponent(pool.pool)}/given.csv`} />
          <May need="change">
            <Button variant="default" onClick={onEdit}>
              {t('Settings')}
            </Button>
            {isList && (
              <FileButton
                accept=".csv,.txt,text/csv,text/plain"
                onChange={(file) => file && upload.mutate(file)}
              >
                {(props) => (
                  <Button {...props} leftSection={<IconUpload size={16} />} loading={upload.isPending}>
                    {t('Upload codes')}
                  </Button>
                )}
              </FileButton>
            )}
          </May>
        </Group>
      }
    >
      <div className={classes.cards}>
        <Card>
          <dl className={classes.numbers}>
            {isList && (
              <div>
                <dt>{t('left')}</dt>
                <dd className="num">{formatCount(pool.left)}</dd>
              </div>
            )}
            <div>
              <dt>{t('given out')}</dt>
              <dd className="num">{formatCount(pool.total - pool.left)}</dd>
            </div>
            <div>
              <dt>{t('used')}</dt>
              <dd className="num">{formatCount(pool.used)}</dd>
            </div>
            <div>
              <dt>{t('worth')}</dt>
              <dd className={classes.words}>{offerInWords(pool.offer)}</dd>
            </div>
            <div>
              <dt>{t('ends')}</dt>
              <dd className={classes.words}>{endInWords(pool.ends)}</dd>
            </div>
          </dl>
          {pool.isLow && (
            <p className={classes.low}>
              <Chip tone="stop">
                {pool.left === 0
                  ? t('No code is left: texts with one are not sent')
                  : t('Only {left} left: upload more', { left: formatCount(pool.left) })}
              </Chip>
            </p>
          )}
        </Card>
        <Card title={t('Given out')}>
          {given.isPending && <Loader aria-label={t('Loading')} size="sm" />}
          {given.isError && <Trouble error={given.error} onRetry={() => void given.refetch()} />}
          {given.isSuccess && given.data.length === 0 && (
            <p className={classes.hint}>{t('Nobody has a code yet.')}</p>
          )}
          {given.isSuccess && given.data.length > 0 && (
            <Table
              label={t('Codes that people have')}
              rows={given.data}
              rowKey={({ code }) => code}
              columns={[
                {
                  title: t('Code'),
                  cell: ({ code }) => <span className={classes.code}>{code}</span>,
                  narrow: true,
                },
                {
                  title: t('Person'),
                  cell: ({ contact }) =>
                    contact ? <Link to={`/people/${contact.id}`}>{contact.name}</Link> : '–',
                },
                { title: t('Given'), cell: ({ issuedAt }) => <Time at={issuedAt} />, narrow: true },
                {
                  title: t('Ends'),
                  cell: ({ expiresAt }) => (expiresAt ? <Time at={expiresAt} /> : '–'),
                  narrow: true,
                },
                {
                  title: t('State'),
                  cell: ({ state }) => <Chip tone={STATES[state].tone}>{STATES[state].words}</Chip>,
                  narrow: true,
                },
                {
                  title: t('Order'),
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
