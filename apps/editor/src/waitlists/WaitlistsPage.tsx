import { Trans } from '@lingui/react';
import { Group, Loader, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Navigate, useParams, useSearchParams } from 'react-router';
import { waitlistsQuery } from '../api/queries.js';
import { formatCount } from '../format/number.js';
import { t } from '../language/t.js';
import { ChangesCard } from '../team/ChangesCard.js';
import { Chip } from '../ui/Chip.js';
import { Empty } from '../ui/Empty.js';
import { Card, Page } from '../ui/Page.js';
import { Table } from '../ui/Table.js';
import { Time } from '../ui/Time.js';
import { Trouble } from '../ui/Trouble.js';
import { linePath } from './line-path.js';
import { LinePage } from './LinePage.js';
import { RoundSettings } from './RoundSettings.js';
import { StorefrontCard } from './StorefrontCard.js';
import { stockInWords, whyInWords } from './waitlist-words.js';
import classes from './Waitlists.module.css';

/** As many as the server sends. */
const MOST_SHOWN = 200;

/** What is sold, what is sold out, and who waits for it. */
export function WaitlistsPage() {
  const [search, setSearch] = useState('');
  const [searched] = useDebouncedValue(search, 200);
  const [address] = useSearchParams();
  const { variantId: opened = null } = useParams();
  const formerly = address.get('variant');
  // A line has an address of its own, also one that the list is too short for.
  const query = useQuery(waitlistsQuery(opened ?? searched));
  const rows = query.data?.waitlists ?? [];
  const open = rows.find(
    ({ shop, variantId }) => variantId === opened && shop === (address.get('shop') ?? ''),
  );
  if (opened === null && formerly !== null)
    return <Navigate replace to={linePath({ shop: address.get('shop') ?? '', variantId: formerly })} />;
  if (open) return <LinePage line={open} />;
  if (opened !== null && query.isSuccess && !query.isPlaceholderData)
    return (
      <Page title={t('Products and waitlists')}>
        <Empty title={t('There is no such product')}>
          <Link to="/waitlists">{t('All products')}</Link>
        </Empty>
      </Page>
    );
  const waits = rows.reduce((sum, { waiting, claimed }) => sum + waiting + claimed, 0);
  return (
    <Page
      title={t('Products and waitlists')}
      lead={t(
        'When something is back, those who asked are told in turn: as many as there are pieces, and no more.',
      )}
    >
      {query.isPending && <Loader aria-label={t('Loading')} />}
      {query.isError && <Trouble error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && searched === '' && (
        <Empty title={t('No products yet')}>
          <Trans
            id="They come with your shop’s webhooks (Integrations), or as you press “Sold out” in the <link>demo shop</link>. People join a line by the button below, which you paste into your product page."
            components={{ link: <Link to="/demo-shop" /> }}
          />
        </Empty>
      )}
      <div className={classes.cards}>
        {waits > 0 && !query.data?.isTold && (
          <p className={classes.notice} role="status">
            <Chip tone="wait">{t('Nobody is told yet')}</Chip>{' '}
            <Trans
              id="No live journey tells people that it is their turn: <link>the template “Back in stock”</link> draws one."
              components={{ link: <Link to="/templates/back-in-stock" /> }}
            />
          </p>
        )}
        {(rows.length > 0 || searched !== '') && (
          <Card>
            <TextInput
              aria-label={t('Search products')}
              placeholder={t('Search products')}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
              mb="sm"
              maw={320}
            />
            <Table
              label={t('Products')}
              rows={rows}
              rowKey={({ shop, variantId }) => `${shop}/${variantId}`}
              columns={[
                {
                  title: t('Product'),
                  cell: (row) => (
                    <Group gap="xs" wrap="nowrap">
                      <Link to={linePath(row)} className={classes.name!}>
                        {row.name}
                        {row.variant && row.variant !== row.name ? `, ${row.variant}` : ''}
                      </Link>
                      {row.isPaused && <Chip tone="wait">{t('paused')}</Chip>}
                    </Group>
                  ),
                },
                {
                  title: t('Stock'),
                  cell: (row) => <Chip tone={row.inStock ? 'go' : 'stop'}>{stockInWords(row)}</Chip>,
                  narrow: true,
                },
                {
                  title: t('Waiting'),
                  cell: ({ waiting }) => formatCount(waiting),
                  numeric: true,
                  narrow: true,
                },
                {
                  title: t('Being told'),
                  cell: ({ claimed }) => formatCount(claimed),
                  numeric: true,
                  narrow: true,
                },
                { title: t('Told'), cell: ({ told }) => formatCount(told), numeric: true, narrow: true },
                {
                  title: t('Bought'),
                  cell: ({ bought }) => formatCount(bought),
                  numeric: true,
                  narrow: true,
                },
                {
                  title: t('Next round'),
                  cell: (line) =>
                    line.nextRoundAt ? (
                      <Time at={line.nextRoundAt} />
                    ) : (
                      <span className={classes.dim}>{whyInWords(line)}</span>
                    ),
                },
              ]}
            />
            {rows.length === MOST_SHOWN && (
              <p className={classes.more}>
                {t('The first {count} are shown. Search for others.', { count: MOST_SHOWN })}
              </p>
            )}
          </Card>
        )}
        <RoundSettings />
        <StorefrontCard />
        <ChangesCard below="/api/settings/waitlist,/api/settings/storefront" />
      </div>
    </Page>
  );
}
