import { Button, Group, Loader } from '@mantine/core';
import type { CouponPool } from '@signalbox/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { couponPoolsQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { Chip } from '../ui/Chip.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Trouble } from '../ui/Trouble.js';
import { endInWords, offerInWords } from './coupon-words.js';
import { May } from '../team/May.js';
import classes from './CouponsPage.module.css';
import { PoolDialog } from './PoolDialog.js';
import { PoolPage } from './PoolPage.js';
import { poolPath } from './pool-path.js';

/** Codes for people: what is left of each pool, what was used, and where new ones come from. */
export function CouponsPage() {
  const pools = useQuery(couponPoolsQuery);
  const [edited, setEdited] = useState<CouponPool | 'new' | null>(null);
  const { pool: opened } = useParams();
  const navigate = useNavigate();
  const rows = pools.data ?? [];
  const open = rows.find(({ pool }) => pool === opened);
  const dialog = edited && (
    <PoolDialog
      pool={edited === 'new' ? null : edited}
      onClose={() => setEdited(null)}
      onSaved={(pool) => void navigate(poolPath(pool))}
    />
  );
  if (open)
    return (
      <>
        <PoolPage pool={open} onEdit={() => setEdited(open)} />
        {dialog}
      </>
    );
  if (opened !== undefined && pools.isSuccess && !pools.isFetching)
    return (
      <Page title={t('Coupons')}>
        <Empty title={t('There is no such pool')}>
          <Link to="/coupons">{t('All pools')}</Link>
        </Empty>
      </Page>
    );
  return (
    <Page
      title={t('Coupons')}
      lead={t('Each person gets a code of their own, minted when their text leaves.')}
      actions={
        <May need="change" hide>
          <Button onClick={() => setEdited('new')}>{t('New pool')}</Button>
        </May>
      }
    >
      {pools.isPending && <Loader aria-label={t('Loading')} />}
      {pools.isError && <Trouble error={pools.error} onRetry={() => void pools.refetch()} />}
      {pools.isSuccess && rows.length === 0 && (
        <Empty title={t('No pool of codes yet')}>
          {t(
            'Upload a list of codes from your shop, or connect the shop and let Signalbox make each code there, just before its text leaves. Texts say them with {code}.',
            { code: '{{ coupon.code }}' },
          )}
        </Empty>
      )}
      {rows.length > 0 && (
        <Card>
          <Table
            label={t('Pools of codes')}
            rows={rows}
            rowKey={({ pool }) => pool}
            columns={[
              {
                title: t('Pool'),
                cell: (pool) => (
                  <Group gap="xs" wrap="nowrap">
                    <Link to={poolPath(pool.pool)} className={classes.name!}>
                      {pool.pool}
                    </Link>
                    {pool.isLow && (
                      <Chip tone="stop">{pool.left === 0 ? t('none left') : t('runs low')}</Chip>
                    )}
                  </Group>
                ),
              },
              {
                title: t('Where codes come from'),
                cell: (pool) =>
                  pool.kind === 'list'
                    ? t('Uploaded')
                    : t('Made in the shop: {pattern}', { pattern: pool.pattern }),
              },
              { title: t('Worth'), cell: ({ offer }) => offerInWords(offer) },
              { title: t('Ends'), cell: ({ ends }) => endInWords(ends) },
              {
                title: t('Left'),
                cell: (pool) => (pool.kind === 'list' ? formatCount(pool.left) : '∞'),
                numeric: true,
                narrow: true,
              },
              {
                title: t('Given out'),
                cell: ({ total, left }) => formatCount(total - left),
                numeric: true,
                narrow: true,
              },
              { title: t('Used'), cell: ({ used }) => formatCount(used), numeric: true, narrow: true },
            ]}
          />
        </Card>
      )}
      {dialog}
    </Page>
  );
}
